"""The blueprint that a bank itself gives: every form has the bank's mixture of questions.

All forms get the same number of each topic × type, as near to the bank's shares as whole questions
can be, topics and types as a whole first; and, as far as equal difficulty allows it, the same
number of hard, medium and easy ones among them. Where the bank is too small for that, forms differ
by one question of a kind.
"""

from collections import Counter
from fractions import Fraction
from math import ceil, floor

from exams.assembly.blueprint import Blueprint, Cell
from exams.assembly.forms import assemble, check

# In the solver's own time: the model has a whole number a kind, not a switch a question.
EFFORT = 0.3


def assemble_alike(items, forms, length, seed=0):
    """Forms that have the mixture of the bank."""
    check(items, forms, Blueprint(length))
    return assemble(items, forms, proportional(items, forms, length, seed), seed)


def proportional(items, forms, length, seed=0):
    kinds = Counter((item.topic, item.type, item.band) for item in items)
    alike = {kind: number // forms for kind, number in kinds.items()}
    if sum(alike.values()) < length:
        return Blueprint(length, _nearly_alike(kinds, length))
    planned = _planned(kinds, alike, length, seed)
    pairs = Counter()
    for (topic, type_, _band), number in planned.items():
        pairs[topic, type_] += number
    firm = (Cell(*pair, None, number, number) for pair, number in pairs.items())
    loose = (Cell(*kind, number, number, firm=False) for kind, number in planned.items())
    return Blueprint(length, (*firm, *loose))


def _planned(kinds, most, length, seed):
    """Kind → questions a form, near to the bank's shares; no more than `most`."""
    # OR-Tools takes more than a second to load, and only this needs it.
    from ortools.sat.python import cp_model

    from exams.assembly.search import search

    model, whole = cp_model.CpModel(), sum(kinds.values())
    counts = {kind: model.new_int_var(0, most[kind], "") for kind in sorted(kinds)}
    model.add(sum(counts.values()) == length)
    far = []
    for group, members in _groups(kinds).items():
        share = length * sum(kinds[kind] for kind in members)
        distance = model.new_int_var(0, whole * length, "")
        model.add_abs_equality(distance, whole * sum(counts[k] for k in members) - share)
        far.append((1 if group in kinds else len(kinds)) * distance)
    model.minimize(sum(far))
    found = search(model, seed, EFFORT).solver
    return {kind: found.value(count) for kind, count in counts.items()}


def _nearly_alike(kinds, length):
    """Each share rounded down or up, which always can be for topic × type."""
    whole, cells = sum(kinds.values()), []
    for group, members in _groups(kinds).items():
        share = Fraction(length * sum(kinds[kind] for kind in members), whole)
        is_pair = group[2] is None and None not in group[:2]
        cells.append(Cell(*group, floor(share), ceil(share), firm=is_pair))
    return tuple(cells)


def _groups(kinds):
    """(topic or None, type or None, band or None) → the kinds it holds: all but the whole bank."""
    groups = {}
    for topic, type_, band in sorted(kinds):
        for group in {
            (topic, None, None),
            (None, type_, None),
            (None, None, band),
            (topic, type_, None),
            (topic, type_, band),
        }:
            groups.setdefault(group, []).append((topic, type_, band))
    return dict(sorted(groups.items(), key=repr))
