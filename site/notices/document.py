"""An issued notice, or a draft of one, as it is printed: for typst and for a spreadsheet."""

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from notices import display, words
from notices.models import Notice
from notices.sheet import Sheet

SECTIONS = ("overview", "eight", "townships", "help")


def sheet_of(notice):
    return Sheet.of_json(notice.figures) if notice.figures else None


def red_name(notice):
    return _("%(county)s Training Progress Notice") % {"county": notice.unit}


def sections(notice):
    """(heading, paragraphs) in their order."""
    fields = (
        (Notice._meta.get_field(name).verbose_name, getattr(notice, name)) for name in SECTIONS
    )
    return [
        (str(heading), [line.strip() for line in text.splitlines() if line.strip()])
        for heading, text in fields
    ]


def as_of(notice):
    """How far the figures reach: to the end of the month, or to when they were taken in it."""
    taken = notice.written_at and timezone.localtime(notice.written_at)
    if taken and taken.date() <= notice.period.last:
        moment = formats.date_format(taken, "DATETIME_FORMAT")
        return _("Figures as of %(moment)s.") % {"moment": moment}
    day = formats.date_format(notice.period.last)
    return _("Figures up to the end of %(day)s.") % {"day": day}


def table(sheet, key=None):
    """Caption, heads and rows of the townships; ordered by the first column or by `key`."""
    keys = display.columns(sheet)
    if not keys:
        return "", [], []
    by = key if key in keys else keys[0]
    lines = {line.pk: line for line in sheet.parts}
    rows = display.rows(sheet, by)
    ranked = display.is_ranked(by, sheet.parts)
    facts = {"label": sheet.measures[by].label}
    caption = (
        _("The townships by %(label)s") % facts
        if ranked
        else _("The townships, in the order of the county's list")
    )
    heads = [_("Rank"), _("Township"), *(words.short(sheet.measures[k]) for k in keys)]
    cells = [
        [
            str(row.rank or "–"),
            row.name,
            *(words.of_figure(lines[row.pk].now.get(k), sheet.measures[k]) for k in keys),
            row.change or "–",
        ]
        for row in rows
    ]
    return caption, [*heads, _("Against last month")], list(zip(rows, cells, strict=True))


def as_print(notice):
    """What `press/typst/notice.typ` reads."""
    sheet = sheet_of(notice)
    caption, heads, rows = table(sheet)
    day = timezone.localdate(notice.issued_at) if notice.issued_at else None
    return {
        "name": red_name(notice),
        "number": notice.number_words,
        "title": notice.title,
        "addressees": _("To all townships and departments of the county:"),
        "sections": [
            {"heading": heading, "paragraphs": paragraphs}
            for heading, paragraphs in sections(notice)
        ],
        "tiles": [
            {"label": t.title, "value": t.value or _("no data yet"), "note": t.note}
            for t in display.tiles(sheet)
        ],
        "table": {"caption": caption, "heads": heads, "rows": [cells for _row, cells in rows]},
        "signer": _("Information Centre of %(county)s") % {"county": notice.unit},
        "date": formats.date_format(day) if day else "",
        "footer": as_of(notice),
        "draft": "" if notice.is_issued else pgettext("watermark", "Draft"),
    }


def as_rows(sheet):
    """Headers and rows of the table one may download: numbers as numbers."""
    measures = list(sheet.measures.values())
    headers = [_("Unit")]
    for measure in measures:
        headers.append(measure.label + (" (%)" if measure.unit == "share" else ""))
        if measure.unit == "share":
            headers += [_("%(label)s: of these") % {"label": measure.label}, _("of all")]
    return headers, [_cells(line, measures) for line in (sheet.whole, *sheet.parts)]


def _cells(line, measures):
    cells = [line.name]
    for measure in measures:
        figure = line.now.get(measure.key)
        cells.append(words.amount(figure, measure.unit))
        if measure.unit == "share":
            cells += [figure.value, figure.of] if figure else [None, None]
    return cells
