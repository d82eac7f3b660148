"""The model of EXAMS.md §5.1 for CP-SAT: which question is on which form."""

from collections.abc import Callable
from dataclasses import dataclass

from ortools.sat.python import cp_model

from exams.assembly.blueprint import Cell


@dataclass(frozen=True)
class Slack:
    """How many questions a form lacks of a cell, or of its length where cell is None."""

    variable: cp_model.IntVar
    cell: Cell | None

    @property
    def is_firm(self):
        return self.cell is None or self.cell.firm


@dataclass(frozen=True)
class Aim:
    """What shall be small, never below 0: for the solver, and of forms that are there."""

    expression: cp_model.LinearExpr
    of: Callable[[list[list[int]]], int]


class FormsModel:
    """x[place, form] and the rules; questions may be missing, `lacking` is to forbid it."""

    def __init__(self, items, forms, blueprint):
        self.items, self.forms, self.blueprint = items, forms, blueprint
        self.model = cp_model.CpModel()
        self.x = [[self.model.new_bool_var("") for _f in range(forms)] for _item in items]
        self.slacks = []
        self._say_how_often()
        for form in range(forms):
            self._say_what_a_form_holds(form)

    def _say_how_often(self):
        for item, row in zip(self.items, self.x, strict=True):
            if item.id in self.blueprint.anchors:
                self.model.add(sum(row) == self.forms)
            else:
                self.model.add_at_most_one(row)

    def _say_what_a_form_holds(self, form):
        blueprint = self.blueprint
        self.model.add(self._total(form) + self._slack(None) == blueprint.length)
        for cell in blueprint.cells:
            inside = self._total(form, [cell.holds(item) for item in self.items])
            self.model.add(inside + self._slack(cell) >= cell.least)
            self.model.add(inside - (0 if cell.firm else self._slack(cell)) <= cell.most)
        if blueprint.points is not None:
            points = self._total(form, [item.points for item in self.items])
            self.model.add(points == blueprint.points)
        if blueprint.seconds is not None:
            seconds = self._total(form, [item.seconds for item in self.items])
            self.model.add_linear_constraint(seconds, *blueprint.seconds)
        for group in blueprint.enemies:
            self.model.add_at_most_one(
                row[form] for item, row in zip(self.items, self.x, strict=True) if item.id in group
            )

    def _total(self, form, weights=None):
        """The weighted sum of what is on a form."""
        switches = [row[form] for row in self.x]
        return cp_model.LinearExpr.weighted_sum(switches, weights or [1] * len(switches))

    def _slack(self, cell):
        self.slacks.append(Slack(self.model.new_int_var(0, self.blueprint.length, ""), cell))
        return self.slacks[-1].variable

    def lacking(self):
        """How many questions firm cells and the length lack."""
        return sum(slack.variable for slack in self.slacks if slack.is_firm)

    def lacking_first(self):
        """To find where to begin: firm cells before the length before the other cells."""
        length = self.blueprint.length
        of_length = 1 + length * sum(not slack.is_firm for slack in self.slacks)
        of_cells = of_length * (1 + length * self.forms)
        prices = [
            of_length if slack.cell is None else of_cells if slack.is_firm else 1
            for slack in self.slacks
        ]
        return cp_model.LinearExpr.weighted_sum([slack.variable for slack in self.slacks], prices)

    def mixture(self):
        """How many questions the forms are off in the cells that are not firm."""
        return Aim(sum(s.variable for s in self.slacks if not s.is_firm), self._off)

    def _off(self, forms):
        counts = [
            (cell, sum(cell.holds(self.items[place]) for place in places))
            for places in forms
            for cell in self.blueprint.cells
            if not cell.firm
        ]
        return sum(max(0, cell.least - count, count - cell.most) for cell, count in counts)

    def spread(self, weights):
        """The largest difference between forms."""
        low, high = (self.model.new_int_var(0, sum(weights), "") for _end in range(2))
        for form in range(self.forms):
            self.model.add(low <= self._total(form, weights))
            self.model.add(high >= self._total(form, weights))
        return Aim(high - low, lambda forms: spread_of(totals(forms, weights)))

    def distance(self, weights, target):
        """How far from the target the form is that is farthest from it."""
        far = self.model.new_int_var(0, sum(weights) + target, "")
        for form in range(self.forms):
            self.model.add(self._total(form, weights) <= target + far)
            self.model.add(self._total(form, weights) >= target - far)
        return Aim(far, lambda forms: max(abs(n - target) for n in totals(forms, weights)))

    def cost(self, weights):
        """Of all forms together."""
        whole = sum(self._total(form, weights) for form in range(self.forms))
        return Aim(whole, lambda forms: sum(totals(forms, weights)))

    def keep(self, expression, value):
        self.model.add(expression <= value)

    def start_from(self, forms):
        """Lists of places, one a form: where the search begins."""
        self.model.clear_hints()
        for form, places in enumerate(forms):
            chosen = set(places)
            for place, row in enumerate(self.x):
                self.model.add_hint(row[form], place in chosen)

    def forms_in(self, solver):
        return [
            [place for place, row in enumerate(self.x) if solver.boolean_value(row[form])]
            for form in range(self.forms)
        ]


def totals(forms, weights):
    return [sum(weights[place] for place in places) for places in forms]


def spread_of(values):
    return max(values) - min(values)
