"""Charts as SVG drawn here: a bar or a line, its numbers as a table, no script, no style.

Drawn 320 units wide, about what a phone has room for: its words are as large there as they are
here. Colours and dashes come from classes (`components/chart.css`). A value of None is a gap, never
a zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from xml.sax.saxutils import escape

from django.utils.safestring import SafeString, mark_safe

WIDTH = 320
MOST_SERIES = 5
TEXT = 15
LEGEND_STEP = 28


@dataclass(frozen=True)
class Series:
    name: str
    values: Sequence[Decimal | None]


@dataclass(frozen=True)
class Chart:
    """What `components/chart.html` shows; the title is the finding, a sentence."""

    title: str
    svg: SafeString
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


def bars(title, heads, items, top=None, write=str):
    """One bar a line, from zero. `items` are (name, value or None); `write` puts a value."""
    names, values = [name for name, _v in items], [value for _n, value in items]
    left, right, step = _label_width(names), _words_width(values, write), 28
    scale = _scale(values, top, WIDTH - left - right)
    parts = []
    for place, (name, value) in enumerate(items):
        y = place * step
        words = write(value) if value is not None else "–"
        parts.append(
            f'<text x="{left - 6}" y="{y + 19}" text-anchor="end">{escape(_short(name))}</text>'
        )
        if value is not None:
            parts.append(
                f'<rect class="c1" x="{left}" y="{y + 5}" width="{_n(value * scale)}" height="18">'
                f"<title>{escape(name)} {escape(words)}</title></rect>"
            )
        end = left + float((value or 0) * scale)
        parts.append(f'<text x="{_n(end + 5)}" y="{y + 19}">{escape(words)}</text>')
    height = max(len(items), 1) * step
    parts.append(f'<path class="axis" d="M{left} 0V{height}"/>')
    rows = [[name, write(value) if value is not None else "–"] for name, value in items]
    return Chart(title, _svg(title, rows, height, parts), heads, rows)


def stacked(title, heads, names, series, write=str):
    """One bar a line, made of the parts of up to five series, from zero."""
    series = series[:MOST_SERIES]
    totals = [sum((s.values[i] or 0 for s in series), Decimal(0)) for i in range(len(names))]
    left, right, step = _label_width(names), _words_width(totals, write), 28
    scale = _scale(totals, None, WIDTH - left - right)
    parts = []
    for place, name in enumerate(names):
        y, x = place * step, float(left)
        parts.append(
            f'<text x="{left - 6}" y="{y + 19}" text-anchor="end">{escape(_short(name))}</text>'
        )
        for number, one in enumerate(series, start=1):
            width = float((one.values[place] or 0) * scale)
            parts.append(
                f'<rect class="c{number}" x="{_n(x)}" y="{y + 5}" width="{_n(width)}" height="18">'
                f"<title>{escape(one.name)} {escape(write(one.values[place] or 0))}</title></rect>"
            )
            x += width
        parts.append(f'<text x="{_n(x + 5)}" y="{y + 19}">{escape(write(totals[place]))}</text>')
    height = len(names) * step
    parts.append(f'<path class="axis" d="M{left} 0V{height}"/>')
    legend, tall = _legend([one.name for one in series], height, "c")
    rows = _rows(names, series, write)
    return Chart(title, _svg(title, rows, tall, parts + legend), heads, rows)


def lines(title, heads, names, series, top=None, write=str):
    """Up to five series over the same names (months), from zero; they differ by their dashes."""
    series = series[:MOST_SERIES]
    right, height = 16, 200
    values = [value for one in series for value in one.values if value is not None]
    high = Decimal(top if top is not None else max(values, default=0))
    left = max(_width(write(high)), _width(write(high / 2))) + 10
    scale = _scale(values, top, height - 30)
    gap = (WIDTH - left - right) / max(len(names) - 1, 1)
    parts = [f'<path class="axis" d="M{left} 10V{height}H{WIDTH - right}"/>']
    if values:
        for level in (high, high / 2):
            y = _n(height - float(level * scale))
            parts.append(f'<path class="grid" d="M{left} {y}H{WIDTH - right}"/>')
            parts.append(
                f'<text x="{left - 6}" y="{float(y) + 5}" text-anchor="end">'
                f"{escape(write(level))}</text>"
            )
    for number, one in enumerate(series, start=1):
        parts += _line(number, one, names, lambda v: height - float(v * scale), left, gap, write)
    parts += _under_the_axis(names, left, gap, height + 20)
    tall = height + 28
    if len(series) > 1:
        legend, tall = _legend([one.name for one in series], tall, "l")
        parts += legend
    rows = _rows(names, series, write)
    return Chart(title, _svg(title, rows, tall, parts), heads, rows)


def _under_the_axis(names, left, gap, y):
    """The first, the middle and the last name; the outer ones begin and end with the axis.

    The middle one is left out where it would run into the others.
    """
    last = len(names) - 1
    anchors = {last: "end", 0: "start"}
    if sum(_width(names[place]) for place in {0, last // 2, last} if names) < last * gap:
        anchors = {last // 2: "middle", **anchors}
    return [
        f'<text x="{_n(left + place * gap)}" y="{y}" text-anchor="{anchor}">'
        f"{escape(names[place])}</text>"
        for place, anchor in anchors.items()
        if names
    ]


def _line(number, series, names, y_of, left, gap, write):
    """The path breaks where there is no value; every value has a dot that says itself."""
    path, dots, pen = [], [], "M"
    for place, value in enumerate(series.values):
        if value is None:
            pen = "M"
            continue
        x, y = _n(left + place * gap), _n(y_of(value))
        path.append(f"{pen}{x} {y}")
        pen = "L"
        dots.append(
            f'<circle class="c{number}" cx="{x}" cy="{y}" r="4">'
            f"<title>{escape(names[place])} {escape(write(value))}</title></circle>"
        )
    return [f'<path class="l{number}" d="{"".join(path)}"/>', *dots] if path else []


def _legend(names, y, kind):
    """(what stands below a chart, where it ends); as many lines as the names need."""
    parts, x = [], 4
    for number, name in enumerate(names, start=1):
        if x > 4 and x + 28 + _width(name) > WIDTH:
            x, y = 4, y + LEGEND_STEP
        mark = (
            f'<rect class="c{number}" x="{x}" y="{y + 8}" width="14" height="14"/>'
            if kind == "c"
            else f'<path class="l{number}" d="M{x} {y + 15}h24"/>'
        )
        parts.append(mark + f'<text x="{x + 28}" y="{y + 20}">{escape(name)}</text>')
        x = round(x + 36 + _width(name))
    return parts, y + LEGEND_STEP


def _rows(names, series, write):
    return [
        [name, *(write(s.values[i]) if s.values[i] is not None else "–" for s in series)]
        for i, name in enumerate(names)
    ]


def _svg(title, rows, height, parts):
    told = "; ".join(" ".join(row) for row in rows)
    return mark_safe(  # every text in it went through escape
        f'<svg viewBox="0 0 {WIDTH} {height}" font-size="{TEXT}" role="img">'
        f"<title>{escape(title)}</title><desc>{escape(told)}</desc>{''.join(parts)}</svg>"
    )


def _scale(values, top, room):
    """How long one is: the largest value, or `top`, fills the room."""
    high = top if top is not None else max((v for v in values if v is not None), default=0)
    return Decimal(room) / Decimal(high) if high else Decimal(0)


def _words_width(values, write):
    """Room for what stands at the end of a bar."""
    return max((_width(write(v)) for v in values if v is not None), default=TEXT) + 10


def _label_width(names):
    return min(130, max((_width(_short(name)) for name in names), default=0) + 10)


def _short(name):
    return name if _width(name) <= 120 else name[:7] + "…"


def _width(text):
    """About: a Chinese character is as wide as the type is high, a letter half of that."""
    return sum(TEXT if ord(char) > 0x2E80 else TEXT * 0.6 for char in text)


def _n(number):
    """A number as short as SVG allows."""
    return f"{float(number):.1f}".removesuffix(".0")
