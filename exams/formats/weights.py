"""Weights of answers: the list Moodle knows, and shares of the right ones."""

from decimal import Decimal

PLACES = Decimal("0.0000001")
_CLOSE = Decimal("0.00001")
_NEAR = Decimal("0.01")

# Percent; each also with a minus before it.
_KNOWN = [
    "100", "90", "83.33333", "80", "75", "70", "66.66667", "60", "50", "40", "33.33333", "30",
    "25", "20", "16.66667", "14.28571", "12.5", "11.11111", "10", "5", "0",
]  # fmt: skip


def share(parts):
    """One of `parts` equal shares, to seven places."""
    return _plain((Decimal(1) / parts).quantize(PLACES))


def weight_of(percent):
    """A written percentage as a fraction; 33.33333 is a third."""
    fraction = Decimal(percent) / 100
    known = nearest(fraction)
    return known if abs(known - fraction) <= _CLOSE else _plain(fraction.quantize(PLACES))


def nearest(fraction):
    """The weight on the list that is closest."""
    return min(LIST, key=lambda known: abs(known - fraction))


def is_on_list(fraction):
    return fraction in LIST


def is_near(fraction):
    """Less than a percentage point beside the list: 33 for a third."""
    return abs(nearest(fraction) - fraction) < _NEAR


def percent(fraction):
    """As Moodle writes it: 33.33333 and never more than seven places."""
    for known in _KNOWN:
        if abs(fraction) == _whole(known):
            return f"-{known}" if fraction < 0 else known
    return f"{_plain(Decimal(fraction) * 100):f}"


def _whole(written):
    """33.33333 → 0.3333333: what was meant, not what was rounded."""
    for parts in (3, 6, 7, 9):
        for count in range(1, parts):
            meant = Decimal(count * 100) / parts
            if f"{meant:.5f}" == written:
                return (meant / 100).quantize(PLACES)
    return _plain(Decimal(written) / 100)


def _plain(number):
    return number.normalize() + 0


LIST = frozenset(sign * _whole(written) for written in _KNOWN for sign in (1, -1))
