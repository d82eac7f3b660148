"""A sheet as people see it: eight tiles, a table of the units below, a chart."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from notices import words
from notices.ranking import in_need, ranks
from notices.tiles import (
    COLUMNS,
    FEWEST_PEOPLE,
    FEWEST_RANKED,
    HELP_BELOW,
    MOST_HELPED,
    RANKED,
    TILES,
)
from press import charts

MOST_BARS = 20


@dataclass(frozen=True)
class ShownTile:
    title: str
    value: str  # empty: nothing was counted
    definition: str
    note: str
    key: str
    owner: str


@dataclass(frozen=True)
class Row:
    pk: int
    name: str
    rank: int | None
    value: str
    base: str
    change: str
    direction: str


@dataclass(frozen=True)
class Need:
    pk: int
    name: str
    reasons: str


def tiles(sheet):
    return [_tile(tile, sheet) for tile in TILES]


def _tile(tile, sheet):
    keys = [key for key in tile.keys if key in sheet.measures]
    key = next((key for key in keys if key in sheet.whole.now), None)
    owner = _("Answers for it: %(who)s") % {"who": tile.owner}
    if key is None:
        return ShownTile(str(tile.title), "", str(tile.about), "", keys[0] if keys else "", owner)
    measure, now = sheet.measures[key], sheet.whole.now[key]
    against = words.against(now, sheet.whole.before.get(key), measure)
    return ShownTile(
        str(tile.title),
        words.of_figure(now, measure),
        _("%(label)s: %(definition)s") % {"label": measure.label, "definition": measure.definition},
        " · ".join(part for part in (words.base(now, measure), against) if part),
        key,
        owner,
    )


def is_ranked(key, parts):
    return key in RANKED and len(parts) >= FEWEST_RANKED


def rows(sheet, key):
    """The units below, by merit where that is allowed, else by name as the county lists them."""
    measure = sheet.measures[key]
    places = {}
    lines = list(sheet.parts)
    if is_ranked(key, lines):
        counted = [line for line in lines if key in line.now]
        values = [words.amount(line.now[key], measure.unit) for line in counted]
        places = dict(zip((line.pk for line in counted), ranks(values), strict=True))
        last = len(lines) + 1  # a list is empty while it is sorted
        lines.sort(key=lambda line: places.get(line.pk, last))
    return [_row(line, measure, places.get(line.pk)) for line in lines]


def is_counted_below(sheet, key):
    """Some figures end at the townships: of a village there is nothing to count."""
    return any(key in line.now or key in line.withheld for line in sheet.parts)


def _row(line, measure, rank):
    now, before = line.now.get(measure.key), line.before.get(measure.key)
    value = words.of_figure(now, measure)
    if measure.key in line.withheld:
        value = _("fewer than %(count)s people") % {"count": FEWEST_PEOPLE}
    return Row(
        line.pk,
        line.name,
        rank,
        value,
        words.base(now, measure),
        words.change(now, before, measure),
        words.direction(now, before, measure.unit),
    )


def chart(sheet, key):
    """Bars of the units below; None where there is nothing to compare."""
    measure = sheet.measures[key]
    shown = {row.pk: row for row in rows(sheet, key)}
    lines = {line.pk: line for line in sheet.parts}
    items = [
        (row.name, words.amount(lines[pk].now.get(key), measure.unit)) for pk, row in shown.items()
    ]
    counted = [item for item in items if item[1] is not None]
    if not 2 <= len(items) <= MOST_BARS or not counted:
        return None
    return charts.bars(
        _finding(counted, sheet, measure),
        [_("Unit"), measure.label],
        items,
        top=100 if measure.unit == "share" else None,
        write=lambda value: words.of_amount(value, measure.unit),
    )


def _finding(counted, sheet, measure):
    """The title of a chart says what is to be seen in it."""
    values = [value for _name, value in counted]
    high, low = max(values), min(values)
    facts = {
        "label": measure.label,
        "low": words.of_amount(low, measure.unit),
        "high": words.of_amount(high, measure.unit),
        "whole": words.of_figure(sheet.whole.now.get(measure.key), measure),
    }
    if high == low:
        return _("%(label)s: %(high)s everywhere") % facts
    return _("%(label)s: from %(low)s to %(high)s, %(whole)s in all") % facts


def trend(sheets, pk, measure):
    """A line through the months that were published; None below two points."""
    points = [(sheet.month, _published(sheet, pk, measure.key)) for sheet in sheets]
    values = [words.amount(figure, measure.unit) for _month, figure in points]
    counted = [value for value in values if value is not None]
    if len(counted) < 2:
        return None

    def write(value):
        return words.of_amount(value, measure.unit)

    facts = {"label": measure.label, "first": write(counted[0]), "last": write(counted[-1])}
    return charts.lines(
        _("%(label)s: from %(first)s to %(last)s in the published notices") % facts,
        [_("Month"), measure.label],
        [month.label for month, _figure in points],
        [charts.Series(measure.label, values)],
        top=100 if measure.unit == "share" else None,
        write=write,
    )


def _published(sheet, pk, key):
    line = next((line for line in (sheet.whole, *sheet.parts) if line.pk == pk), None)
    return line.now.get(key) if line else None


def columns(sheet):
    """The keys of the notice's table of townships: those that exist in the sheet."""
    found = [key for key in COLUMNS if key in sheet.measures]
    return found or [key for key in ("programme.villages_online",) if key in sheet.measures]


def needs(sheet):
    """Who is offered help and why, with the figure that says so."""
    lines = {line.pk: line for line in sheet.parts}
    percents = {
        line.pk: {
            key: words.amount(line.now[key], "share") for key in HELP_BELOW if key in line.now
        }
        for line in sheet.parts
    }
    return [
        Need(pk, lines[pk].name, _reasons(lines[pk], keys, sheet))
        for pk, keys in in_need(percents, HELP_BELOW, MOST_HELPED)
    ]


def _reasons(line, keys, sheet):
    return _(", ").join(_reason(line.now[key], sheet.measures[key]) for key in keys)


def _reason(figure, measure):
    if words.is_yes_or_no(figure, measure):
        return _("not yet: %(label)s") % {"label": words.short(measure)}
    return f"{measure.label} {words.of_figure(figure, measure)}"
