"""manage.py import_units LIST.csv: the county's divisions, from a list of a day."""

import hashlib
import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from organisation import unit_import
from organisation.periods import today


class Command(BaseCommand):
    help = (
        "Imports a list of divisions (code, name, parent_code, level; 3 county, 4 township,"
        " 5 village). A unit missing from the list ends on the day of the list, a changed name"
        " closes the old one, and history stays. A row with successor_code ends its unit and"
        " names what takes its place (several codes: separated by a semicolon). When any row is"
        " refused nothing is written and the command exits 1."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="LIST.csv")
        parser.add_argument("--as-of", metavar="DATE", help="default: today")
        parser.add_argument("--dry-run", action="store_true", help="say what would change")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args, file, as_of, dry_run, **options):
        as_of = _day(as_of) if as_of else today()
        counts = unit_import.Counts()
        with transaction.atomic():
            rows, refused = unit_import.read(file, as_of)
            if not refused:
                sha256 = hashlib.sha256(Path(file).read_bytes()).hexdigest()
                counts = unit_import.save(rows, as_of, sha256=sha256)
            levels = unit_import.levels_on(as_of)
            transaction.set_rollback(dry_run)
        self._print(levels, counts, refused, as_json=options["json"])
        if refused:
            raise SystemExit(1)

    def _print(self, levels, counts, refused, as_json):
        if as_json:
            self.stdout.write(_as_json(levels, counts, refused))
            return
        for one in refused:
            self.stderr.write(_("Row %(row)s: %(message)s") % one.as_json())
        if refused:
            self.stderr.write(_("Nothing was written."))
            return
        words = _(
            "Added %(added)s, closed %(closed)s, renamed %(renamed)s. Valid now: counties"
            " %(counties)s, townships %(townships)s, villages %(villages)s."
        )
        valid = {"counties": levels["3"], "townships": levels["4"], "villages": levels["5"]}
        self.stdout.write(words % {**asdict(counts), **valid})


def _as_json(levels, counts, refused):
    result = {
        "levels": levels,
        **asdict(counts),
        "refused": [one.as_json() for one in refused],
    }
    return json.dumps(result, ensure_ascii=False)


def _day(text):
    try:
        return date.fromisoformat(str(text))
    except ValueError as error:
        raise CommandError(_("Write the day as 2023-06-30.")) from error
