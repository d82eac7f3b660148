"""One question, whatever file it came from (EXAMS.md §2.6)."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from exams.formats.sameness import content_hash

TYPES = (
    "single", "multiple", "truefalse", "shortanswer", "fill", "numerical", "matching", "ordering",
    "essay", "task", "description",
)  # fmt: skip
CHOICES = ("single", "multiple", "truefalse")
BY_PEOPLE = ("essay", "task")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
LONGEST_NAME, LONGEST_TOPIC, LONGEST_CODE, MOST_TAGS = 200, 120, 100, 20
LONGEST_ALT = 200

_NO_TEXT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
# Between the parts of a path; // is a stroke that belongs to a name.
_STROKE = re.compile("(?<!/)/(?!/)")
_LINE_END = re.compile("\r\n?|\x85|\u2028|\u2029")
# Signs that take no room: a cell of a workbook loses them, so no text keeps them.
_SPACES = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())
_EDGES = f"{_SPACES}\u200b\u200e\u200f\ufeff"


@dataclass(frozen=True)
class Picture:
    """As it is kept (`exams.pictures`), with what it shows for those who cannot see it."""

    sha256: str
    data: str  # in base64
    width: int
    height: int
    alt: str


@dataclass
class Answer:
    """One answer; what it means depends on the type of the question.

    single, multiple, truefalse: an option and its weight. shortanswer: an accepted answer.
    numerical: a number (or * for any) that may be missed by `tolerance`. fill: an accepted
    answer of the blank whose number is `match`. matching: `text` goes with `match`; without a
    text it leads astray. ordering: the parts in their right order. essay, task: what the people
    who mark look for, and its share of the points.

    `key` is its canonical id and stays with it however options are shuffled.
    """

    key: str
    text: str
    fraction: Decimal = Decimal(0)
    feedback: str = ""
    tolerance: Decimal | None = None
    match: str | None = None
    pinned: bool | None = None  # keeps its place; None: nobody has said
    picture: Picture | None = None  # of an option; it may stand without a text

    @property
    def words(self):
        """What stands for it where no picture is shown."""
        return self.text or (self.picture.alt if self.picture else "")


@dataclass
class Question:
    type: str
    name: str
    text: str
    place: int  # the line or row it begins at, from 1
    answers: list[Answer] = field(default_factory=list)
    explanation: str = ""
    topic: str = ""  # the path of its category, parts divided by /
    code: str = ""  # the id it has in its owner's list
    tags: list[str] = field(default_factory=list)
    case_matters: bool = False  # of a short answer: Word is not word
    sheet: str = ""  # where a workbook has several
    picture: Picture | None = None
    difficulty: Decimal | None = None  # the share of the points people are expected to get

    @property
    def hash(self):
        answers = [
            (_seen(a.text, a.picture), a.fraction, a.tolerance, a.match) for a in self.answers
        ]
        return content_hash(self.type, _seen(self.text, self.picture), answers)

    @property
    def blanks(self):
        """Of a fill-in: the accepted answers of each blank, in the order of the blanks."""
        found = {}
        for answer in self.answers:
            found.setdefault(answer.match, []).append(answer.text)
        return list(found.values())


def _seen(text, picture):
    """Two questions with the same words about different pictures are not the same."""
    return f"{text}\0{picture.sha256}" if picture else text


def marked(sentence):
    """Marks a sentence for translation; who shows it translates it, then fills it in."""
    return sentence


def settle(question):
    """Texts without signs that are no text, and a key for every answer."""
    question.text, question.explanation = tidy(question.text), tidy(question.explanation)
    question.name = short(one_line(question.name), LONGEST_NAME) or short(question.text)
    question.topic = topic_of(question.topic)
    question.code = one_line(question.code)[:LONGEST_CODE].strip()
    tags = (one_line(tag)[:LONGEST_CODE].strip() for tag in question.tags)
    question.tags = list(dict.fromkeys(filter(None, tags)))[:MOST_TAGS]
    for place, answer in enumerate(question.answers):
        answer.text, answer.feedback = tidy(answer.text), tidy(answer.feedback)
        if answer.match is not None:
            answer.match = tidy(answer.match)
        if question.type == "numerical":
            # Any number at all cannot be missed by anything.
            exact = answer.tolerance or Decimal(0)
            answer.tolerance = None if answer.text == "*" else exact
        if not answer.key:
            is_choice = question.type in CHOICES and place < len(LETTERS)
            answer.key = LETTERS[place] if is_choice else str(place + 1)


def tidy(text):
    """Without white space around it and signs that are no text, line ends as one sign."""
    text = _NO_TEXT.sub("", _LINE_END.sub("\n", text))
    return text.strip(_EDGES)


def one_line(text):
    return " ".join(tidy(text).split())


def short(text, length=60):
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1] + "…"


def topic_of(path):
    """A path as topic: without empty parts, and cut at a length."""
    parts = [one_line(part) for part in _STROKE.split(one_line(path)[:LONGEST_TOPIC])]
    return "/".join(filter(None, parts)).strip("/ ")


def category_topic(path):
    """The topic of a Moodle category: $course$/top/Files/Names → Files/Names."""
    parts = [part.strip() for part in _STROKE.split(path.strip())]
    if parts and re.fullmatch(r"\$\w+\$", parts[0]):
        parts = parts[1:]
    return topic_of("/".join(parts[1:] if parts and parts[0] == "top" else parts))


def topic_category(topic):
    """The other way round."""
    return f"$course$/top/{topic}" if topic else "$course$/top"
