"""A paper's content: what is frozen, what a candidate may see of it. Plain data, no Django."""

import hashlib
import json
from dataclasses import dataclass
from decimal import Decimal

from exams import frozen


@dataclass(frozen=True)
class ShownPicture:
    sha256: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class ShownOption:
    id: str
    text: str
    letter: str
    picture: ShownPicture | None = None


@dataclass(frozen=True)
class ShownPart:
    """A blank, the left side of a pair, or a place in an order."""

    id: str
    text: str


@dataclass(frozen=True)
class ShownRow:
    """A line to be answered by itself; `choices` are (value, text), none where one types."""

    id: str
    text: str
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class ShownQuestion:
    """A question as a candidate sees it: nothing here says which option is right."""

    slot: int
    type: str
    text: str
    choose: int  # how many options to choose
    options: tuple[ShownOption, ...]
    parts: tuple[ShownPart, ...] = ()
    picture: ShownPicture | None = None

    @property
    def is_multiple(self):
        return self.type == "multiple"

    @property
    def is_typed(self):
        return self.type in frozen.TYPED

    @property
    def is_written(self):
        return self.type == "essay"

    @property
    def is_file(self):
        return self.type == "task"

    @property
    def rows(self):
        """What is answered line by line; an order is asked for the other way round, by place."""
        if self.type == "ordering":
            return tuple(
                ShownRow(o.id, o.text, tuple((f"{p.id}:{o.id}", p.text) for p in self.parts))
                for o in self.options
            )
        return tuple(
            ShownRow(p.id, p.text, tuple((f"{p.id}:{o.id}", o.text) for o in self.options))
            for p in self.parts
        )


def content_of(rule, questions):
    """Freezes a rule and questions (slot, points, version, options) as plain data."""
    return {"rule": {"multiple": rule}, "questions": [_frozen(*parts) for parts in questions]}


def forms_content(rule, forms):
    """As `content_of`, with the questions of each form; of a single form the same content."""
    if len(forms) == 1:
        return content_of(rule, forms[0])
    frozen_forms = [{"questions": [_frozen(*parts) for parts in form]} for form in forms]
    return {"rule": {"multiple": rule}, "forms": frozen_forms}


def pool_content(rule, questions, lots, enemies):
    """A pool, of which each person gets as many as each lot says: count, numbers of the pool."""
    pool = [_frozen(*parts) for parts in questions]
    return {"rule": {"multiple": rule}, "pool": pool, "lots": lots, "enemies": enemies}


def content_for(content, form=1, drawn=()):
    """What one sitting is made of: rule and questions, whatever the paper holds."""
    if "pool" in content:
        pool = {question["slot"]: question for question in content["pool"]}
        chosen = [{**pool[n], "slot": slot} for slot, n in enumerate(drawn, start=1)]
        return {"rule": content["rule"], "questions": chosen}
    if "forms" in content:
        return {"rule": content["rule"], "questions": content["forms"][form - 1]["questions"]}
    return content


def form_numbers(content):
    return range(1, len(content.get("forms", [None])) + 1)


def is_marked_by_people(content):
    """Whether any question that somebody may get needs people to mark it."""
    return any(frozen.is_open(question) for question in all_questions(content))


def without_open(content):
    """What is left when nobody marks."""
    kept = [question for question in content["questions"] if not frozen.is_open(question)]
    return {**content, "questions": kept}


def length_of(content):
    """How many questions one person answers."""
    if "pool" in content:
        return sum(lot["count"] for lot in content["lots"])
    return len(content_for(content)["questions"])


def all_questions(content):
    """Of all forms, or of the whole pool."""
    if "pool" in content:
        return content["pool"]
    return [q for n in form_numbers(content) for q in content_for(content, n)["questions"]]


def _frozen(slot, points, version, options):
    kept = {
        "slot": slot,
        "question": version.question_id,
        "version": version.pk,
        "type": version.type,
        "text": version.text,
        "explanation": version.explanation,
        "points": str(points),
        **frozen.picture_of(version),
        **frozen.answers_of(version.type, options),
    }
    if version.case_matters:
        kept["case_matters"] = True
    return kept


def sha256_of(content):
    """The hash that says it is still the same paper."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def shown(content, orders):
    """The questions in the order of the paper, options in the order of this sitting."""
    return [_shown(question, orders.get(question["slot"])) for question in content["questions"]]


def _shown(question, order):
    kept = {option["id"]: option for option in question["options"]}
    ids = order or list(kept)
    right = sum(Decimal(option["fraction"]) > 0 for option in question["options"])
    letters = [""] * len(ids) if question["type"] == "truefalse" else map(chr, range(65, 91))
    return ShownQuestion(
        question["slot"],
        question["type"],
        question["text"],
        right if question["type"] == "multiple" else 1,
        tuple(
            ShownOption(key, kept[key]["text"], letter, _picture(kept[key]))
            for key, letter in zip(ids, letters, strict=False)
        ),
        tuple(ShownPart(part["id"], part["text"]) for part in question.get("parts", ())),
        _picture(question),
    )


def _picture(frozen_row):
    kept = frozen_row.get("picture")
    return ShownPicture(**kept) if kept else None


def points_each(count):
    """A hundred points when they come out even, else a point a question."""
    share = Decimal(100) / count
    return share if share * 2 == int(share * 2) else Decimal(1)


def with_key(content):
    """The questions with what is right, for those who made the paper."""
    return [
        {
            "slot": question["slot"],
            "text": question["text"],
            "picture": question.get("picture"),
            "points": Decimal(question["points"]),
            "options": [
                {**option, "is_right": Decimal(option["fraction"]) > 0}
                for option in ([] if "parts" in question else question["options"])
            ],
            "right": []
            if question["options"] and "parts" not in question
            else frozen.right_words(question),
            "by_people": frozen.is_open(question),
            "model": question["explanation"],
        }
        for question in content["questions"]
    ]
