"""Exact decimals in, exact fractions inside, half-up at declared points only."""

import decimal
import re
from decimal import Decimal

PLACES_UNROUNDED = 10
# Sums and products of marks and weights are exact, or they are an error: never rounded quietly.
EXACT = decimal.Context(prec=200, traps=[decimal.Inexact, decimal.InvalidOperation])
_ROUNDING = decimal.Context(prec=200, rounding=decimal.ROUND_HALF_UP)
_STEPS = [Decimal(1).scaleb(-places) for places in range(PLACES_UNROUNDED + 1)]
_PLAIN = re.compile(r"[+-]?(\d{1,15}(\.\d{0,15})?|\.\d{1,15})", re.ASCII)


def exact(text):
    """A plain decimal: no exponent, no NaN, at most 15 digits on each side; else ValueError."""
    if not _PLAIN.fullmatch(text):
        raise ValueError(f"{text!r} is not a plain decimal.")
    return Decimal(text)


def half_up(value, places):
    """The value itself where nothing is to be rounded, else a Decimal rounded half away from 0."""
    if places is None:
        return value
    if isinstance(value, Decimal):
        return value.quantize(_STEPS[places], context=_ROUNDING)
    # Fractions are rounded as whole numbers: a decimal of 1/3 would be rounded twice.
    numerator, denominator = value.as_integer_ratio()
    units = (2 * abs(numerator) * 10**places + denominator) // (2 * denominator)
    return Decimal(units if numerator >= 0 else -units).scaleb(-places, EXACT)


def shown(value, places):
    """As printed: with its declared places, or with ten where it is not rounded."""
    rounded = half_up(value, PLACES_UNROUNDED if places is None else places)
    return f"{rounded or rounded.copy_abs():f}"  # nought has no sign
