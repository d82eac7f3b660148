"""The wrong-answer book (错题本): how a question gets in and out."""

from dataclasses import dataclass, replace
from datetime import date

RIGHT_DAYS = 2


@dataclass(frozen=True)
class Place:
    """A question's place in somebody's book; without `entered_on` it was never in."""

    entered_on: date | None = None
    left_on: date | None = None
    right_days: int = 0
    last_right_on: date | None = None

    @property
    def is_in(self):
        return self.entered_on is not None and self.left_on is None


def after_wrong(place, day):
    """In, or still in; whatever was right before counts no more."""
    entered = place.entered_on if place.is_in else day
    return Place(entered_on=entered)


def after_right(place, day, hinted=False):
    """Out after two right answers on different days; one with a hint is none of them."""
    if not place.is_in or hinted or place.last_right_on == day:
        return place
    days = place.right_days + 1
    left = day if days >= RIGHT_DAYS else None
    return replace(place, right_days=days, last_right_on=day, left_on=left)


def taken_back(place):
    """In again by her own wish, from the beginning."""
    return Place(entered_on=place.entered_on)
