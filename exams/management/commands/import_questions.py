"""Questions from a file into a bank (EXAMS.md §2.6)."""

import json

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from exams.formats import reading
from exams.models import Bank
from exams.services import banks


class Command(BaseCommand):
    help = "Imports questions; importing a file twice adds nothing."

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--format", choices=sorted(reading.READERS), required=True)
        parser.add_argument("--bank", required=True, help="name of the bank, made when new")
        parser.add_argument("--dry-run", action="store_true", help="count, write nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args, **options):
        parsed = reading.read_path(options["file"], options["format"])
        if options["dry_run"]:
            bank = Bank.objects.filter(name=options["bank"]).first()
            done = banks.look_through(bank, parsed)
        elif parsed.questions:
            done = banks.import_questions(banks.bank_named(options["bank"]), parsed)
        else:
            done = banks.Imported(0, 0)
        answer = parsed.as_json(done.imported, done.duplicates, _)
        if options["json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        else:
            self._tell(parsed, done)
        if not done.did_something:
            raise SystemExit(1)

    def _tell(self, parsed, done):
        counts = {"imported": done.imported, "duplicates": done.duplicates}
        self.stdout.write(_("Imported: %(imported)d, there already: %(duplicates)d.") % counts)
        for problems, word in ((parsed.errors, _("Not taken")), (parsed.warnings, _("Look at"))):
            for problem in problems:
                self.stdout.write(f"{word} {problem.place}: {problem.told(_)}")
