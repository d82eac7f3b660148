"""The lists this app takes: people with their posts, and units."""

from dataclasses import asdict
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from organisation import people_import, people_undo, unit_import, unit_undo
from organisation.forms.imports import TableForm, UnitListForm
from organisation.importing import Column, Importer, ImportRefused, Result, TableRefused, Verdict
from organisation.models import Unit
from organisation.periods import today
from organisation.services import accounts
from organisation.services import units as unit_services

NAMED = 5


def _columns(labels, module):
    return {
        key: Column(labels[key], known_as, key in module.REQUIRED)
        for key, known_as in module.COLUMNS.items()
    }


def _plan(lines, given):
    plan = people_import.Plan(given.actor, today())
    for line in lines:
        plan.take(line.number, line.content)
    return plan


def check_people(lines, given):
    plan = _plan(lines, given)
    return Result(_verdicts(lines, plan, {change.number: {} for change in plan.changes}))


def save_people(lines, given):
    plan = _plan(lines, given)
    plan.write()
    steps = {change.number: people_undo.step_of(plan, change) for change in plan.changes}
    return Result(_verdicts(lines, plan, steps))


def _verdicts(lines, plan, steps):
    taken = {c.number: Verdict(c.outcome, undo=steps[c.number]) for c in plan.changes}
    refused = {one.row: Verdict(fault=one.message) for one in plan.refused}
    return [taken.get(line.number) or refused[line.number] for line in lines]


def undo_people(steps, given):
    people_undo.take_back(steps, given.actor)


def _known_person(content):
    return " ".join(filter(None, [content["name"], content["post"], content["unit_code"]]))


def _to_first_passwords(given):
    return _("Print the first passwords"), reverse("organisation:person_slips")


def check_units(lines, given):
    as_of, rows, refused = _checked_units(lines, given)
    notes = [] if refused else _what_ends(rows, as_of)
    return Result(_unit_verdicts(lines, rows, refused), notes)


def save_units(lines, given):
    as_of, rows, refused = _checked_units(lines, given)
    if refused:
        raise ImportRefused(_("The units have changed since the list was checked. Check again."))
    verdicts, notes = _unit_verdicts(lines, rows, refused), _what_ends(rows, as_of)
    before = unit_undo.snapshot()
    unit_import.save(rows, as_of, given.actor, given.sha256)
    changes = unit_undo.difference(before, unit_undo.snapshot())
    # The list is one change: its first line holds what takes all of it back.
    verdicts[0] = Verdict(**{**asdict(verdicts[0]), "undo": changes})
    return Result(verdicts, notes)


def _checked_units(lines, given):
    as_of = date.fromisoformat(given.options["as_of"])
    try:
        unit_import.refuse_the_past(as_of)
    except TableRefused as refusal:
        raise ImportRefused(str(refusal)) from refusal
    return as_of, *unit_import.check([(line.number, line.content) for line in lines])


def _what_ends(rows, as_of):
    """A sentence about the units that the list leaves out, the first of them by name."""
    names = [unit.name for unit in unit_import.left_out(rows)]
    if not names:
        return []
    sentence = ngettext(
        "%(n)d unit is not in the list and ends on %(day)s: %(names)s",
        "%(n)d units are not in the list and end on %(day)s: %(names)s",
        len(names),
    )
    shown = _(", ").join(names[:NAMED]) + (" …" if len(names) > NAMED else "")
    return [sentence % {"n": len(names), "day": as_of, "names": shown}]


def _unit_verdicts(lines, rows, refused):
    there = {unit.code: unit for unit in Unit.objects.filter(valid_to=None)}
    above = {unit.path: unit.code for unit in there.values()}
    verdicts = {one.row: Verdict(fault=one.message) for one in refused}
    for row in rows:
        unit = there.get(row.code)
        verdicts[row.number] = Verdict(_unit_outcome(row, unit, above))
    return [verdicts[line.number] for line in lines]


def _unit_outcome(row, unit, above):
    if unit is None:
        return "unchanged" if row.successors else "added"
    parent = above.get(unit.path[: -Unit.steplen], unit.parent_code)
    same = (unit.name, parent, unit.level) == (row.name, row.parent_code, row.level)
    return "unchanged" if same and not row.successors else "updated"


def undo_units(steps, given):
    for changes in steps:
        unit_undo.take_back(changes, given.actor)


IMPORTERS = [
    Importer(
        key="people",
        label=gettext_lazy("People and their posts"),
        hint=gettext_lazy("A table with one row a post. The last day is still in the post."),
        may=accounts.may_import,
        form=TableForm,
        columns=_columns(
            {
                "name": gettext_lazy("Full name"),
                "phone": gettext_lazy("phone number"),
                "username": gettext_lazy("User name"),
                "unit_code": gettext_lazy("Code of the unit"),
                "post": gettext_lazy("Post"),
                "from": gettext_lazy("From"),
                "to": gettext_lazy("Last day in the post"),
            },
            people_import,
        ),
        check=check_people,
        save=save_people,
        undo=undo_people,
        headline=_known_person,
        then=_to_first_passwords,
    ),
    Importer(
        key="units",
        label=gettext_lazy("Units"),
        hint=gettext_lazy(
            "A table with one row a unit: the whole county as of a day. What is missing in it ends"
            " on that day; a unit that others take the place of is in it with their codes."
        ),
        may=unit_services.may_import_units,
        form=UnitListForm,
        columns=_columns(
            {
                "code": gettext_lazy("Code of the unit"),
                "name": gettext_lazy("Name"),
                "parent_code": gettext_lazy("code of the unit above"),
                "level": gettext_lazy("Level: 3 county, 4 township, 5 village"),
                "successor_code": gettext_lazy("Codes of its successors"),
            },
            unit_import,
        ),
        check=check_units,
        save=save_units,
        undo=undo_units,
        headline=lambda content: f"{content['name']} {content['code']}".strip(),
        then=lambda given: (_("See the units"), reverse("organisation:unit_list")),
        whole=True,
    ),
]
