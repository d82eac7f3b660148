"""What the responses of an exam say about its questions (EXAMS.md §4)."""

from django.utils.translation import gettext as _

from exams.analysis.flags import FEWEST_FOR_2PL, FEWEST_PEOPLE, SENTENCES
from exams.analysis.report import MODELS, analyse
from exams.analysis.responses import read_key, read_responses
from exams.management.spreadsheets import SpreadsheetCommand, rows_in


class Command(SpreadsheetCommand):
    help = (
        "Item and test statistics of RESPONSES.csv: a first column person, then a column an item "
        "with marks, or with raw answers when there is a key. UTF-8 or GB 18030. "
        "An item's maximum is the largest mark of its column, 1 if nobody got any. An empty cell "
        "counts 0 in the classical figures and is left out by rasch and 2pl, which need each "
        "answer right or wrong: 0 or the maximum. An item all got right, or none, has no b. "
        "A person may be there once; people without a name are different ones. "
        "Fewer than 30 people: no flags."
    )

    def add_arguments(self, parser):
        parser.add_argument("responses", metavar="RESPONSES.csv")
        parser.add_argument("--key", metavar="KEY.csv", help="columns item,key: one row an item")
        parser.add_argument("--model", choices=MODELS, default="ctt")
        super().add_arguments(parser)

    def answer(self, *, responses, key, model, **options):
        known = read_key(rows_in(key)) if key else None
        found = analyse(read_responses(rows_in(responses)), known, model)
        if model == "2pl" and found["persons"] < FEWEST_FOR_2PL:
            self.stderr.write(
                _("With fewer than %(n)d people 2PL is no more than a hint.")
                % {"n": FEWEST_FOR_2PL}
            )
        return found

    def tell(self, answer):
        if answer["persons"] < FEWEST_PEOPLE:
            self.stdout.write(
                _("The sample is too small: with fewer than %(n)d people nothing is flagged.")
                % {"n": FEWEST_PEOPLE}
            )
        titles = [_("question"), _("facility"), _("sd"), _("r with the rest")]
        keys = ["name", "facility", "sd", "item_rest_r"]
        if "b" in answer["items"][0]:
            titles, keys = [*titles, "b", "a"], [*keys, "b", "a"]
        self.stdout.write("\t".join([*titles, _("Look at")]))
        for item in answer["items"]:
            look_at = " ".join(_(SENTENCES[flag]) for flag in item["flags"])
            self.stdout.write("\t".join([*(_shown(item[key]) for key in keys), look_at]))
        for name, value in answer["test"].items():
            self.stdout.write(f"{name}\t{_shown(value)}")


def _shown(value):
    if value is None:
        return "-"
    return f"{value:.3f}" if isinstance(value, float) else str(value)
