"""A key that was wrong: what a published paper counts as, once it is put right. No Django.

The paper itself stays as it was sat; a change is laid over its content whenever it is marked or
read. A question is known by its wording, whichever form or pool it stands in.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from exams.formats import weights
from exams.formats.sameness import as_written

KEY, ALL, NONE = "key", "all", "none"


@dataclass(frozen=True)
class Change:
    """`key` holds, by the type of the question, right: ids of options, pairs: part → option, or
    accepted: part → [{text, tolerance}]."""

    version: int
    way: str
    key: Mapping = field(default_factory=dict)


def content_with(content, changes: Iterable[Change]):
    """What one sitting counts as; of several changes of a question the last one holds."""
    by_version = {change.version: change for change in changes}
    if not by_version:
        return content
    questions = [_changed(one, by_version.get(one["version"])) for one in content["questions"]]
    return {**content, "questions": [one for one in questions if one is not None]}


def _changed(question, change):
    """The question under its change; None when it does not count."""
    if change is None:
        return question
    if change.way == NONE:
        return None
    if change.way == ALL:
        return {**question, "free": True}
    return with_key(question, change.key)


def with_key(question, key):
    if "pairs" in question:
        return {**question, "pairs": dict(key["pairs"])}
    if "accepted" in question:
        return {**question, "accepted": _accepted(question, key["accepted"])}
    return {**question, "options": _options(question, set(key["right"]))}


def _accepted(question, right):
    """The new right answers; what was worth a part of the points before still is."""
    rows = [
        {"part": part, "fraction": "1", "feedback": "", **answer}
        for part, answers in right.items()
        for answer in answers
    ]
    there = {(row["part"], row["text"]) for row in rows}
    partly = [
        row
        for row in question["accepted"]
        if Decimal(row["fraction"]) < 1 and (row["part"], row["text"]) not in there
    ]
    return rows + partly


def _options(question, right):
    """Several options share the points where one chooses several, else each is worth all."""
    many = question["type"] == "multiple"
    share = as_written(weights.share(len(right))) if many else "1"
    costs = any(Decimal(option["fraction"]) < 0 for option in question["options"])
    wrong = f"-{share}" if many and costs else "0"
    return [
        {**option, "fraction": share if option["id"] in right else wrong}
        for option in question["options"]
    ]


def key_of(question):
    """The key as a change would hold it, to start from."""
    if "pairs" in question:
        return {"pairs": dict(question["pairs"])}
    if "accepted" in question:
        return {"accepted": {part["id"]: _best(question, part["id"]) for part in question["parts"]}}
    return {"right": [o["id"] for o in question["options"] if Decimal(o["fraction"]) > 0]}


def _best(question, part):
    return [
        {"text": answer["text"], "tolerance": answer["tolerance"]}
        for answer in question["accepted"]
        if answer["part"] == part and Decimal(answer["fraction"]) == 1
    ]
