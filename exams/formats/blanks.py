"""Accepted answers in one cell: ; between alternatives, | between blanks (EXAMS.md §2.4).

An answer that holds such a sign, or begins with a quotation mark, is written in quotation marks
with those inside it doubled. Quotation marks that do nothing of the kind are part of the answer.
"""

import re

MOST = 10_000

_BETWEEN_BLANKS, _BETWEEN_ANSWERS = "|｜", ";；"
_NEEDS_MARKS = re.compile('[|｜;；]|^"')
_QUOTED = re.compile(r'\s*"((?:[^"]|"")*)"\s*')
_MARK = re.compile(r"_{2,}|＿{2,}|﹍{2,}")
# main() is a name, not a blank.
_BRACKETS = re.compile(r"（\s*）|(?<![A-Za-z0-9_])\(\s*\)|【\s*】|\[\s+\]")


def split_blanks(cell):
    """[[answers of blank 1], [answers of blank 2], ...]"""
    blanks = [[]]
    for answer, sign in _pieces(cell, _BETWEEN_BLANKS + _BETWEEN_ANSWERS):
        blanks[-1].append(answer)
        if sign and sign in _BETWEEN_BLANKS:
            blanks.append([])
    return blanks


def split_answers(cell):
    return [answer for answer, _sign in _pieces(cell, _BETWEEN_ANSWERS)]


def split_parts(cell):
    """What stands between the strokes, one each."""
    return [part for part, _sign in _pieces(cell, _BETWEEN_BLANKS)]


def join_blanks(blanks):
    return "|".join(join_answers(answers) for answers in blanks)


def join_answers(answers):
    return ";".join(map(_marked, answers))


def join_parts(parts):
    return "|".join(map(_marked, parts))


def _marked(answer):
    doubled = answer.replace('"', '""')
    return f'"{doubled}"' if _NEEDS_MARKS.search(answer) else answer


def _pieces(cell, signs):
    """Yields each piece and the sign behind it; what is far too long is one piece."""
    if len(cell) > MOST:
        yield cell, ""
        return
    at = 0
    while True:
        quoted = _QUOTED.match(cell, at)
        if quoted and cell[quoted.end() : quoted.end() + 1] in (*signs, "") and _does(quoted[1]):
            piece, at = quoted[1].replace('""', '"'), quoted.end()
        else:
            end = next((n for n in range(at, len(cell)) if cell[n] in signs), len(cell))
            piece, at = cell[at:end].strip(), end
        yield piece, cell[at : at + 1]
        if at >= len(cell):
            return
        at += 1


def _does(inside):
    """Whether the quotation marks around it hold something together."""
    return bool(_NEEDS_MARKS.search(inside)) or '"' in inside


def blanks_in(text):
    """How many blanks a text shows: ____, or empty brackets when there is none of those."""
    return lines_in(text) or len(_BRACKETS.findall(text))


def lines_in(text):
    """How many blanks are drawn as a line."""
    return len(_MARK.findall(text))
