"""The draw of a spot exam, which anybody can repeat (EXAMS.md §5.2)."""

import hashlib

from django.utils.translation import gettext as _

from exams.cycle import draw_in_cycle, used_of
from exams.draw import draw, pool_of
from exams.management.spreadsheets import SpreadsheetCommand, bytes_of, table_in


class Command(SpreadsheetCommand):
    help = (
        "Draws SIZE units of POOL.csv (unit_id,stratum). Seats by Hamilton's rule; inside a "
        "stratum the smallest tickets, ticket = sha256 of seed|round|unit_id. The order of the "
        "rows does not matter; strata and units are compared as text. With --cycle four of five "
        "seats go to the units of the stratum with the smallest number in the column used, the "
        "others to any unit not drawn yet by sha256 of seed|round.2|unit_id (exams/cycle.py)."
    )

    def add_arguments(self, parser):
        parser.add_argument("pool", metavar="POOL.csv")
        parser.add_argument("--size", type=int, required=True, metavar="N")
        parser.add_argument("--seed", required=True, help="the public text, as published")
        parser.add_argument("--round", required=True, dest="round_", metavar="ROUND")
        parser.add_argument("--minimum", type=int, default=0, metavar="M", help="of each stratum")
        parser.add_argument("--cycle", action="store_true", help="whose turn it is goes first")
        super().add_arguments(parser)

    def answer(self, *, pool, size, seed, round_, minimum, cycle, **options):
        data = bytes_of(pool)
        columns = {"unit_id": [], "stratum": []} | ({"used": []} if cycle else {})
        rows = list(table_in(data, pool, columns))
        units = pool_of(rows)
        if cycle:
            drawn = draw_in_cycle(units, used_of(rows), size, seed, round_, minimum)
        else:
            drawn = draw(units, size, seed, round_, minimum)
        return {
            "allocation": drawn.allocation,
            "selected": drawn.selected,
            "pool_sha256": hashlib.sha256(data).hexdigest(),
        }

    def tell(self, answer):
        self.stdout.write(_("SHA-256 of the pool: %(hash)s") % {"hash": answer["pool_sha256"]})
        for stratum, units in answer["selected"].items():
            self.stdout.write("\t".join([stratum, str(answer["allocation"][stratum]), *units]))
