"""Counts of attendance, added up to the units of one level. Pure."""

from dataclasses import dataclass


@dataclass
class Row:
    unit: object
    came: int = 0
    away: int = 0
    excused: int = 0

    @property
    def expected(self):
        return self.came + self.away

    @property
    def percent(self):
        """To one decimal; None where nobody was expected."""
        return round(100 * self.came / self.expected, 1) if self.expected else None

    @property
    def has_units_below(self):
        return self.unit.numchild > 0


def rows_of(unit, units, counted):
    """A row for each unit and, last, the whole; `counted`: (path, came, away, excused)."""
    rows, total = [Row(each) for each in units], Row(unit)
    for path, *counts in counted:
        for row in (*rows, total):
            if path.startswith(row.unit.path):
                row.came += counts[0]
                row.away += counts[1]
                row.excused += counts[2]
    return [*rows, total]
