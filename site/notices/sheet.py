"""The figures of a unit and of the units right below it, for a month and the month before.

The board makes a sheet when it is asked; a notice keeps one as JSON and shows it for ever.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from notices.tiles import ABOUT_PEOPLE, FEWEST_PEOPLE
from organisation.indicators import Figure
from organisation.models import Unit
from organisation.periods import Month


@dataclass(frozen=True)
class Measure:
    """An indicator as words: what it was called when the figures were taken."""

    key: str
    label: str
    definition: str
    unit: str


@dataclass(frozen=True)
class Line:
    pk: int
    name: str
    level: int
    now: Mapping[str, Figure]  # by key; without an entry nothing was counted
    before: Mapping[str, Figure]
    withheld: frozenset[str] = frozenset()  # counted, but it would tell of single people


@dataclass(frozen=True)
class Sheet:
    month: Month
    measures: Mapping[str, Measure]
    whole: Line
    parts: list[Line]

    def as_json(self):
        return {
            "month": str(self.month),
            "measures": [
                {"key": m.key, "label": m.label, "definition": m.definition, "unit": m.unit}
                for m in self.measures.values()
            ],
            "lines": [_line_as_json(line) for line in (self.whole, *self.parts)],
        }

    @classmethod
    def of_json(cls, data):
        whole, *parts = (_line_of_json(line) for line in data["lines"])
        measures = {m["key"]: Measure(**m) for m in data["measures"]}
        return cls(Month.parse(data["month"]), measures, whole, parts)


def measured(indicators, scope, month, day, memory=None):
    """Two queries for each indicator and one for the units.

    `memory` (any dict) keeps what was measured: whoever goes through the months one after the
    other measures each only once.
    """
    units = Unit.objects.valid_on(min(month.last, day)).within(scope)
    memory = {} if memory is None else memory
    now, before = (_totals(indicators, units, one, memory) for one in (month, month.previous))
    children = [unit for unit in units if unit.depth == scope.depth + 1]
    whole, *parts = (_line(unit, _of(now, unit), _of(before, unit)) for unit in (scope, *children))
    measures = {i.key: Measure(i.key, str(i.label), str(i.definition), i.unit) for i in indicators}
    return Sheet(month, measures, whole, parts)


def _line(unit, now, before):
    if unit.level != Unit.Level.VILLAGE:
        return Line(unit.pk, unit.name, unit.level, now, before)
    shown_now, shown_before = _without_single_people(now), _without_single_people(before)
    withheld = frozenset(now.keys() - shown_now.keys())
    return Line(unit.pk, unit.name, unit.level, shown_now, shown_before, withheld)


def _without_single_people(figures):
    return {
        key: figure
        for key, figure in figures.items()
        if key not in ABOUT_PEOPLE or figure.of >= FEWEST_PEOPLE
    }


def _totals(indicators, units, month, memory):
    if month not in memory:
        memory[month] = {
            i.key: summed(i.measure(units, month), units, i.unit == "share") for i in indicators
        }
    return memory[month]


def _of(totals, unit):
    return {key: by_unit[unit.path] for key, by_unit in totals.items() if unit.path in by_unit}


def summed(figures, units, is_share):
    """Path → the sum of a unit and of all below it; a share is added up by its parts.

    A share of nothing is no figure. Anything else that nobody reported is a true zero.
    """
    totals = {} if is_share else {unit.path: Figure(Decimal(0)) for unit in units}
    step = Unit.steplen
    for unit in units:
        figure = figures.get(unit.pk)
        if figure is None or (is_share and not figure.of):
            continue
        for end in range(step, len(unit.path) + 1, step):
            path = unit.path[:end]
            totals[path] = totals[path] + figure if path in totals else figure
    return totals


def _line_as_json(line):
    return {
        "pk": line.pk,
        "name": line.name,
        "level": line.level,
        "now": {key: _figure_as_json(figure) for key, figure in line.now.items()},
        "before": {key: _figure_as_json(figure) for key, figure in line.before.items()},
    }


def _line_of_json(data):
    now, before = (
        {key: _figure_of_json(figure) for key, figure in data[side].items()}
        for side in ("now", "before")
    )
    return Line(data["pk"], data["name"], data["level"], now, before)


def _figure_as_json(figure):
    return [str(figure.value)] if figure.of is None else [str(figure.value), str(figure.of)]


def _figure_of_json(parts):
    return Figure(*(Decimal(part) for part in parts))
