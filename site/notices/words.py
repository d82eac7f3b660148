"""Figures in words: 95.4%, 702/736, +2.1 percentage points."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from notices.tiles import YES_OR_NO

TENTH = Decimal("0.1")


def amount(figure, unit):
    """What is compared and drawn: per cent of a share, else the value; None if not counted."""
    if figure is None:
        return None
    if unit != "share":
        return figure.value
    return (100 * figure.value / figure.of).quantize(TENTH, ROUND_HALF_UP)


def number(value):
    """Thousands apart, no zeros at the end: 4,800 and 3.5."""
    value = Decimal(value).quantize(TENTH, ROUND_HALF_UP)
    places = 0 if value == value.to_integral_value() else 1
    return f"{value:,.{places}f}"


def of_amount(value, unit):
    """95.4%, 4,800 yuan, 3.5 hours, 12."""
    if unit == "share":
        return f"{value:.1f}%"
    if unit == "yuan":
        return _("%(n)s yuan") % {"n": number(value)}
    if unit == "hours":
        return _("%(n)s hours") % {"n": number(value)}
    return number(value)


def of_figure(figure, measure):
    if figure is None:
        return _("no data yet")
    if measure.key in YES_OR_NO and figure.of == 1:
        return _("yes") if figure.value else _("no")
    return of_amount(amount(figure, measure.unit), measure.unit)


def base(figure):
    """702/736 for a share, else nothing."""
    if figure is None or figure.of is None:
        return ""
    return f"{number(figure.value)}/{number(figure.of)}"


def change(now, before, unit):
    """Against the month before, in words and with a sign; empty when one was not counted."""
    if now is None or before is None:
        return ""
    difference = amount(now, unit) - amount(before, unit)
    if not difference:
        return _("same as last month")
    sign = "+" if difference > 0 else "−"
    if unit == "share":
        return _("%(n)s percentage points") % {"n": f"{sign}{abs(difference):.1f}"}
    return sign + of_amount(abs(difference), unit)


def direction(now, before, unit):
    if now is None or before is None:
        return ""
    difference = amount(now, unit) - amount(before, unit)
    return "up" if difference > 0 else "down" if difference < 0 else ""
