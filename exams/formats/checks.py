"""What makes a question impossible to take, and what only looks wrong. No Django."""

import re
import unicodedata
from decimal import Decimal

from exams.formats.blanks import blanks_in, lines_in
from exams.formats.numbers import number_of
from exams.formats.question import CHOICES, LETTERS
from exams.formats.question import marked as _
from exams.formats.sameness import as_written, comparison_key

LONGEST_TEXT, LONGEST_ANSWER = 10_000, 2_000
MOST_PARTS, MOST_ANSWERS = 26, 100

# From PDF files: U+2F00 looks like 一 and is not found by anybody who types 一.
_RADICALS = re.compile("[\u2e80-\u2fdf]")
_ALL_OR_NONE = re.compile(
    r"^(以上|上述|前面|前述)|^(都|全|全都|均|皆)(不?对|不?正确|不?是|错误?)[。.]?$"
    r"|^(all|none|both) of the above",
    re.IGNORECASE,
)
_NAMES_LETTERS = re.compile(r"^(选项)?[A-H]\s*([、和与及,，]|and)\s*(选项)?[A-H]", re.IGNORECASE)


def pinned_keys(answers):
    """Options that keep their place when options are shuffled: 以上都对 and its relations.

    When an option names others by letter (A和B都对), none may move. What the file says goes first.
    """
    said = {answer.key for answer in answers if answer.pinned}
    if any(answer.pinned is not None for answer in answers):
        return said
    if any(_NAMES_LETTERS.search(answer.text.strip()) for answer in answers):
        return {answer.key for answer in answers}
    return {answer.key for answer in answers if _ALL_OR_NONE.search(answer.text.strip())}


def pictures_of(question):
    """That of the text, then those of the options, None where there is none."""
    return [question.picture, *(answer.picture for answer in question.answers)]


def fault_of(question):
    """(sentence, facts) of the first thing that makes it impossible to take, or ("", {})."""
    for fault in (*_faults_of_any(question), *_FAULTS[question.type](question)):
        return fault
    return "", {}


def doubts_about(question):
    """(sentence, facts) of each thing that is taken as it is but looks wrong."""
    yield from _doubts_about_texts(question)
    if question.type in CHOICES:
        yield from _doubts_about_options(question.answers, question.type)
    elif question.type == "fill":
        filled = len(question.blanks)
        if blanks_in(question.text) not in (0, filled):
            yield BLANKS_DIFFER, {"shown": blanks_in(question.text), "filled": filled}
    elif question.type == "matching":
        stems = [comparison_key(answer.text) for answer in question.answers if answer.text]
        if len(set(stems)) < len(stems):
            yield _("Two lines of this matching question begin with the same text."), {}


def _faults_of_any(question):
    answers = question.answers
    if not question.text:
        yield _("The question has no text."), {}
    texts = [question.text, question.explanation]
    parts = [text for a in answers for text in (a.text, a.feedback, a.match or "")]
    if max(map(len, texts)) > LONGEST_TEXT or max(map(len, parts), default=0) > LONGEST_ANSWER:
        yield _("A text of this question is too long. Shorten it."), {}
    if any(picture and not picture.alt for picture in pictures_of(question)):
        yield _("Say in words what the picture shows, for those who cannot see it."), {}
    if any("\ufffd" in text for text in (*texts, *parts, question.name)):
        yield _("Characters of this question are lost (\ufffd). Save the file again as UTF-8."), {}


def _faults_of_choice(question):
    answers = question.answers
    if len(answers) < 2:
        yield _("A choice question needs at least two options."), {}
    if len(answers) > len(LETTERS):
        yield _("A choice question has at most 26 options."), {}
    if any(abs(answer.fraction) > 1 for answer in answers):
        yield _("A weight is more than 100 percent."), {}
    if empty := [answer.key.upper() for answer in answers if not answer.words]:
        yield _("Option %(letter)s has no text."), {"letter": empty[0]}
    if all(answer.fraction <= 0 for answer in answers):
        yield _("No option is marked as right."), {}


def _faults_of_true_false(question):
    key = sorted((answer.key, answer.fraction) for answer in question.answers)
    if [name for name, _fraction in key] != ["false", "true"]:
        yield _("A true/false question has the answers true and false."), {}
    elif {fraction for _name, fraction in key} != {0, 1}:
        yield _("One of true and false must be right."), {}


def _faults_of_accepted(question):
    """Of answers that are typed in."""
    answers = question.answers
    if not answers:
        yield _("There is no right answer."), {}
    if len(answers) > MOST_ANSWERS:
        yield _("A question has at most %(most)d accepted answers."), {"most": MOST_ANSWERS}
    if any(abs(answer.fraction) > 1 for answer in answers):
        yield _("A weight is more than 100 percent."), {}
    if any(not answer.text for answer in answers):
        yield _("An answer is empty."), {}
    if all(answer.fraction <= 0 for answer in answers):
        yield _("There is no right answer."), {}


BLANKS_DIFFER = _(
    "The text has %(shown)d blanks, the answer fills %(filled)d. Write | between blanks and ; "
    "between answers that are both right."
)


def _faults_of_fill(question):
    yield from _faults_of_accepted(question)
    numbers = list(dict.fromkeys(answer.match for answer in question.answers))
    if numbers != [str(n) for n in range(1, len(numbers) + 1)]:
        yield _("A blank has no answer."), {}
    if not 2 <= len(numbers) <= MOST_PARTS:
        yield _("A fill-in has 2 to %(most)d blanks."), {"most": MOST_PARTS}
    if lines_in(question.text) not in (0, len(numbers)):
        yield (BLANKS_DIFFER, {"shown": lines_in(question.text), "filled": len(numbers)})


def _faults_of_numerical(question):
    yield from _faults_of_accepted(question)
    for answer in question.answers:
        if answer.text != "*" and number_of(answer.text) is None:
            yield _("%(answer)s is not a number."), {"answer": answer.text}
        if answer.tolerance is not None and answer.tolerance < 0:
            yield _("A tolerance cannot be below 0."), {}


def _faults_of_matching(question):
    answers = question.answers
    if sum(bool(answer.text) for answer in answers) < 2:
        yield _("A matching question needs at least two pairs."), {}
    if len(answers) > MOST_PARTS:
        yield _("A matching question has at most %(most)d lines."), {"most": MOST_PARTS}
    if any(not answer.match for answer in answers):
        yield _("A line of this matching question has nothing that goes with it."), {}


def _faults_of_ordering(question):
    texts = [comparison_key(answer.text) for answer in question.answers]
    if not 2 <= len(texts) <= MOST_PARTS:
        yield _("An ordering question has 2 to %(most)d parts."), {"most": MOST_PARTS}
    if "" in texts:
        yield _("A part to be put in order is empty."), {}
    if len(set(texts)) < len(texts):
        yield _("Two parts are the same, so their order cannot be marked."), {}


def _faults_of_open(question):
    """Of what people mark: the shares of the criteria, where there are any."""
    shares = [answer.fraction for answer in question.answers]
    if len(shares) > MOST_PARTS:
        yield _("A question has at most %(most)d criteria."), {"most": MOST_PARTS}
    if any(not answer.text for answer in question.answers):
        yield _("A criterion is empty."), {}
    if any(share <= 0 for share in shares):
        yield _("A criterion has no share of the points."), {}
    if shares and abs(sum(shares) - 1) > Decimal("0.0001"):
        percent = as_written(round(sum(shares) * 100, 2))
        yield _("The criteria make %(percent)s percent together, not 100."), {"percent": percent}


_FAULTS = {
    "single": _faults_of_choice,
    "multiple": _faults_of_choice,
    "truefalse": _faults_of_true_false,
    "shortanswer": _faults_of_accepted,
    "fill": _faults_of_fill,
    "numerical": _faults_of_numerical,
    "matching": _faults_of_matching,
    "ordering": _faults_of_ordering,
    "essay": _faults_of_open,
    "task": _faults_of_open,
    "description": lambda question: (),
}


def _doubts_about_texts(question):
    texts = [question.text, *(text for a in question.answers for text in (a.text, a.match or ""))]
    if found := sorted(set(_RADICALS.findall("".join(texts)))):
        meant = "".join(unicodedata.normalize("NFKC", char) for char in found)
        yield (
            _(
                "Radical signs (%(meant)s) stand where characters are meant, as after copying "
                "from a PDF; the text is kept as it is."
            ),
            {"meant": meant},
        )


def _doubts_about_options(answers, type_):
    keys = [comparison_key(answer.text) for answer in answers if answer.text]
    if len(set(keys)) < len(keys):
        yield _("Two options have the same text."), {}
    if type_ == "single" and sum(answer.fraction == 1 for answer in answers) > 1:
        yield _("More than one option of a single choice is marked as right; each counts."), {}
    if type_ == "single" and max(answer.fraction for answer in answers) < 1:
        yield _("No option of this single choice is worth all of the points."), {}
