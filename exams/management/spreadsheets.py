"""Commands that compute on a spreadsheet: they need neither database nor secret."""

import io
import json
import sys
from abc import ABC, abstractmethod
from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from exams.refusals import Refused
from organisation.tables import TableRefused, read
from organisation.tables.text_file import rows_of

MOST_BYTES = 100 * 1024 * 1024


class SpreadsheetCommand(ABC, BaseCommand):
    """Prints what `answer` gives; a refusal is a sentence on standard error and exit 1.

    With --json a refusal is an object too: `{"errors": [{"row"?, "column"?, "message"}]}`.
    """

    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    @abstractmethod
    def answer(self, **options):
        """The object that --json prints."""

    @abstractmethod
    def tell(self, answer):
        """Prints the same for people."""

    def handle(self, *args, **options):
        try:
            answer = self.answer(**options)
        except (Refused, TableRefused) as refusal:
            error = _as_json(refusal)
            if options["json"]:
                self.stdout.write(json.dumps({"errors": [error]}, ensure_ascii=False))
            self.stderr.write(error["message"])
            sys.exit(1)
        if options["json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False, allow_nan=False))
        else:
            self.tell(answer)


def _as_json(refusal):
    return refusal.as_json(_) if isinstance(refusal, Refused) else {"message": str(refusal)}


def bytes_of(path):
    try:
        with Path(path).open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError:
        raise TableRefused(
            _("The file %(path)s cannot be opened. Check where it lies.") % {"path": path}
        ) from None
    if len(data) > MOST_BYTES:
        raise TableRefused(_("The file is larger than 100 MB. Split it and try again."))
    return data


def rows_in(path):
    """The rows of a CSV file in UTF-8 or GB 18030; TableRefused for anything else."""
    return rows_of(bytes_of(path))


def table_in(data, name, columns):
    """(row, column → text) of a table that has all these columns and no doubtful row."""
    table = read(io.BytesIO(data), name).under(columns, required=list(columns))
    for refused in table.refused:
        sentence = gettext_noop("Row %(row)d: %(message)s")
        raise Refused(sentence, row=refused.row, message=refused.message)
    return table.rows
