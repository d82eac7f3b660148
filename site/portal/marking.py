"""Shows where a text holds the words that were searched. Pure: no database."""

import re

from django.utils.html import escape
from django.utils.safestring import mark_safe

from portal.search import HAN_RUN, WORD, pairs_of

LENGTH = 90
LEAD = 20


def pattern_of(query):
    """Finds the whole words first, then the pairs they consist of; None for no words."""
    words = WORD.findall(query)
    pairs = [pair for word in words if HAN_RUN.fullmatch(word) for pair in pairs_of(word)]
    wanted = sorted({*words, *pairs}, key=len, reverse=True)
    if not wanted:
        return None
    return re.compile(f"(?:{'|'.join(map(re.escape, wanted))})+", re.IGNORECASE)


def marked(text, query):
    """The text as safe HTML with the words found inside <mark>."""
    pattern = pattern_of(query)
    if pattern is None:
        return escape(text)
    parts, at = [], 0
    for found in pattern.finditer(text):
        parts += [escape(text[at : found.start()]), f"<mark>{escape(found[0])}</mark>"]
        at = found.end()
    return mark_safe("".join([*parts, escape(text[at:])]))


def excerpt(text, query):
    """A piece of the text around the first word found, marked."""
    text = " ".join(text.split())
    pattern = pattern_of(query)
    found = pattern.search(text) if pattern else None
    start = max(found.start() - LEAD, 0) if found else 0
    piece = text[start : start + LENGTH]
    before, after = "…" if start else "", "…" if start + LENGTH < len(text) else ""
    return mark_safe(before + marked(piece, query) + after)
