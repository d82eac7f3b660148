"""What every reader of a question file gives back, and when two questions are the same."""

import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal

SUPPORTED = ("single", "multiple", "truefalse")
LETTERS = "abcdefghijklmnopqrstuvwxyz"

# From PDF files: U+2F00 looks like 一 and is not found by anybody who types 一.
_RADICALS = re.compile("[\u2e80-\u2fdf]")
# Where NFKC would change the meaning: 10² is not 102, ½ is not 1⁄2.
_KEPT = ("<super>", "<sub>", "<fraction>")
_ALL_OR_NONE = re.compile(
    r"^(以上|上述|前面|前述)|^(都|全|全都|均|皆)(不?对|不?正确|不?是|错误?)[。.]?$"
    r"|^(all|none|both) of the above",
    re.IGNORECASE,
)
_NAMES_LETTERS = re.compile(r"^(选项)?[A-H]\s*([、和与及,，]|and)\s*(选项)?[A-H]", re.IGNORECASE)


@dataclass
class Answer:
    """An option; `key` is its canonical id and stays with it however options are shuffled."""

    key: str
    text: str
    fraction: Decimal = Decimal(0)
    feedback: str = ""


@dataclass
class Question:
    type: str
    name: str
    text: str
    place: int  # the line or row it begins at, from 1
    answers: list[Answer] = field(default_factory=list)
    explanation: str = ""
    topic: str = ""

    @property
    def hash(self):
        return content_hash(self.type, self.text, [(a.text, a.fraction) for a in self.answers])


def marked(sentence):
    """Marks a sentence for translation; who shows it translates it, then fills it in."""
    return sentence


_ = marked


@dataclass(frozen=True)
class Problem:
    place: int
    sentence: str
    facts: dict = field(default_factory=dict)

    def told(self, translate=str):
        sentence = translate(self.sentence)
        return sentence % self.facts if self.facts else sentence


@dataclass
class Parsed:
    counted_in: str  # "line" or "row"
    questions: list[Question] = field(default_factory=list)
    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def error(self, place, sentence, **facts):
        self.errors.append(Problem(place, sentence, facts))

    def warn(self, place, sentence, **facts):
        self.warnings.append(Problem(place, sentence, facts))

    def add(self, question):
        """Takes a question, or says why it cannot be taken; warns of what looks wrong in it."""
        if fault := _fault_of(question):
            self.error(
                question.place, fault, **({"type": question.type} if "%(type)s" in fault else {})
            )
            return
        for warning, facts in _doubts_about(question):
            self.warn(question.place, warning, **facts)
        self.questions.append(question)

    def as_json(self, imported, duplicates, translate=str):
        def told(problem):
            return {self.counted_in: problem.place, "message": problem.told(translate)}

        return {
            "imported": imported,
            "duplicates": duplicates,
            "questions": [self._question_as_json(question) for question in self.questions],
            "errors": [told(problem) for problem in self.errors],
            "warnings": [told(problem) for problem in self.warnings],
        }

    def _question_as_json(self, question):
        answers = [
            {"text": a.text, "fraction": float(a.fraction), "feedback": a.feedback}
            for a in question.answers
        ]
        return {
            "type": question.type,
            "name": question.name,
            "text": question.text,
            "answers": answers,
            self.counted_in: question.place,
        }


def comparison_key(text):
    """Equal for texts that differ in width, compatibility forms and white space only."""
    folded = (
        char
        if unicodedata.decomposition(char).startswith(_KEPT)
        else unicodedata.normalize("NFKC", char)
        for char in unicodedata.normalize("NFC", text)
    )
    return unicodedata.normalize("NFC", re.sub(r"\s+", "", "".join(folded)))


def content_hash(type_, text, answers):
    """The same text, options and key, in whatever order and under whatever id."""
    options = sorted((comparison_key(answer), str(Decimal(f) + 0)) for answer, f in answers)
    content = json.dumps([type_, comparison_key(text), options], ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()


def pinned_keys(answers):
    """Options that keep their place when options are shuffled: 以上都对 and its relations.

    When an option names others by letter (A和B都对), none may move.
    """
    if any(_NAMES_LETTERS.search(answer.text.strip()) for answer in answers):
        return {answer.key for answer in answers}
    return {answer.key for answer in answers if _ALL_OR_NONE.search(answer.text.strip())}


def short(text, length=60):
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1] + "…"


def _fault_of(question):
    if question.type not in SUPPORTED:
        return _(
            "Questions of the type %(type)s cannot be taken yet; single choice, multiple choice "
            "and true/false can."
        )
    if not question.text.strip():
        return _("The question has no text.")
    if len(question.answers) < 2:
        return _("A choice question needs at least two options.")
    if len(question.answers) > len(LETTERS):
        return _("A choice question has at most 26 options.")
    if any(abs(answer.fraction) > 1 for answer in question.answers):
        return _("A weight is more than 100 percent.")
    if all(answer.fraction <= 0 for answer in question.answers):
        return _("No option is marked as right.")
    return ""


def _doubts_about(question):
    texts = [question.text, *(answer.text for answer in question.answers)]
    if found := sorted(set(_RADICALS.findall("".join(texts)))):
        meant = "".join(unicodedata.normalize("NFKC", char) for char in found)
        yield (
            _(
                "Radical signs (%(meant)s) stand where characters are meant, as after copying "
                "from a PDF; the text is kept as it is."
            ),
            {"meant": meant},
        )
    keys = [comparison_key(answer.text) for answer in question.answers]
    if len(set(keys)) < len(keys):
        yield _("Two options have the same text."), {}
    if question.type == "single" and sum(a.fraction == 1 for a in question.answers) > 1:
        yield _("More than one option of a single choice is marked as right; each counts."), {}
