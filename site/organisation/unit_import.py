"""The list of divisions: what a later list closes, renames and adds; nothing is ever deleted.

Rows are all right or nothing is written. Validity is half-open: a unit that is missing from
the list as of a day is valid up to, not including, that day.
"""

import re
from collections import Counter
from dataclasses import asdict, dataclass
from operator import attrgetter

from django.db import transaction
from django.utils.translation import gettext as _

from ledger import log
from organisation import tables
from organisation.models import Unit, UnitList, UnitName
from organisation.tables import Refused, TableRefused, halfwidth
from organisation.tables.text_file import CONTROLS

COLUMNS = {
    "code": ("code", "代码", "区划代码", "单位代码"),
    "name": ("name", "名称", "单位名称"),
    "parent_code": ("parent_code", "上级代码"),
    "level": ("level", "级别", "层级"),
    "successor_code": ("successor_code", "后继代码", "并入代码"),
}
REQUIRED = ("code", "name", "parent_code", "level")
CODE = re.compile(r"\d{12}", re.ASCII)
LEVELS = {str(level): level for level in Unit.Level}
LONGEST_NAME = Unit._meta.get_field("name").max_length


@dataclass(frozen=True)
class UnitRow:
    number: int
    code: str
    name: str
    parent_code: str
    level: Unit.Level
    successors: tuple[str, ...] = ()  # given: the unit ends, these take its place


@dataclass
class Counts:
    added: int = 0
    closed: int = 0
    renamed: int = 0


def levels_on(day):
    """How many units of each level are valid on a day: {"3": 1, "4": 18, "5": 379}."""
    there = Counter(Unit.objects.valid_on(day).order_by().values_list("level", flat=True))
    return {str(int(level)): there[level] for level in Unit.Level}


def read(file, as_of, name=""):
    """The rows of a list, and those refused; a file refused as a whole is a refused row 1."""
    try:
        refuse_the_past(as_of)
        table = tables.read(file, name).under(COLUMNS, REQUIRED)
    except TableRefused as refusal:
        return [], [Refused(1, str(refusal))]
    rows, refused = check(table.rows)
    return rows, sorted([*table.refused, *refused], key=attrgetter("row"))


def check(rows):
    """Sorts rows (number, cells) into those that can be imported and those refused."""
    parsed, refused = [], []
    for number, cells in rows:
        row, message = _parsed(number, cells)
        if message:
            refused.append(Refused(number, message))
        else:
            parsed.append(row)
    refused += _conflicts(parsed)
    wrong = {one.row for one in refused}
    return [row for row in parsed if row.number not in wrong], refused


def refuse_the_past(as_of):
    """TableRefused when a later list was imported already: lists come in order."""
    lists = UnitList.objects.order_by("-as_of").values_list("as_of", flat=True)
    units = Unit.objects.order_by("-valid_from").values_list("valid_from", flat=True)
    last = max((day for day in (lists.first(), units.first()) if day), default=as_of)
    if as_of < last:
        raise TableRefused(
            _("The list is as of %(day)s, but one as of %(last)s was imported already.")
            % {"day": as_of, "last": last}
        )


def left_out(rows):
    """Units of the same county that are not in the list: they end on its day."""
    known = {unit.code: unit for unit in Unit.objects.filter(valid_to=None)}
    counties, listed = _paths_of_counties(rows, known), {row.code for row in rows}
    below = [unit for unit in known.values() if counties and unit.path.startswith(counties)]
    return [unit for unit in below if unit.code not in listed]


@transaction.atomic
def save(rows, as_of, actor=None, sha256=""):
    """Brings the tree to the state of the list; returns how many were added, closed, renamed."""
    change = _Change(as_of)
    change.apply(rows)
    if not UnitList.objects.filter(as_of=as_of, sha256=sha256).exists():
        UnitList.objects.create(as_of=as_of, sha256=sha256)
        log.append("units", "imported", actor, as_of=str(as_of), **asdict(change.counts))
    return change.counts


def _parsed(number, cells):
    code, parent, level = (halfwidth(cells[key]) for key in ("code", "parent_code", "level"))
    successors = tuple(re.findall(r"[^\s,;，；、]+", halfwidth(cells["successor_code"])))
    if not CODE.fullmatch(code):
        return None, _("“%(code)s” is no unit code. A code has 12 digits.") % {"code": code}
    if level not in LEVELS:
        return None, _("The level must be 3 (county), 4 (township) or 5 (village).")
    name = cells["name"]
    if not name:
        return None, _("The name is missing.")
    if len(name) > LONGEST_NAME or CONTROLS.search(name) or re.search(r"[\t\r\n]", name):
        return None, _("The name is too long or has a line break in it.")
    if not CODE.fullmatch(parent) and (parent or level != "3"):
        return None, _("“%(code)s” is no unit code. A code has 12 digits.") % {"code": parent}
    return UnitRow(number, code, name, parent, LEVELS[level], successors), ""


def _conflicts(rows):
    """What can be seen only with the other rows, and with the units that are there."""
    times = Counter(row.code for row in rows)
    staying = {row.code: row.level for row in rows if not row.successors}
    known = {unit.code: unit for unit in Unit.objects.filter(valid_to=None)}
    replaced = _paths_of_counties(rows, known)
    elsewhere = {
        code: unit.level for code, unit in known.items() if not unit.path.startswith(replaced)
    }
    ever = set(Unit.objects.order_by().values_list("code", flat=True))
    levels = {**elsewhere, **staying}
    for row in rows:
        if times[row.code] > 1:
            message = _("The code %(code)s is there more than once.") % {"code": row.code}
        elif row.successors:
            message = _successor_conflict(row, levels, ever)
        else:
            message = _parent_conflict(row, levels)
        if message:
            yield Refused(row.number, message)


def _paths_of_counties(rows, known):
    counties = [row.code for row in rows if row.level == Unit.Level.COUNTY]
    return tuple(known[code].path for code in counties if code in known)


def _parent_conflict(row, levels):
    if row.level == Unit.Level.COUNTY:
        return ""
    above = levels.get(row.parent_code)
    if above is None:
        return _("The unit above, %(code)s, is not in the list.") % {"code": row.parent_code}
    if above != row.level - 1:
        return _("A unit of level %(level)s must stand directly under one of level %(above)s.") % {
            "level": int(row.level),
            "above": row.level - 1,
        }
    return ""


def _successor_conflict(row, levels, ever):
    if row.code not in ever:
        return _("The unit %(code)s has a successor but was never in a list. Delete this row.") % {
            "code": row.code
        }
    for code in row.successors:
        if code == row.code or code not in levels:
            return _("The successor %(code)s is not in the list.") % {"code": code}
    return ""


class _Change:
    """One list against the tree: everything is read at the start and written in bulk."""

    def __init__(self, as_of):
        self.as_of = as_of
        self.counts = Counts()
        self._load()

    def _load(self):
        self.by_path = {unit.path: unit for unit in Unit.objects.all()}
        self.open = {unit.code: unit for unit in self.by_path.values() if unit.valid_to is None}
        # The number of the last child below each path: the next one gets the next number.
        self.last_child = Counter()
        for path in self.by_path:
            above, step = path[: -Unit.steplen], Unit._str2int(path[-Unit.steplen :])
            self.last_child[above] = max(self.last_child[above], step)

    def apply(self, rows):
        staying = sorted((r for r in rows if not r.successors), key=lambda r: (r.level, r.code))
        listed = {row.code for row in staying}
        ending = {row.code for row in rows if row.successors}
        counties = _paths_of_counties(staying, self.open)
        gone = [
            unit
            for unit in self.open.values()
            if unit.code in ending
            or (counties and unit.path.startswith(counties) and unit.code not in listed)
        ]
        self._close(gone)
        for level in Unit.Level:
            self._bring(level, [row for row in staying if row.level == level])
        self._link(rows)

    def _bring(self, level, rows):
        """One level of the tree; the level above is written already."""
        there = [(row, self.open[row.code]) for row in rows if row.code in self.open]
        moved = [(row, unit) for row, unit in there if not self._is_in_place(row, unit)]
        before = {row.code: unit for row, unit in moved}
        self._close(list(before.values()))
        kept = [(row, self.open[row.code]) for row in rows if row.code in self.open]
        self._rename(kept)
        self._add([row for row in rows if row.code not in self.open], before)

    def _is_in_place(self, row, unit):
        above = self.by_path.get(unit.path[: -Unit.steplen])
        wanted = self.open.get(row.parent_code) if row.level != Unit.Level.COUNTY else None
        return unit.level == row.level and above == wanted

    def _close(self, units):
        keys = [unit.pk for unit in units]
        Unit.objects.filter(pk__in=keys).update(valid_to=self.as_of)
        UnitName.objects.filter(unit__in=keys, valid_to=None).update(valid_to=self.as_of)
        for unit in units:
            unit.valid_to = self.as_of
            del self.open[unit.code]
        self.counts.closed += len(units)

    def _rename(self, pairs):
        """Any change in the text closes the old name, unless that began on the same day."""
        changed = [(row, unit) for row, unit in pairs if row.name != unit.name]
        for row, unit in changed:
            unit.name = row.name
        moved_above = [
            (row, unit)
            for row, unit in pairs
            if row.level == Unit.Level.COUNTY and row.parent_code != unit.parent_code
        ]
        for row, unit in moved_above:
            unit.parent_code = row.parent_code
        Unit.objects.bulk_update(
            [unit for _row, unit in [*changed, *moved_above]], ["name", "parent_code"]
        )
        self._begin_names([unit for _row, unit in changed])
        self.counts.renamed += len(changed)

    def _begin_names(self, units):
        current = UnitName.objects.filter(unit__in=[unit.pk for unit in units], valid_to=None)
        current.filter(valid_from__gte=self.as_of).delete()
        current.update(valid_to=self.as_of)
        UnitName.objects.bulk_create(
            [UnitName(unit=unit, name=unit.name, valid_from=self.as_of) for unit in units]
        )

    def _add(self, rows, before):
        again = self._closed_today([row.code for row in rows])
        reopened = [row for row in rows if row.code in again]
        for row in reopened:
            self._reopen(row, again[row.code])
        units = [self._unit(row) for row in rows if row.code not in again]
        Unit.objects.bulk_create(units)
        self._begin_names(units)
        self._count_children(units)
        for unit in units:
            self.by_path[unit.path] = self.open[unit.code] = unit
            if unit.code in before:
                before[unit.code].successors.add(unit)
        self.counts.added += len(rows)

    def _closed_today(self, codes):
        """Units that an earlier list of the same day began and ended: begun again, not twice."""
        same_day = Unit.objects.filter(code__in=codes, valid_from=self.as_of, valid_to=self.as_of)
        return {unit.code: unit for unit in same_day}

    def _reopen(self, row, unit):
        above = self.open.get(row.parent_code) if row.level != Unit.Level.COUNTY else None
        if unit.path[: -Unit.steplen] != (above.path if above else ""):
            target = above or Unit.get_last_root_node()
            unit.move(target, "last-child" if above else "last-sibling")
            unit = Unit.objects.get(pk=unit.pk)
        unit.name, unit.level, unit.parent_code = row.name, row.level, row.parent_code
        unit.valid_to = None
        unit.save(update_fields=["name", "level", "parent_code", "valid_to"])
        unit.successors.clear()
        self._begin_names([unit])
        self._load()

    def _unit(self, row):
        above = self.open[row.parent_code].path if row.level != Unit.Level.COUNTY else ""
        depth = len(above) // Unit.steplen + 1
        self.last_child[above] += 1
        return Unit(
            code=row.code,
            name=row.name,
            level=row.level,
            parent_code=row.parent_code,
            valid_from=self.as_of,
            path=Unit._get_path(above, depth, self.last_child[above]),
            depth=depth,
            numchild=0,
        )

    def _count_children(self, units):
        more = Counter(unit.path[: -Unit.steplen] for unit in units if unit.depth > 1)
        parents = list(Unit.objects.filter(path__in=more))
        for parent in parents:
            parent.numchild += more[parent.path]
        Unit.objects.bulk_update(parents, ["numchild"])

    def _link(self, rows):
        for row in rows:
            if row.successors:
                ended = Unit.objects.filter(code=row.code).order_by("-valid_from").first()
                ended.successors.add(*[self.open[code] for code in row.successors])
