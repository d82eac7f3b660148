"""Which reader is for which format, and what holds for all files."""

from pathlib import Path

from exams.formats import gift, tabular
from exams.formats.questions import Parsed
from exams.formats.questions import marked as _
from organisation.tables import MOST_BYTES

READERS = {"gift": gift.read, "csv": tabular.read_csv}
COUNTED_IN = {"gift": "line", "csv": "row"}


def read(data, format_):
    if len(data) > MOST_BYTES:
        return _refused(format_, _("The file is larger than 10 MB. Split it and try again."))
    if not data.strip():
        return _refused(format_, _("The file is empty."))
    return READERS[format_](data)


def read_path(path, format_):
    try:
        with Path(path).open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError:
        return _refused(
            format_, _("The file %(path)s cannot be opened. Check where it lies."), path=str(path)
        )
    return read(data, format_)


def _refused(format_, sentence, **facts):
    parsed = Parsed(COUNTED_IN[format_])
    parsed.error(1, sentence, **facts)
    return parsed
