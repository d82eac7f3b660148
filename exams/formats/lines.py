"""The lines of a text file, whatever its encoding and its line ends."""

import re

from exams.formats.questions import marked as _
from organisation.tables import TableRefused
from organisation.tables.text_file import decoded

MOST_LINES = 400_000


def lines_of(data, parsed):
    """Its lines, or [] after the sentence why it is not read."""
    try:
        text = decoded(data)
    except TableRefused as refusal:
        parsed.error(1, str(refusal))
        return []
    if text.count("\n") + text.count("\r") > MOST_LINES:
        parsed.error(1, _("The file has too many lines. Split it and try again."))
        return []
    return re.split("\r\n|\r|\n", text)
