"""How hard a question is expected to be, in words. No Django."""

import re
import unicodedata
from decimal import Decimal

from exams.assembly.blueprint import BAND_WORDS, EASY_FROM, HARD_BELOW

# band → from this share of the points, below that one
SPANS = {
    "easy": (EASY_FROM, None),
    "medium": (HARD_BELOW, EASY_FROM),
    "hard": (None, HARD_BELOW),
}
# How lists say it, and what is taken for it.
SAID = {
    "easy": ("易", "容易", "简单", "较易", "easy"),
    "medium": ("中", "中等", "一般", "适中", "medium"),
    "hard": ("难", "困难", "较难", "hard"),
}
MIDDLES = {"easy": Decimal("0.8"), "medium": Decimal("0.55"), "hard": Decimal("0.3")}
_EXACT = Decimal("0.001")
# A whole number may as well be a level.
_SHARE, _PERCENT = re.compile(r"0?\.\d{1,9}|[01]\.0+"), re.compile(r"(\d{1,3}(?:\.\d+)?)\s*%")


def band_of(share):
    """easy, medium or hard; "" when nobody has said."""
    if share is None:
        return ""
    return next(
        band
        for band, (least, below) in SPANS.items()
        if (least is None or share >= least) and (below is None or share < below)
    )


def share_said(text):
    """易, 0.65, 65 %: a share from 0 to 1; None when it cannot be told, as with a bare 3."""
    word = unicodedata.normalize("NFKC", text).strip().lower()
    for band, words in SAID.items():
        if word in words:
            return MIDDLES[band]
    if found := _SHARE.fullmatch(word):
        return Decimal(found[0]).quantize(_EXACT)
    if (found := _PERCENT.fullmatch(word)) and Decimal(found[1]) <= 100:
        return share_of(found[1])
    return None


def told(share, translate=str):
    """Such as "medium, 55 %"."""
    if share is None:
        return ""
    percent = f"{(share * 100).normalize():f}"
    return f"{translate(BAND_WORDS[band_of(share)])} · {percent} %"


def share_of(percent):
    return None if percent is None else (Decimal(percent) / 100).quantize(_EXACT)
