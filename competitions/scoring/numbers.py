"""Exact decimals in, exact fractions inside, half-up at declared points only."""

import re
from decimal import Decimal
from fractions import Fraction

PLACES_UNROUNDED = 10
_PLAIN = re.compile(r"[+-]?(\d{1,15}(\.\d{0,15})?|\.\d{1,15})", re.ASCII)


def exact(text):
    """A plain decimal: no exponent, no NaN, at most 15 digits on each side; else ValueError."""
    if not _PLAIN.fullmatch(text):
        raise ValueError(f"{text!r} is not a plain decimal.")
    return Decimal(text)


def half_up(value, places):
    """The value itself where nothing is to be rounded, else rounded half away from zero."""
    if places is None:
        return value
    numerator, denominator = value.as_integer_ratio()
    power = 10**places
    units = (2 * abs(numerator) * power + denominator) // (2 * denominator)
    return Fraction(units if numerator >= 0 else -units, power)


def shown(value, places):
    """As printed: with its declared places, or with ten where it is not rounded."""
    places = PLACES_UNROUNDED if places is None else places
    numerator, denominator = half_up(value, places).as_integer_ratio()
    units = abs(numerator) * 10**places // denominator
    whole, part = divmod(units, 10**places)
    sign = "-" if numerator < 0 else ""
    return f"{sign}{whole}.{part:0{places}d}" if places else f"{sign}{whole}"
