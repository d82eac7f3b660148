"""What stands between the braces of GIFT: the type, in Moodle's order, and its answers."""

import re
from decimal import Decimal

from exams.formats import weights
from exams.formats.checks import MOST_ANSWERS
from exams.formats.gift_blocks import restored
from exams.formats.numbers import number_of
from exams.formats.questions import Answer
from exams.formats.questions import marked as _
from exams.formats.sameness import as_written

_WEIGHT = re.compile(r"%(-*[0-9]{1,2}\.?[0-9]*)%")
_TRUE, _FALSE = ("T", "TRUE"), ("F", "FALSE")
_MEANT_TRUE_FALSE = {
    "true", "false", "t", "f", "对", "错", "正确", "错误", "是", "否", "√", "×", "ｔ", "ｆ",
}  # fmt: skip
_WIDE_SIGNS = re.compile("^[＝～＃]")


def read_answers(parsed, question, body, texts):
    """Fills in type and answers; False when an error was told instead."""
    question.type = type_of(body)
    if body and body.count("~") + body.count("=") > 2 * MOST_ANSWERS:
        parsed.error(
            question.place,
            _("A question has at most %(most)d accepted answers."),
            most=MOST_ANSWERS,
        )
        return False
    if question.type in _READERS:
        return _READERS[question.type](parsed, question, body, texts)
    return True


def type_of(body):
    """By the rules of Moodle, in their order; `body` is None where there are no braces."""
    if body is None:
        return "description"
    if not body:
        return "essay"
    if body.startswith("#"):
        return "numerical"
    if "~" in body:
        return "multiple" if "=" not in body else "single"
    if "=" in body and "->" in body:
        return "matching"
    word = body.partition("#")[0].strip()
    return "truefalse" if word in (*_TRUE, *_FALSE) else "shortanswer"


def _parts(body, sign):
    parts = [part.strip() for part in body.split(sign)]
    return parts if parts[0] else parts[1:]


def _weighed(parsed, question, part, unless):
    """(fraction, what follows the weight)."""
    found = _WEIGHT.match(part)
    if not found:
        return Decimal(unless), part
    sign = -1 if found[1].startswith("-") else 1
    fraction = sign * weights.weight_of(found[1].lstrip("-").rstrip("."))
    if abs(fraction) <= 1 and not weights.is_on_list(fraction):
        parsed.warn(
            question.place,
            _("Moodle does not know a weight of %(percent)s percent; it is kept as it is."),
            percent=found[1],
        )
    return fraction, part[found.end() :]


def _choice(parsed, question, body, texts):
    for part in _parts(body.replace("=", "~="), "~"):
        if part.startswith("="):
            fraction, part = Decimal(1), part[1:]
            if _WEIGHT.match(part):
                parsed.warn(
                    question.place,
                    _("A weight behind = is part of the text in a choice; write it behind ~."),
                )
        else:
            fraction, part = _weighed(parsed, question, part, 0)
        text, _mark, feedback = part.partition("#")
        # Moodle leaves out an option without a text.
        if text.strip() or fraction > 0:
            question.answers.append(Answer("", texts(text), fraction, texts(feedback)))
    return True


def _true_false(parsed, question, body, texts):
    word, _mark, feedback = body.partition("#")
    wrong, _mark, right = feedback.partition("#")
    for key in ("true", "false"):
        is_right = (word.strip() in _TRUE) == (key == "true")
        said = texts(right if is_right else wrong)
        question.answers.append(Answer(key, key, Decimal(is_right), said))
    return True


def _short_answer(parsed, question, body, texts):
    word = restored(body.partition("#")[0]).lstrip("=").strip()
    if word.lower() in _MEANT_TRUE_FALSE:
        parsed.warn(
            question.place,
            _(
                "{%(word)s} is a short answer to Moodle: write {T} or {F}, upper case, for "
                "true/false."
            ),
            word=word,
        )
    if _WIDE_SIGNS.match(body):
        parsed.warn(
            question.place, _("Full-width signs ＝ ～ ＃ are plain text to GIFT: write = ~ #.")
        )
    for part in _parts(body, "="):
        fraction, part = _weighed(parsed, question, part, 1)
        text, _mark, feedback = part.partition("#")
        question.answers.append(Answer("", texts(text), fraction, texts(feedback)))
    return True


def _numerical(parsed, question, body, texts):
    body, tilde, wrong = body[1:].partition("~")
    for part in _parts(body, "="):
        fraction, part = _weighed(parsed, question, part, 1)
        text, _mark, feedback = part.partition("#")
        answer = _number(texts(text))
        if answer is None:
            parsed.error(
                question.place,
                _("%(answer)s is not a number, a range or a number with a tolerance."),
                answer=restored(text).strip() or "{#}",
            )
            return False
        question.answers.append(Answer("", answer[0], fraction, texts(feedback), answer[1]))
    if tilde:
        lost, _mark, feedback = wrong.partition("#")
        if lost.strip():
            parsed.warn(
                question.place,
                _("%(text)s is left out: behind ~ only a feedback is read."),
                text=restored(lost).strip(),
            )
        question.answers.append(Answer("", "*", Decimal(0), texts(feedback)))
    return True


def _number(text):
    """(number as written, tolerance) of 3.14:0.005, 3.14..3.15, 3.14 or *; else None."""
    if text == "*":
        return text, None
    low, dots, high = text.partition("..")
    if dots:
        ends = number_of(low), number_of(high)
        if None in ends:
            return None
        middle = (ends[0] + ends[1]) / 2
        return as_written(middle), abs(ends[1] - middle)
    value, colon, tolerance = text.partition(":")
    margin = number_of(tolerance) if colon else Decimal(0)
    if margin is None or (number_of(value) is None and value.strip() != "*"):
        return None
    return value.strip(), margin


def _matching(parsed, question, body, texts):
    for part in _parts(body, "="):
        stem, arrow, match = part.partition("->")
        if not arrow:
            parsed.error(
                question.place,
                _("A line of this matching question has no ->: %(text)s"),
                text=restored(part),
            )
            return False
        stem = texts(stem)
        answer = Answer("", stem, Decimal(bool(stem)), match=restored(match).strip())
        question.answers.append(answer)
    return True


_READERS = {
    "single": _choice,
    "multiple": _choice,
    "truefalse": _true_false,
    "shortanswer": _short_answer,
    "numerical": _numerical,
    "matching": _matching,
}
