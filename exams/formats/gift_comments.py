"""Remarks in comments of GIFT: [id:] and [tag:], which Moodle reads too, and our own.

GIFT has no word for several blanks, an order, a task or a rubric. Such a question is written as
what comes nearest to it in Moodle, with a remark of ours that says what it is.
"""

import re
from decimal import Decimal, InvalidOperation

from exams.formats.blanks import split_blanks
from exams.formats.questions import Answer
from exams.formats.questions import marked as _
from exams.formats.sameness import as_written

_REMARK = re.compile(
    r"\[(?P<moodle>id|tag):(?P<said>(?:\\\]|[^\]]){1,200})\]"
    r"|\[(?P<ours>type|case|pinned|criterion|why):(?P<value>(?:\\.|[^\]\\]){0,20000})\]"
)
# A comment with more is an ornament.
MOST_REMARKS = 30
_UNESCAPED = {"n": "\n", "b": "["}


def remarks_in(comments):
    """[(word, value)] in the order of the file."""
    told = (comment for comment in comments if comment.count("[") <= MOST_REMARKS)
    found = (remark for comment in told for remark in _REMARK.finditer(comment))
    return [
        (remark["moodle"], remark["said"].replace("\\]", "]").strip())
        if remark["moodle"]
        else (remark["ours"], _without_escapes(remark["value"]))
        for remark in found
    ]


def apply(parsed, question, remarks):
    for word, value in remarks:
        if word == "id":
            question.code = question.code or value
        elif word == "tag":
            question.tags.append(value)
        elif word == "case":
            question.case_matters = value == "1"
        elif word == "pinned":
            _pin(question, value)
        elif word == "why":
            question.explanation = value
        elif word == "criterion":
            _criterion(parsed, question, value)
        elif word == "type":
            _retype(question, value)


def _pin(question, value):
    places = set(value.split(","))
    for number, answer in enumerate(question.answers, start=1):
        answer.pinned = str(number) in places


def _criterion(parsed, question, value):
    percent, _mark, text = value.partition(":")
    try:
        share = Decimal(percent) / 100
    except InvalidOperation:
        parsed.warn(question.place, _("A remark in a comment cannot be read: %(text)s"), text=value)
        return
    if question.type == "essay":
        question.answers.append(Answer("", text, share))


def _retype(question, type_):
    """As what it is, provided that it is written as we write it."""
    answers = question.answers
    if {type_, question.type} in ({"task", "essay"}, {"single", "multiple"}):
        question.type = type_
    elif type_ == "fill" and question.type == "shortanswer" and len(answers) == 1:
        question.type = "fill"
        question.answers = fill_answers(split_blanks(answers[0].text))
    elif type_ == "ordering" and question.type == "matching" and _are_places(answers):
        question.type = "ordering"
        rows = sorted(answers, key=lambda answer: int(answer.text))
        question.answers = [Answer("", row.match, Decimal(1)) for row in rows]


def _are_places(answers):
    return {answer.text for answer in answers} == {str(n + 1) for n in range(len(answers))}


def fill_answers(blanks):
    """Answers of the neutral question from the accepted ones of each blank."""
    return [
        Answer("", text, Decimal(1), match=str(number))
        for number, texts in enumerate(blanks, start=1)
        for text in texts
    ]


def written(question):
    """The comments before a question: what GIFT itself cannot say, a line each."""
    remarks = [f"[id:{_for_moodle(question.code)}]"] if question.code else []
    remarks += [f"[tag:{_for_moodle(tag)}]" for tag in question.tags]
    remarks += _criteria(question)
    if _is_not_said_by_gift(question):
        # Criteria belong to an essay until it is said to be a task, so the type comes last.
        remarks.append(f"[type:{question.type}]")
    if question.case_matters:
        remarks.append("[case:1]")
    if question.type == "description" and question.explanation:
        remarks.append(f"[why:{_escaped(question.explanation)}]")
    if any(answer.pinned is not None for answer in question.answers):
        places = [str(n) for n, answer in enumerate(question.answers, start=1) if answer.pinned]
        remarks.append(f"[pinned:{','.join(places)}]")
    return [f"// {remark}" for remark in remarks]


def _is_not_said_by_gift(question):
    if question.type == "single":
        return all(answer.fraction != 1 for answer in question.answers)
    return question.type in ("fill", "ordering", "task")


def _criteria(question):
    if question.type not in ("essay", "task"):
        return []
    return [
        f"[criterion:{as_written(a.fraction * 100)}:{_escaped(a.text)}]" for a in question.answers
    ]


def _for_moodle(text):
    text = text.replace("]", "\\]")
    return f"{text} " if text.endswith("\\") else text


def _escaped(text):
    text = text.replace("\\", "\\\\").replace("[", "\\b")
    return text.replace("]", "\\]").replace("\n", "\\n")


def _without_escapes(value):
    return re.sub(r"\\(.)", lambda found: _UNESCAPED.get(found[1], found[1]), value)
