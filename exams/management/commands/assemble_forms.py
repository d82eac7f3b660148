"""Forms of equal content and difficulty from a bank (EXAMS.md §5.1)."""

from django.utils.translation import gettext as _

from exams.assembly.bank import COLUMNS, items_of
from exams.assembly.blueprint import STATUS_WORDS
from exams.assembly.proportions import assemble_alike
from exams.management.spreadsheets import SpreadsheetCommand, bytes_of, table_in


class Command(SpreadsheetCommand):
    help = (
        "Makes N forms of L questions from BANK.csv (id,topic,type,difficulty), none of them on "
        "two forms. Difficulty is the expected facility from 0 to 1. Each form has the bank's "
        "mixture of topic, type and difficulty (hard below 0.4, easy from 0.7). Spread is the "
        "largest difference of the expected score between forms; no forms of this content have "
        "one that is smaller by more than gap. The same seed gives the same forms, whatever the "
        "order of the rows."
    )

    def add_arguments(self, parser):
        parser.add_argument("bank", metavar="BANK.csv")
        parser.add_argument("--forms", type=int, required=True, metavar="N")
        parser.add_argument("--length", type=int, required=True, metavar="L")
        parser.add_argument("--seed", type=int, default=0, metavar="S")
        super().add_arguments(parser)

    def answer(self, *, bank, forms, length, seed, **options):
        table = table_in(bytes_of(bank), bank, COLUMNS)
        made = assemble_alike(items_of(table), forms, length, seed)
        if made.is_by_clock:
            self.stderr.write(
                _("The search was ended by the clock: next time the forms may be others.")
            )
        return {
            "forms": [list(form) for form in made.forms],
            "spread": float(made.spread),
            "status": made.status,
            "gap": float(made.gap),
        }

    def tell(self, answer):
        for number, form in enumerate(answer["forms"], start=1):
            self.stdout.write("\t".join([str(number), *form]))
        status = STATUS_WORDS[answer["status"]]
        self.stdout.write(
            _("Largest difference of the expected score: %(spread).4f (%(status)s)")
            % {"spread": answer["spread"], "status": _(status)}
        )
