"""Whether what somebody typed is an accepted answer. Exact, without Django."""

import re
from decimal import Decimal

from exams.formats.numbers import number_of
from exams.formats.sameness import comparison_key

_STAR = re.compile(r"(?<!\\)\*")


def share_of(question, part, said):
    """The share of the points of one part."""
    best = best_of(question, part, said)
    return max(Decimal(0), Decimal(best["fraction"])) if best else Decimal(0)


def best_of(question, part, said):
    """The accepted answer worth most that fits, or None."""
    if not said.strip():
        return None
    fits = FITS[question["type"]]
    fitting = [
        answer
        for answer in question["accepted"]
        if answer["part"] == part and fits(answer, said, question.get("case_matters", False))
    ]
    return max(fitting, key=lambda answer: Decimal(answer["fraction"]), default=None)


def is_text(answer, said, case_matters=False):
    """The same text but for width, white space and, mostly, capital letters."""
    return _folded(answer["text"], case_matters) == _folded(said, case_matters)


def is_pattern(answer, said, case_matters=False):
    """As `is_text`, with * for any text and \\* for a star."""
    first, *rest = (
        _folded(piece.replace("\\*", "*"), case_matters) for piece in _STAR.split(answer["text"])
    )
    said = _folded(said, case_matters)
    if not rest:
        return said == first
    last = rest.pop()
    if len(said) < len(first) + len(last) or not (said.startswith(first) and said.endswith(last)):
        return False
    # Each piece at the first place where it fits: no other choice can do better.
    at, end = len(first), len(said) - len(last)
    for piece in rest:
        at = said.find(piece, at, end)
        if at < 0:
            return False
        at += len(piece)
    return at <= end


def is_number(answer, said, case_matters=False):
    """A number no farther away than the tolerance; * takes anything."""
    if answer["text"] == "*":
        return True
    wanted, given = number_of(answer["text"]), number_of(said)
    return given is not None and abs(given - wanted) <= Decimal(answer["tolerance"] or 0)


def _folded(text, case_matters):
    key = comparison_key(text)
    return key if case_matters else key.casefold()


FITS = {"shortanswer": is_pattern, "fill": is_text, "numerical": is_number}
