"""The notice writes its own draft: four sections of sentences from a sheet."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from notices import display, words
from notices.tiles import TILES

OVERVIEW = ("programme.villages_online", "courses.attendance", "exams.sat", "exams.pass_rate")
BEST = 3


def sections(sheet):
    """Field of the notice → its text, a paragraph a line."""
    return {
        "overview": _overview(sheet),
        "eight": _eight(sheet),
        "townships": _townships(sheet),
        "help": _help(sheet),
    }


def _overview(sheet):
    count = len(sheet.parts)
    opening = ngettext(
        "In %(month)s the county and its %(count)s township went on with the Eight Ones.",
        "In %(month)s the county and its %(count)s townships went on with the Eight Ones.",
        count,
    ) % {"month": sheet.month.label, "count": count}
    said = [_sentence(sheet, key) for key in OVERVIEW if key in sheet.whole.now]
    return "".join([opening, *said])


def _sentence(sheet, key):
    measure, now = sheet.measures[key], sheet.whole.now[key]
    facts = {
        "label": measure.label,
        "value": words.of_figure(now, measure),
        "base": words.base(now, measure),
        "change": words.against(now, sheet.whole.before.get(key), measure),
    }
    if not facts["base"]:
        facts["value_and_base"] = facts["value"]
    else:
        facts["value_and_base"] = _("%(value)s (%(base)s)") % facts
    if not facts["change"]:
        return _("%(label)s %(value_and_base)s. ") % facts
    return _("%(label)s %(value_and_base)s, %(change)s. ") % facts


def _eight(sheet):
    paragraphs = []
    for tile in TILES:
        said = [_sentence(sheet, key) for key in tile.keys if key in sheet.whole.now]
        words_of_tile = "".join(said) or _("There are no data yet. ")
        paragraphs.append(_("%(title)s: ") % {"title": tile.title} + words_of_tile.strip())
    return "\n".join(paragraphs)


def _townships(sheet):
    keys = display.columns(sheet)
    if not keys or not display.is_ranked(keys[0], sheet.parts):
        return _("The figures of the townships are in the table.")
    measure = sheet.measures[keys[0]]
    best = [row for row in display.rows(sheet, measure.key) if row.rank and row.rank <= BEST]
    if not best or len(best) > 2 * BEST:
        return _("The figures of the townships are in the table.")
    names = _(", ").join(
        _("%(name)s (%(value)s)") % {"name": row.name, "value": row.value} for row in best
    )
    facts = {"label": measure.label, "names": names}
    said = _("By %(label)s these are in front: %(names)s. ") % facts + _climber(sheet, measure)
    return said + _("The others are in the table.")


def _climber(sheet, measure):
    gains = [
        (words.amount(now, measure.unit) - words.amount(before, measure.unit), line)
        for line in sheet.parts
        if (now := line.now.get(measure.key)) and (before := line.before.get(measure.key))
    ]
    gain, line = max(gains, key=lambda pair: pair[0], default=(0, None))
    if gain <= 0:
        return ""
    change = words.change(line.now[measure.key], line.before[measure.key], measure)
    return _("%(name)s gained most, %(change)s. ") % {"name": line.name, "change": change}


def _help(sheet):
    needs = display.needs(sheet)
    if not needs:
        return _("No township needs special help this month.")
    lines = [
        _("%(name)s: %(reasons)s.") % {"name": need.name, "reasons": need.reasons} for need in needs
    ]
    lines.append(
        _(
            "The information centre asks these townships first what they lack: a teacher, "
            "computers or time, and answers within a week."
        )
    )
    return "\n".join(lines)
