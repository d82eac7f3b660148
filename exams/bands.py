"""How hard a question is expected to be, in words. No Django."""

from decimal import Decimal

from exams.assembly.blueprint import BAND_WORDS, EASY_FROM, HARD_BELOW

# band → from this share of the points, below that one
SPANS = {
    "easy": (EASY_FROM, None),
    "medium": (HARD_BELOW, EASY_FROM),
    "hard": (None, HARD_BELOW),
}


def band_of(share):
    """easy, medium or hard; "" when nobody has said."""
    if share is None:
        return ""
    return next(
        band
        for band, (least, below) in SPANS.items()
        if (least is None or share >= least) and (below is None or share < below)
    )


def told(share, translate=str):
    """Such as "medium, 55 %"."""
    if share is None:
        return ""
    percent = f"{(share * 100).normalize():f}"
    return f"{translate(BAND_WORDS[band_of(share)])} · {percent} %"


def share_of(percent):
    return None if percent is None else (Decimal(percent) / 100).quantize(Decimal("0.001"))
