"""The answer of one row of a table, type by type (EXAMS.md §2.4)."""

import re
from decimal import Decimal, InvalidOperation

from exams.formats import weights
from exams.formats.blanks import blanks_in, lines_in, split_answers, split_blanks, split_parts
from exams.formats.checks import BLANKS_DIFFER
from exams.formats.gift_comments import fill_answers
from exams.formats.lettered import answer_word, letters_in, truth_in
from exams.formats.numbers import number_of
from exams.formats.questions import LETTERS, Answer
from exams.formats.questions import marked as _
from exams.formats.type_words import CHOICE, type_named

_MARGIN = re.compile(r"\s*(?:±|\+/-|\+-|:|：)\s*")


class Unfit(Exception):
    """(sentence, facts) of why a row is not taken."""

    def __init__(self, sentence, **facts):
        super().__init__(sentence)
        self.sentence, self.facts = sentence, facts


def kind_of(named, text, answer, options):
    """The type, from the word for it or from what there is of question, answer and options."""
    if named:
        return _kind_named(named, answer, options)
    word = answer_word(answer)
    if len(options) < 2 and truth_in(word) is not None:
        return "truefalse"
    if options:
        return _choice_by(answer)
    if blanks_in(text):
        return "fill"
    if not answer:
        raise Unfit(_("The answer is missing."))
    raise Unfit(_("It is not said what type of question this is. Add a column 题型."))


def _kind_named(named, answer, options):
    kind = type_named(named)
    if kind is None:
        raise Unfit(
            _("The type %(type)s is not known; write 单选, 多选, 判断, 填空 or 简答."), type=named
        )
    if kind == "fill" and options and letters_in(answer_word(answer)):
        raise Unfit(_("A fill-in has no options; is this a choice?"))
    return kind if kind != CHOICE else _choice_by(answer)


def _choice_by(answer):
    return "multiple" if len(letters_in(answer_word(answer))) > 1 else "single"


def fill_in(parsed, question, given, options):
    """Adds the answers of a row: `given` is its answer cell, `options` letter → text.

    The type "fill" becomes "shortanswer" where there is one blank.
    """
    if not given and question.type not in ("essay", "task", "description"):
        raise Unfit(_("The answer is missing."))
    _READERS[question.type](parsed, question, given, options)


def _choose(parsed, question, given, options):
    word = answer_word(given)
    letters = letters_in(word)
    if not letters:
        letters = _named_by_text(parsed, question, given, options)
    if not set(letters) <= options.keys():
        raise Unfit(_("The answer %(answer)s names an option that is empty."), answer=word)
    if question.type == "single" and len(letters) > 1:
        raise Unfit(_("A single choice has one right answer; %(answer)s are several."), answer=word)
    last = LETTERS.index(max(options))
    if gaps := [letter.upper() for letter in LETTERS[:last] if letter not in options]:
        parsed.warn(
            question.place,
            _("Option %(letters)s is empty; the other options keep their letters."),
            letters=", ".join(gaps),
        )
    share = weights.share(len(letters))
    for letter, text in options.items():
        question.answers.append(Answer(letter, text, share if letter in letters else Decimal(0)))


def _named_by_text(parsed, question, given, options):
    """The letter of the one option whose text is the answer."""
    same = [letter for letter, text in options.items() if text.strip() == given.strip()]
    if len(same) != 1:
        raise Unfit(
            _("The answer %(answer)s is not one of the letters of the options."),
            answer=answer_word(given),
        )
    parsed.warn(
        question.place,
        _("The answer is given by its words, not its letter; it is option %(letter)s."),
        letter=same[0].upper(),
    )
    return same


def _judge(parsed, question, given, options):
    """True or false; given as A or B, the option's own text decides."""
    word = answer_word(given)
    if options and word.lower() in options:
        word = answer_word(options[word.lower()])
    truth = truth_in(word)
    if truth is None:
        raise Unfit(
            _("The answer %(answer)s is neither true nor false; 对 or 错 is expected."), answer=word
        )
    for key in ("true", "false"):
        question.answers.append(Answer(key, key, Decimal(truth == (key == "true"))))


def _fill(parsed, question, given, options):
    blanks = split_blanks(given)
    if any(not answer for answers in blanks for answer in answers):
        raise Unfit(_("A blank has no answer."))
    shown = lines_in(question.text)
    if len(blanks) == 1 and shown > 1:
        raise Unfit(BLANKS_DIFFER, shown=shown, filled=1)
    if len(blanks) > 1:
        question.answers = fill_answers(blanks)
    else:
        question.type = "shortanswer"
        question.answers = [Answer("", literal(text), Decimal(1)) for text in blanks[0]]


def _short_answer(parsed, question, given, options):
    """As Moodle reads it: * stands for any text."""
    question.answers = [Answer("", text, Decimal(1)) for text in split_answers(given)]


def literal(text):
    """In an accepted answer * stands for any text; in a fill-in it is only a star."""
    return text.replace("*", "\\*")


def _numerical(parsed, question, given, options):
    for text in split_answers(given):
        question.answers.append(_number(text))


def _number(text):
    low, dots, high = text.partition("..")
    if dots and None not in (ends := (number_of(low), number_of(high))):
        middle = (ends[0] + ends[1]) / 2
        return Answer("", f"{middle:f}", Decimal(1), tolerance=abs(ends[1] - middle))
    value, *margin = _MARGIN.split(text, maxsplit=1)
    tolerance = number_of(margin[0]) if margin else Decimal(0)
    if tolerance is None or (value != "*" and number_of(value) is None):
        raise Unfit(
            _("%(answer)s is not a number, a range or a number with a tolerance."), answer=text
        )
    return Answer("", value, Decimal(1), tolerance=tolerance)


def _matching(parsed, question, given, options):
    """Options are the left side; the answer holds what goes with them, in their order."""
    matches = split_parts(given)
    stems = [options.get(letter, "") for letter in LETTERS[: len(matches)]]
    if len(matches) < 2 or any(letter not in LETTERS[: len(matches)] for letter in options):
        raise Unfit(
            _("For matching, write what goes with each option into the answer, with | between.")
        )
    for stem, match in zip(stems, matches, strict=True):
        question.answers.append(Answer("", stem, Decimal(bool(stem)), match=match))


def _ordering(parsed, question, given, options):
    letters = letters_in(answer_word(given))
    if sorted(letters) != sorted(options):
        raise Unfit(_("The answer must name every option once, in the right order."))
    question.answers = [Answer("", options[letter], Decimal(1)) for letter in letters]


def _open(parsed, question, given, options):
    """Options are what the markers look for, else the answer is."""
    if given and options:
        raise Unfit(_("A question that people mark has no options; is this a choice?"))
    criteria = list(options.values()) or ([given] if given else [])
    share = weights.share(len(criteria)) if criteria else 0
    question.answers = [Answer("", text, share) for text in criteria]


def _description(parsed, question, given, options):
    if given and given != "\\":
        raise Unfit(_("A description has no answer."))


_READERS = {
    "single": _choose,
    "multiple": _choose,
    "truefalse": _judge,
    "fill": _fill,
    "shortanswer": _short_answer,
    "numerical": _numerical,
    "matching": _matching,
    "ordering": _ordering,
    "essay": _open,
    "task": _open,
    "description": _description,
}


def weigh(question, cell):
    """Percentages for the answers in their order, from a cell such as 50;50;0."""
    written = [text.strip().rstrip("%") for text in cell.replace("；", ";").split(";")]
    if len(written) != len(question.answers):
        raise Unfit(_("There are not as many weights as answers."))
    for text, answer in zip(written, question.answers, strict=True):
        try:
            answer.fraction = weights.weight_of(text)
        except (InvalidOperation, ValueError):
            raise Unfit(_("The weight %(weight)s is no number."), weight=text) from None


def widen(question, cell):
    """One tolerance for all numbers of the row that state none."""
    tolerance = number_of(cell)
    if tolerance is None:
        raise Unfit(_("The tolerance of %(answer)s is no number."), answer=cell)
    for answer in question.answers:
        answer.tolerance = answer.tolerance or tolerance
