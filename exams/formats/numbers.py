"""Numbers as people type them: full width, a Chinese minus, commas between thousands."""

import re
import unicodedata
from decimal import Decimal

_MINUS = str.maketrans("−–—", "---")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")
_NUMBER = re.compile(r"[+-]?(\d{1,30}\.?\d{0,30}|\.\d{1,30})(e[+-]?\d{1,2})?", re.IGNORECASE)


def number_of(text):
    """The number, exact, or None when it is none."""
    text = unicodedata.normalize("NFKC", text).translate(_MINUS).strip()
    if _THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    return Decimal(text) if _NUMBER.fullmatch(text) and text.isascii() else None
