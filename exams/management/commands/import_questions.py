"""Questions from a file into a bank (EXAMS.md §2.6)."""

import json

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from exams.formats import reading
from exams.formats.question import one_line
from exams.models import Bank, Question
from exams.services import banks

State = Question.State
LONGEST_NAME = Bank._meta.get_field("name").max_length


class Command(BaseCommand):
    help = "Imports questions; importing a file twice adds nothing."

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--format", choices=reading.FORMATS, default="auto")
        parser.add_argument("--bank", required=True, help="name of the bank, made when new")
        parser.add_argument("--dry-run", action="store_true", help="count, write nothing")
        parser.add_argument(
            "--draft", action="store_true", help="as drafts that somebody checks before use"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args, **options):
        bank = options["bank"].strip()
        if not bank or len(bank) > LONGEST_NAME or one_line(bank) != bank:
            parsed = reading.refused(
                options["format"], _("This cannot be the name of a question bank.")
            )
        else:
            parsed = reading.read_path(options["file"], options["format"])
        done = self._done(bank, parsed, options)
        answer = parsed.as_json(done.imported, done.duplicates, _)
        if options["json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        else:
            self._tell(parsed, done)
        if not done.did_something:
            raise SystemExit(1)

    def _done(self, bank, parsed, options):
        if not parsed.questions:
            return banks.Imported(0, 0)
        if options["dry_run"]:
            return banks.look_through(Bank.objects.filter(name=bank).first(), parsed)
        progress = None if options["json"] else self._tell_progress
        state = State.DRAFT if options["draft"] else State.IN_USE
        return banks.import_questions(banks.bank_named(bank), parsed, progress, state=state)

    def _tell_progress(self, done, total):
        if total > banks.CHUNK:
            self.stderr.write(
                _("%(done)d of %(total)d questions written.") % {"done": done, "total": total}
            )

    def _tell(self, parsed, done):
        counts = {"imported": done.imported, "duplicates": done.duplicates}
        self.stdout.write(_("Imported: %(imported)d, there already: %(duplicates)d.") % counts)
        for problems, word in ((parsed.errors, _("Not taken")), (parsed.warnings, _("Look at"))):
            for problem in problems:
                self.stdout.write(f"{word} {problem.place}: {problem.told(_)}")
