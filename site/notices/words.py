"""Figures in words: 95.4%, 702/736, +2.1 percentage points."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from notices.tiles import SHORT, YES_OR_NO

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


def short(measure):
    """Its name at the head of a column."""
    return str(SHORT.get(measure.key, measure.label))


def is_yes_or_no(figure, measure):
    return figure is not None and figure.of == 1 and measure.key in YES_OR_NO


def of_figure(figure, measure):
    if figure is None:
        return _("no data yet")
    if is_yes_or_no(figure, measure):
        yes, no = YES_OR_NO[measure.key]
        return str(yes if figure.value else no)
    return of_amount(amount(figure, measure.unit), measure.unit)


def base(figure, measure):
    """702/736 for a share, else nothing."""
    if figure is None or figure.of is None or is_yes_or_no(figure, measure):
        return ""
    return f"{number(figure.value)}/{number(figure.of)}"


def change(now, before, measure):
    """Against the month before, in words and with a sign; empty when one was not counted."""
    if now is None or before is None:
        return ""
    difference = amount(now, measure.unit) - amount(before, measure.unit)
    if not difference:
        return _("same as last month")
    if is_yes_or_no(now, measure) and is_yes_or_no(before, measure):
        return _("last month: %(words)s") % {"words": of_figure(before, measure)}
    sign = "+" if difference > 0 else "−"
    if measure.unit == "share":
        return _("%(n)s percentage points") % {"n": f"{sign}{abs(difference):.1f}"}
    return sign + of_amount(abs(difference), measure.unit)


def against(now, before, measure):
    """ "+2.1 percentage points against last month"; what says so itself stays as it is."""
    words = change(now, before, measure)
    if not words.startswith(("+", "−")):
        return words
    return _("%(change)s against last month") % {"change": words}


def direction(now, before, unit):
    if now is None or before is None:
        return ""
    difference = amount(now, unit) - amount(before, unit)
    return "up" if difference > 0 else "down" if difference < 0 else ""
