"""When a question comes again: FSRS with its default parameters, in whole days.

The library counts hours; somebody who practises in the evening and again next morning has slept
between. So every day of the county stands for its noon, said as UTC.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from importlib.metadata import version

from fsrs import Card, Rating, Scheduler

LIBRARY = version("fsrs")
SCHEDULER = Scheduler(
    learning_steps=(),
    relearning_steps=(),
    enable_fuzzing=False,
    desired_retention=0.9,
    maximum_interval=180,
)


@dataclass(frozen=True)
class Memory:
    """What is kept of a person and a question; `state` is the library's own JSON."""

    state: str
    due_on: date
    stability: float
    library: str = LIBRARY


def rating_of(right, hinted):
    """Nobody grades herself: the answer does."""
    if not right:
        return Rating.Again
    return Rating.Hard if hinted else Rating.Good


def reviewed(state, rating, day, number):
    """The memory after an answer of that day; an empty state is a first meeting.

    `number` names the card where there is no state yet.
    """
    moment = datetime.combine(day, time(12), UTC)
    card = Card.from_json(state) if state else Card(card_id=number, due=moment)
    card, _log = SCHEDULER.review_card(card, Rating(rating), moment)
    return Memory(card.to_json(), card.due.date(), card.stability)
