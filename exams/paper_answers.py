"""Answers on paper: the letters that are printed, and reading back what was written by hand.

On paper options stand in their own order, A, B, C, …, the same for everybody with this form. No
Django.
"""

import unicodedata
from decimal import Decimal

from exams import frozen
from exams.formats.questions import marked as _
from exams.protocol import LONGEST_TEXT
from exams.refusals import Refused

TRUE_WORDS = {"t", "true", "对", "正确", "是", "√", "✓", "✔", "1", "y"}
FALSE_WORDS = {"f", "false", "错", "错误", "否", "×", "✗", "✘", "x", "0", "n"}
BETWEEN = " ,，、;；.。/"


def letters_of(question):
    """Letter → id of the option."""
    return {chr(65 + place): option["id"] for place, option in enumerate(question["options"])}


def fields_of(question):
    """(key, label) of what is written for a question: one place, or one for each part."""
    if "parts" not in question:
        return [(str(question["slot"]), "")]
    labels = [part["text"] or str(place) for place, part in enumerate(question["parts"], start=1)]
    parts = [part["id"] for part in question["parts"]]
    return [(f"{question['slot']}.{p}", label) for p, label in zip(parts, labels, strict=True)]


def read(question, written):
    """What is stored of an answer (as a sitting stores it) from key → what was typed."""
    if question["type"] == "truefalse":
        return _truth(_plain(written.get(str(question["slot"]), "")))
    if "parts" not in question:
        return _choice(question, _plain(written.get(str(question["slot"]), "")))
    values = []
    for key, _label in fields_of(question):
        text = written.get(key, "").strip()
        if text:
            values.append(_part(question, key.partition(".")[2], text))
    return sorted(values)


def _plain(text):
    """Letters of any width, without signs between them."""
    kept = unicodedata.normalize("NFKC", text).strip()
    return "".join(sign for sign in kept if sign not in BETWEEN)


def _truth(text):
    if not text:
        return []
    if text.casefold() in TRUE_WORDS:
        return ["true"]
    if text.casefold() in FALSE_WORDS:
        return ["false"]
    raise Refused(_("Write √ or ×, T or F."))


def _choice(question, text):
    letters = letters_of(question)
    chosen = sorted(set(text.upper()))
    if unknown := [sign for sign in chosen if sign not in letters]:
        raise Refused(
            _("“%(sign)s” is none of the letters %(first)s to %(last)s."),
            sign=unknown[0],
            first=min(letters),
            last=max(letters),
        )
    return sorted(letters[letter] for letter in chosen)


def _part(question, part, text):
    if question["type"] in frozen.TYPED:
        return f"{part}:{text[:LONGEST_TEXT]}"
    chosen = _choice(question, _plain(text))
    if len(chosen) != 1:
        raise Refused(_("One letter only."))
    return f"{part}:{chosen[0]}"


def written(question, value):
    """The other way round: key → what is typed for a stored answer."""
    if question["type"] == "truefalse":
        signs = {"true": "√", "false": "×"}
        return {str(question["slot"]): "".join(signs.get(v, "") for v in value)}
    by_id = {id_: letter for letter, id_ in letters_of(question).items()}
    if "parts" not in question:
        return {str(question["slot"]): "".join(sorted(by_id.get(v, "") for v in value))}
    said = frozen.parts_said(value)
    is_typed = question["type"] in frozen.TYPED
    return {
        f"{question['slot']}.{part}": text if is_typed else by_id.get(text, "")
        for part, text in said.items()
    }


def key_words(question):
    """The right answer as it is written on paper."""
    if question["type"] == "truefalse":
        signs = {"true": "√", "false": "×"}
        return "".join(signs[o["id"]] for o in question["options"] if _is_right(o))
    if "pairs" in question:
        by_id = {id_: letter for letter, id_ in letters_of(question).items()}
        numbers = {part["id"]: n for n, part in enumerate(question["parts"], start=1)}
        pairs = question["pairs"].items()
        return "  ".join(f"{numbers[part]}{by_id[option]}" for part, option in pairs)
    if "accepted" in question or "criteria" in question:
        return "  ".join(frozen.right_words(question))
    return "".join(
        letter
        for letter, option in zip(letters_of(question), question["options"], strict=True)
        if _is_right(option)
    )


def _is_right(option):
    return Decimal(option["fraction"]) > 0
