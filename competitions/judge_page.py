"""The report on the judges of a stage, laid out for the organiser: figures and words."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from competitions.judge_flags import (
    Outlier,
    OwnUnit,
    complete_part,
    outliers,
    own_unit_differences,
)
from competitions.judge_report import JudgeReport, report
from competitions.models import Seat
from competitions.proof import marks_table
from competitions.scoring.agreement import intraclass, kendall
from competitions.scoring.rules import parse_rules
from competitions.scoring.table import read_cells

FEWEST_ENTRIES, FEWEST_JUDGES = 5, 4
LOW_AGREEMENT = 0.5


@dataclass(frozen=True)
class JudgePage:
    found: JudgeReport
    names: dict  # code of a seat → "3 Name"
    titles: dict  # code of an entry → its title
    outliers: list[Outlier]
    own: list[OwnUnit]
    entries: int
    part: tuple  # (judges, entries) of which W and ICC are
    w: float | None
    chi2: float | None
    icc: float | None

    @property
    def cautions(self):
        """What the figures cannot bear, in words."""
        said, judges = [], len(self.found.judges)
        if self.entries < FEWEST_ENTRIES:
            said.append(
                ngettext(
                    "Only %(count)s entry: too few to judge the judges by.",
                    "Only %(count)s entries: too few to judge the judges by.",
                    self.entries,
                )
                % {"count": self.entries}
            )
        if judges < FEWEST_JUDGES:
            said.append(
                _("Only %(count)s judges: outlying marks are not looked for.") % {"count": judges}
            )
        if self.w is None:
            said.append(_("Too few judges marked the same entries: W and ICC cannot be reckoned."))
        elif self.part != (judges, self.entries):
            said.append(
                _("W and ICC: %(judges)s judges, the %(entries)s entries all of them marked.")
                % {"judges": self.part[0], "entries": self.part[1]}
            )
        return said

    @property
    def agreement(self):
        """One sentence on W."""
        if self.w is None:
            return ""
        if self.w < LOW_AGREEMENT:
            return _("The judges agree little on the order of the entries.")
        return _("The judges largely agree on the order of the entries.")

    @property
    def figures(self):
        """(name, number as text) of the agreement."""
        return [
            (_("Kendall's W"), _two(self.w)),
            (_("chi square"), _two(self.chi2)),
            (_("ICC(2,k)"), _two(self.icc)),
        ]

    @property
    def judges(self):
        """One line a judge: name, leniency, severity and its error, how many marks stand out."""
        many = {}
        for one in self.outliers:
            many[one.judge] = many.get(one.judge, 0) + 1
        return [
            {
                "name": self.names.get(line.judge, line.judge),
                "leniency": _two(line.leniency, sign=True),
                "severity": _two(line.severity, sign=True),
                "error": _two(line.error),
                "outliers": many.get(line.judge, 0),
            }
            for line in self.found.judges
        ]

    @property
    def outlying(self):
        return [
            {
                "entry": self.titles[one.entry],
                "judge": self.names.get(one.judge, one.judge),
                "total": one.total,
                "median": one.median,
                "above": _two(one.above, sign=True),
            }
            for one in self.outliers
        ]

    @property
    def own_units(self):
        return [
            {
                "judge": self.names.get(one.judge, one.judge),
                "own": _two(one.own, sign=True),
                "others": _two(one.others, sign=True),
                "difference": _two(one.difference, sign=True),
            }
            for one in self.own
        ]


def _two(number, sign=False):
    if number is None:
        return "–"
    return f"{round(number, 2) + 0:+.2f}" if sign else f"{round(number, 2) + 0:.2f}"


def judge_page(stage, data):
    """From the data of a published result; `stage` tells names and units."""
    rules = parse_rules(data["rules"])
    cells, _faults = read_cells(marks_table(data))
    seats = list(Seat.objects.filter(panel__stage=stage).select_related("judge", "unit"))
    entries = list(stage.entries.select_related("unit", "stage__unit"))
    totals = {
        (sheet["judge"], row["code"]): Decimal(sheet["total"])
        for row in data["results"]
        for sheet in row["sheets"]
        if sheet["total"] is not None
    }
    own = {
        (seat.code, f"{entry.order_no:02d}")
        for seat in seats
        for entry in entries
        if seat.belongs_to(entry.delegation)
    }
    judges, shared = complete_part(totals)
    matrix = [[totals[judge, entry] for entry in shared] for judge in judges]
    w, chi2 = kendall(matrix)
    return JudgePage(
        part=(len(judges), len(shared)),
        w=w,
        chi2=chi2,
        icc=intraclass(matrix)["2,k"],
        found=report(cells, rules),
        names={seat.code: f"{seat.number} {seat.judge}" for seat in seats},
        titles={row["code"]: f"{row['code']} {row['title']}" for row in data["results"]},
        outliers=outliers(totals),
        own=own_unit_differences(totals, own),
        entries=len(data["results"]),
    )


def as_table(page):
    """(headers, rows) of the workbook: one line a judge."""
    headers = [
        _("Judge"), _("Leniency"), _("Severity (Rasch, logits)"), _("Standard error"),
        _("Outlying marks"), _("Own unit"), _("Other units"),
    ]  # fmt: skip
    own = {line["judge"]: line for line in page.own_units}
    rows = [
        [
            line["name"], line["leniency"], line["severity"], line["error"], line["outliers"],
            own.get(line["name"], {}).get("own", "–"), own.get(line["name"], {}).get("others", "–"),
        ]
        for line in page.judges
    ]  # fmt: skip
    rows += [[], *([name, number] for name, number in page.figures)]
    rows += [[caution] for caution in page.cautions]
    return headers, rows
