"""Aiken: one line a question, one an option, then ANSWER: (EXAMS.md §2.2)."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from exams.formats.lines import lines_of
from exams.formats.questions import Answer, Parsed, Question
from exams.formats.questions import marked as _

_OPTION = re.compile(r"([A-Z])[).][ \t]?(.*)")
_ANSWER = re.compile(r"ANSWER:\s*(.*)")
_LIKE_ANSWER = re.compile(r"(answer|答案)\s*[:：]", re.IGNORECASE)
_MORE_LETTERS = re.compile(r"[A-Z][\s,;、&+/]*[A-Z]\b")
_WIDE_OPTION = re.compile(r"[A-ZＡ-Ｚ]\s*[、．）)：:]")


@dataclass
class _Draft:
    """A question that has no answer yet."""

    place: int
    text: str
    options: list = field(default_factory=list)  # (letter, text)


def read(data):
    """Questions of an Aiken file; what is not whole is an error at its line."""
    parsed = Parsed("line")
    draft = None
    lines = list(_long_enough(lines_of(data, parsed), parsed))
    for at, (number, line) in enumerate(lines):
        following = lines[at + 1][1] if at + 1 < len(lines) else ""
        draft = _read_line(parsed, draft, number, line, following)
    if draft:
        _not_finished(parsed, draft)
    if not parsed.questions and not parsed.errors:
        parsed.error(1, _("There is no question in this file."))
    return parsed


def _long_enough(lines, parsed):
    """(number, line), without those that Moodle skips because they are so short."""
    for number, line in enumerate(lines, start=1):
        line = line.strip()
        if len(line.encode()) > 1:
            yield number, line
        elif line:
            parsed.warn(number, _("A line of one character is left out, as Moodle does."))


def _read_line(parsed, draft, number, line, following):
    """What is being read after this line."""
    if found := _ANSWER.fullmatch(line):
        if draft:
            _finish(parsed, draft, number, found[1])
        else:
            parsed.error(number, _("ANSWER: stands here before any question."))
        return None
    if found := _OPTION.fullmatch(line):
        return _option(parsed, draft, number, line, found, following)
    if draft and draft.options and _LIKE_ANSWER.match(line):
        parsed.error(number, _("Write ANSWER: in capital letters, with a plain colon."))
        return None
    if draft:
        _not_finished(parsed, draft, wide=_WIDE_OPTION.match(line))
    return _Draft(number, line)


def _option(parsed, draft, number, line, found, following):
    letter, text = found.groups()
    if draft:
        draft.options.append((letter, text.strip()))
        return draft
    begins_again = _OPTION.fullmatch(following)
    if begins_again and begins_again[1] == "A":
        parsed.warn(
            number,
            _(
                "This question begins with %(start)s, so Moodle reads it as an option. It is "
                "read as a question."
            ),
            start=line[:2],
        )
        return _Draft(number, line)
    parsed.error(number, _("An option stands here before any question."))
    return None


def _not_finished(parsed, draft, wide=False):
    if wide:
        parsed.error(draft.place, _("Write the options as A) or A. with plain signs."))
    elif draft.options:
        parsed.error(draft.place, _("The question has no line that begins with ANSWER:"))
    else:
        parsed.error(draft.place, _("The question has no options before the next one begins."))


def _finish(parsed, draft, number, given):
    letters = [letter for letter, _text in draft.options]
    fault = _fault_of_answer(letters, given)
    if fault:
        parsed.error(number, fault, answer=given[:20])
        return
    if len(letters) < 2:
        parsed.error(draft.place, _("A choice question needs at least two options."))
        return
    if letters != [chr(ord("A") + n) for n in range(len(letters))]:
        parsed.warn(
            draft.place,
            _("The letters are not A, B, C in order: Moodle would count them, we read them."),
        )
    answers = [
        Answer(letter.lower(), text, Decimal(letter == given[0])) for letter, text in draft.options
    ]
    parsed.add(Question("single", "", draft.text, draft.place, answers))


def _fault_of_answer(letters, given):
    if not given or not ("A" <= given[0] <= "Z"):
        return _("ANSWER: %(answer)s is no capital letter of an option.")
    if _MORE_LETTERS.match(given):
        return _("Aiken has one right answer; %(answer)s are several.")
    if given[0] not in letters:
        return _("ANSWER: %(answer)s names an option that is not there.")
    if len(set(letters)) < len(letters):
        return _("Two options of this question have the same letter; ANSWER: %(answer)s.")
    return ""
