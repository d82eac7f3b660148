"""The intervals that EXAMS.md §7 gives for `fsrs` 6.3.2, and what is kept of a card."""

import json
from datetime import date, timedelta

import pytest
from fsrs import Rating

from exams.practice.scheduling import LIBRARY, rating_of, reviewed

DAY = date(2026, 8, 15)
AGAIN, HARD, GOOD = Rating.Again, Rating.Hard, Rating.Good


def intervals(*ratings):
    """Days to the next answer, each given on the day it is due."""
    state, day, found = "", DAY, []
    for rating in ratings:
        memory = reviewed(state, rating, day, 7)
        found.append((memory.due_on - day).days)
        state, day = memory.state, memory.due_on
    return found


def test_right_answers_come_back_at_growing_distances():
    assert intervals(GOOD, GOOD, GOOD) == [2, 11, 46]


def test_a_wrong_answer_brings_the_question_back_soon():
    assert intervals(GOOD, GOOD, GOOD, AGAIN, GOOD, GOOD)[3:] == [3, 8, 19]


def test_no_question_stays_away_for_longer_than_half_a_year():
    assert max(intervals(*[GOOD] * 8)) == 180


@pytest.mark.parametrize(
    ("right", "hinted", "expected"),
    [(False, False, AGAIN), (False, True, AGAIN), (True, True, HARD), (True, False, GOOD)],
)
def test_the_answer_grades_itself(right, hinted, expected):
    assert rating_of(right, hinted) == expected


def test_a_question_that_was_wrong_comes_on_another_day():
    assert reviewed("", AGAIN, DAY, 7).due_on == DAY + timedelta(days=1)


def test_a_card_is_kept_in_the_form_of_the_library_and_in_utc():
    memory = reviewed("", GOOD, DAY, 7)

    kept = json.loads(memory.state)
    assert (kept["card_id"], kept["last_review"]) == (7, "2026-08-15T12:00:00+00:00")
    assert memory.library == LIBRARY == "6.3.2"


def test_the_same_answers_give_the_same_card():
    assert reviewed("", GOOD, DAY, 7) == reviewed("", GOOD, DAY, 7)


def test_an_answer_the_next_day_counts_as_a_day_later_whatever_the_hour():
    first = reviewed("", AGAIN, DAY, 7)

    same_day = reviewed(first.state, GOOD, DAY, 7)
    next_day = reviewed(first.state, GOOD, DAY + timedelta(days=1), 7)

    assert next_day.stability != same_day.stability
