"""The table of EXAMS.md §7, computed."""

from fractions import Fraction

import pytest

from exams.practice.mastery import Standing, certainty, is_enough, missing


def fewest(wrong, sure):
    tried = wrong
    while not is_enough(tried - wrong, tried, sure):
        tried += 1
    return tried - wrong, tried


@pytest.mark.parametrize(
    ("wrong", "expected"), [(0, (7, 7)), (1, (12, 13)), (2, (18, 20)), (3, (23, 26))]
)
def test_so_many_right_answers_are_enough(wrong, expected):
    assert fewest(wrong, Fraction(4, 5)) == expected


@pytest.mark.parametrize(("wrong", "expected"), [(0, (10, 10)), (1, (16, 17)), (2, (22, 24))])
def test_more_certainty_asks_for_more_answers(wrong, expected):
    assert fewest(wrong, Fraction(9, 10)) == expected


def test_without_an_answer_every_share_is_equally_likely():
    assert certainty(0, 0) == Fraction(1, 5)


def test_the_certainty_is_exact():
    assert certainty(7, 7) == 1 - Fraction(4, 5) ** 8


@pytest.mark.parametrize(
    ("right", "tried", "expected"), [(0, 0, 7), (5, 5, 2), (7, 7, 0), (5, 6, 7), (0, 3, 23)]
)
def test_what_is_missing_is_said_in_questions(right, tried, expected):
    assert missing(right, tried) == expected


def test_answers_of_one_day_are_not_enough():
    standing = Standing(right=7, tried=7, days=1, there=10)

    assert standing.needs_another_day
    assert not standing.is_mastered


def test_answers_of_two_days_are_enough():
    assert Standing(right=7, tried=7, days=2, there=10).is_mastered


@pytest.mark.parametrize(("there", "too_small"), [(6, True), (7, False)])
def test_a_topic_of_few_questions_says_too_little(there, too_small):
    assert Standing(right=0, tried=0, days=0, there=there).is_too_small == too_small


def test_where_new_questions_run_out_old_ones_have_to_get_right():
    assert Standing(right=5, tried=6, days=2, there=10).to_improve
    assert not Standing(right=5, tried=5, days=2, there=10).to_improve
