"""manage.py import_people LIST.xlsx: accounts and posts, one line a post."""

import json
import os
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _

from organisation import people_import, tables
from organisation.tables import Refused, TableRefused

NOTHING = {"added": 0, "updated": 0, "unchanged": 0}


class Command(BaseCommand):
    help = (
        "Imports people and their posts from a workbook or CSV file, one line a post. Columns:"
        " name 姓名, phone 手机号, username 用户名 (the phone number if empty), unit_code 单位代码,"
        " post 职务 (a code or the Chinese word), from 起 (today if empty), to 止: the last day in"
        " the post, empty while it is held. Lines are counted: added when they bring an account"
        " or a post, updated when they change one. Valid lines are written, refused ones are"
        " listed; only a file that cannot be read makes the command exit 1. Without --slips new"
        " accounts have no password until somebody sets one."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="LIST.xlsx|csv")
        parser.add_argument("--dry-run", action="store_true", help="say what would change")
        parser.add_argument(
            "--slips",
            metavar="OUT.csv",
            help="user names and first passwords of new accounts; a file only its owner can read",
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args, file, dry_run, slips, **options):
        try:
            self._refuse_to_overwrite(slips)
            plan = people_import.prepare(file)
            if not dry_run:
                _write(plan, slips)
        except TableRefused as refusal:
            self._print({**NOTHING, "refused": [Refused(1, str(refusal)).as_json()]}, **options)
            raise SystemExit(1) from refusal
        self._print(plan.as_json(), **options)

    def _refuse_to_overwrite(self, slips):
        """The passwords of an earlier run exist nowhere else."""
        if slips and Path(slips).exists() and Path(slips).stat().st_size:
            raise TableRefused(
                _("%(path)s is there already. Name another file for the slips.") % {"path": slips}
            )

    def _print(self, result, **options):
        if options["json"]:
            self.stdout.write(json.dumps(result, ensure_ascii=False))
            return
        for one in result["refused"]:
            self.stderr.write(_("Row %(row)s: %(message)s") % one)
        words = _("Added %(added)s, updated %(updated)s, unchanged %(unchanged)s, refused %(no)s.")
        self.stdout.write(words % {**result, "no": len(result["refused"])})


def _write(plan, slips):
    """Passwords are made before the transaction: a county of them takes many seconds."""
    handed_out = plan.set_first_passwords() if slips else []
    with transaction.atomic():
        plan.write()
        if slips:
            _write_slips(slips, handed_out)


def _write_slips(path, slips):
    rows = [(s.person.username, s.password, s.person.name, s.unit.name) for s in slips]
    data = tables.csv_bytes(["username", "password", "name", "unit"], rows)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    except OSError as error:
        raise TableRefused(
            _("The file %(path)s cannot be written. Check where it lies.") % {"path": path}
        ) from error
    with open(handle, "wb") as file:
        os.fchmod(handle, 0o600)
        file.write(data)
