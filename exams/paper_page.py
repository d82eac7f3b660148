"""What the page of a paper shows: its forms or its pool, with what is right, and the sums."""

from dataclasses import dataclass
from decimal import Decimal

from exams import papers


@dataclass(frozen=True)
class Part:
    """The questions of one form, or of one row of the pool; `wanted` is how many each gets."""

    number: int
    questions: list[dict]
    wanted: int
    points: Decimal  # that one person can get for them

    @property
    def there(self):
        return len(self.questions)


def parts_of(content):
    """The forms, or the rows of the pool."""
    if "pool" not in content:
        return [_form(content, number) for number in papers.form_numbers(content)]
    return [_lot(content, number) for number in range(1, len(content["lots"]) + 1)]


def _form(content, number):
    questions = papers.with_key(papers.content_for(content, number))
    points = sum((question["points"] for question in questions), Decimal(0))
    return Part(number, questions, len(questions), points)


def _lot(content, number):
    lot = content["lots"][number - 1]
    inside = [question for question in content["pool"] if question["slot"] in set(lot["from"])]
    questions = papers.with_key({"questions": inside})
    return Part(number, questions, lot["count"], lot["count"] * Decimal(lot["points"]))


def context_of(paper, content, wanted="1"):
    parts = parts_of(content)
    shown = next((part for part in parts if str(part.number) == wanted), parts[0])
    each = parts if paper.is_by_lot else parts[:1]
    return {
        "paper": paper,
        "parts": parts,
        "shown": shown,
        "count": sum(part.wanted for part in each),
        "points": sum((part.points for part in each), Decimal(0)),
    }
