"""When two questions are the same, whatever their ids and the order of their options."""

import hashlib
import json
import re
import unicodedata
from decimal import Decimal

# Where NFKC would change the meaning: 10² is not 102, ½ is not 1⁄2.
_KEPT = ("<super>", "<sub>", "<fraction>")
# Where the order of the answers is the key itself.
_IN_ORDER = ("ordering",)


def comparison_key(text):
    """Equal for texts that differ in width, compatibility forms and white space only."""
    folded = (
        char
        if unicodedata.decomposition(char).startswith(_KEPT)
        else unicodedata.normalize("NFKC", char)
        for char in unicodedata.normalize("NFC", text)
    )
    return unicodedata.normalize("NFC", re.sub(r"\s+", "", "".join(folded)))


def content_hash(type_, text, answers):
    """The same text, options and key, in whatever order and under whatever id.

    An answer is (text, fraction) or (text, fraction, tolerance, match).
    """
    options = [_answer_key(*answer) for answer in answers]
    if type_ not in _IN_ORDER:
        options.sort()
    content = json.dumps([type_, comparison_key(text), options], ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()


def _answer_key(text, fraction, tolerance=None, match=None):
    key = [comparison_key(text), as_written(fraction)]
    if tolerance is not None:
        key.append(f"±{as_written(tolerance)}")
    if match is not None:
        key.append(f"→{comparison_key(match)}")
    return key


def as_written(number):
    """1, 0.5, 1000: never 1.0, 1E+3 or -0."""
    number = Decimal(number)
    return f"{number.normalize():f}" if number else "0"


def rough_key(text):
    """Equal for texts that are likely the same: without signs, whatever the width and the case."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if char.isalnum())
