"""Questions as GIFT: Moodle reads it, and our reader makes the same questions of it again."""

import re
from decimal import Decimal

from exams.formats import gift_comments, html_text, weights
from exams.formats.blanks import join_blanks
from exams.formats.questions import Answer, topic_category
from exams.formats.sameness import as_written

_ESCAPE = re.compile(r"[\\#=~{}:]")
_FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]")


def write(questions):
    """The bytes of a file; the questions are grouped by nothing but their own order."""
    blocks, topic = [], ""
    for question in questions:
        if question.topic != topic:
            topic = question.topic
            blocks.append(f"$CATEGORY: {_in_category(topic_category(topic))}\n")
        blocks.append(_block(question))
    return "\n".join(blocks).encode()


def _in_category(path):
    return re.sub(r"\\(?=[:#={}~n\\])", r"\\\\", path)


def _block(question):
    lines = gift_comments.written(question)
    # [plain]: < and & are themselves, in Moodle too.
    lines.append(f"::{_escaped(question.name)}::[plain]{_escaped(question.text)}{_body(question)}")
    return "\n".join(lines) + "\n"


def _body(question):
    if question.type == "description":
        return ""
    general = f"####{_piece(question.explanation)}" if question.explanation else ""
    lines = list(_WRITERS[question.type](question))
    if not lines:
        return f"{{{general}}}"
    opening = "{#" if question.type == "numerical" else "{"
    indented = [f"\t{line}" for line in [*lines, general] if line]
    return "\n".join([opening, *indented, "}"])


def _choice(question):
    has_right = False
    for answer in question.answers:
        # One = at most: without any ~ it would be a short answer.
        is_right = answer.fraction == 1 and question.type == "single" and not has_right
        has_right = has_right or is_right
        sign = "=" if is_right else f"~{_weight(answer, unless=0)}"
        yield f"{sign}{_piece(answer.text)}{_feedback(answer)}"


def _true_false(question):
    right = next(answer for answer in question.answers if answer.fraction > 0)
    wrong = next(answer for answer in question.answers if answer is not right)
    told = [_piece(wrong.feedback), _piece(right.feedback)]
    while told and not told[-1]:
        told.pop()
    yield "#".join(["T" if right.key == "true" else "F", *told])


def _short_answer(question):
    if len(question.answers) == 1:
        yield _only_answer(question.answers[0])
        return
    for answer in question.answers:
        feedback = f"#{_no_arrow(answer.feedback)}" if answer.feedback else ""
        yield f"={_weight(answer, unless=1)}{_no_arrow(answer.text)}{feedback}"


def _only_answer(answer):
    written = f"{_weight(answer, unless=1)}{_piece(answer.text)}{_feedback(answer)}"
    # With = and -> it would be a matching question; a single answer needs no =.
    return written if "->" in written else f"={written}"


def _numerical(question):
    for answer in question.answers:
        if answer.text == "*" and not answer.fraction and answer is question.answers[-1]:
            yield f"~#{_piece(answer.feedback)}"
        else:
            margin = "" if answer.tolerance is None else f":{as_written(answer.tolerance)}"
            number = f"{_escaped(answer.text)}{margin}"
            yield f"={_weight(answer, unless=1)}{number}{_feedback(answer)}"


def _matching(question):
    for answer in question.answers:
        yield f"={_no_arrow(answer.text)} -> {_escaped(answer.match)}"


def _ordering(question):
    for place, answer in enumerate(question.answers, start=1):
        yield f"={place} -> {_escaped(answer.text)}"


def _fill(question):
    yield _only_answer(Answer("", join_blanks(question.blanks), Decimal(1)))


def _weight(answer, unless):
    # A text such as %50%x would be read as a weight if no other stood before it.
    is_plain = answer.fraction == unless and not answer.text.startswith("%")
    return "" if is_plain else f"%{weights.percent(answer.fraction)}%"


def _feedback(answer):
    return f"#{_piece(answer.feedback)}" if answer.feedback else ""


def _piece(text):
    """A text of its own; one that begins like the name of a format says its format first."""
    return f"[plain]{_escaped(text)}" if _FORMAT.match(text) else _escaped(text)


def _no_arrow(text):
    """Nothing escapes an arrow in GIFT, so a text with one is written as HTML."""
    return f"[html]{_escaped(html_text.escaped(text))}" if "->" in text else _piece(text)


def _escaped(text):
    return _ESCAPE.sub(r"\\\g<0>", text).replace("\n", "\\n")


_WRITERS = {
    "single": _choice,
    "multiple": _choice,
    "truefalse": _true_false,
    "shortanswer": _short_answer,
    "numerical": _numerical,
    "matching": _matching,
    "ordering": _ordering,
    "fill": _fill,
    "essay": lambda question: (),
    "task": lambda question: (),
}
