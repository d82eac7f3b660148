"""Takes back an imported list of units: the tree as it was, or a sentence why not."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ledger import log
from organisation.importing import ImportRefused
from organisation.models import Unit, UnitList, UnitName
from organisation.usage import is_referred_to

LINK = Unit.successors.through
TABLES = {"units": Unit, "names": UnitName, "links": LINK, "lists": UnitList}
FIELDS = {
    "units": [
        "code", "name", "level", "parent_code", "valid_from", "valid_to", "path", "depth",
        "numchild",
    ],
    "names": ["unit_id", "name", "valid_from", "valid_to"],
    "links": ["from_unit_id", "to_unit_id"],
    "lists": ["as_of", "sha256"],
}  # fmt: skip


def snapshot():
    """Table → id → values, of all that a list may change."""
    return {
        name: {row[0]: list(map(_plain, row[1:])) for row in _rows(name, model)}
        for name, model in TABLES.items()
    }


def difference(before, after):
    """What came in between, JSON: of each table the new rows, the gone and the changed ones."""
    changes = {}
    for name in TABLES:
        was, now = before[name], after[name]
        changes[name] = {
            "new": [[pk, now[pk]] for pk in now if pk not in was],
            "gone": [[pk, was[pk]] for pk in was if pk not in now],
            "changed": [[pk, was[pk], now[pk]] for pk in was if was[pk] != now.get(pk, was[pk])],
        }
    return changes


@transaction.atomic
def take_back(changes, actor):
    _refuse_what_changed_since(changes)
    new_units = [pk for pk, _values in changes["units"]["new"]]
    if is_referred_to(Unit, new_units, apart_from=[Unit, UnitName]):
        raise ImportRefused(_("Some of what came in is in use already, so it is not taken back."))
    for name in ("links", "names", "lists", "units"):
        # treebeard's own deletion would count children; they are put back with the rest.
        keys = [pk for pk, _values in changes[name]["new"]]
        QuerySet(TABLES[name]).filter(pk__in=keys).delete()
    for name in ("units", "names", "links"):
        _put_back(name, changes[name])
    log.append("units", "import undone", actor, added=len(new_units))


def _refuse_what_changed_since(changes):
    now = snapshot()
    for name, change in changes.items():
        left = [*change["new"], *([pk, values] for pk, _was, values in change["changed"])]
        if any(now[name].get(pk) != values for pk, values in left):
            raise ImportRefused(
                _("The units were changed after the import, so it is not taken back.")
            )


def _put_back(name, change):
    model, fields = TABLES[name], FIELDS[name]
    if name == "units":
        # Two units may have changed places: no path is taken while the old ones come back.
        for pk, _was, now in change["changed"]:
            if _was[fields.index("path")] != now[fields.index("path")]:
                QuerySet(model).filter(pk=pk).update(path=f"!{pk}")
    for pk, was, _now in change["changed"]:
        QuerySet(model).filter(pk=pk).update(**dict(zip(fields, was, strict=True)))
    for pk, was in change["gone"]:
        model(pk=pk, **dict(zip(fields, was, strict=True))).save(force_insert=True)


def _rows(name, model):
    return QuerySet(model).order_by("pk").values_list("pk", *FIELDS[name])


def _plain(value):
    return str(value) if isinstance(value, date) else value
