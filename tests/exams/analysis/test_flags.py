"""The flags of EXAMS.md §4.3, each at its limit."""

import pytest

from exams.analysis.report import analyse
from exams.analysis.responses import read_responses
from tests.exams.analysis.tables import responses, table


def flags(people, key=None):
    read = read_responses(table(people))
    known = dict(zip(read.items, key, strict=True)) if key else None
    return [item["flags"] for item in analyse(read, known)["items"]]


def in_order(right, people=100):
    """A column: the best people, who stand last, are right."""
    return [0] * (people - right) + [1] * right


def with_others(column):
    """People with an item to look at beside three that say who knows more."""
    n = len(column)
    return [(mark, place * 3 >= n, place * 2 >= n, place * 3 >= 2 * n)
            for place, mark in enumerate(column)]  # fmt: skip


def as_marks(people):
    return [tuple(map(int, person)) for person in people]


@pytest.mark.parametrize(
    ("right", "expected"),
    [(96, ["too_easy"]), (95, []), (20, []), (19, ["too_hard"])],
)
def test_too_easy_and_too_hard(right, expected):
    assert flags(as_marks(with_others(in_order(right))))[0] == expected


def test_all_right_is_too_easy_and_none_right_too_hard():
    assert flags([(1, 0)] * 30) == [["too_easy"], ["too_hard"]]


def test_an_item_that_has_nothing_to_do_with_the_rest_is_weak():
    column = [place % 2 for place in range(100)]

    assert flags(as_marks(with_others(column)))[0] == ["weak"]


def test_an_item_the_weaker_get_right_has_a_doubtful_key():
    turned = [1 - mark for mark in in_order(50)]

    assert flags(as_marks(with_others(turned)))[0] == ["key", "weak"]


def test_fewer_than_thirty_people_say_nothing():
    assert flags([(1, 0)] * 29) == [[], []]


def raw(column):
    """Raw answers to an item, with the others as A (right) and B."""
    return [(answer, *("BA"[mark] for mark in others)) for answer, (_x, *others) in
            zip(column, with_others(column), strict=True)]  # fmt: skip


def test_a_distractor_the_better_choose_doubts_the_key():
    column = ["A"] * 30 + ["C"] * 20 + ["B"] * 50

    assert "key" in flags(raw(column), "AAAA")[0]
    assert "key" not in flags(raw(column), "BAAA")[0]


@pytest.mark.parametrize(("times", "idle"), [(3, False), (2, True)])
def test_a_distractor_fewer_than_three_in_a_hundred_choose_is_idle(times, idle):
    column = ["B"] * (50 - times) + ["C"] * times + ["A"] * 50

    assert ("idle_option" in flags(raw(column), "AAAA")[0]) == idle


def test_a_letter_between_that_nobody_chose_is_idle():
    column = ["B"] * 20 + ["D"] * 30 + ["A"] * 50

    assert flags(raw(column), "AAAA")[0] == ["idle_option"]


def test_options_of_a_multiple_choice_are_its_letters():
    column = ["AC"] * 30 + ["A"] * 20 + ["AB"] * 50

    assert flags(raw(column), ["AB", *"AAA"])[0] == []


def test_true_and_false_are_words_and_not_letters_up_to_t():
    column = ["F"] * 50 + ["T"] * 50

    assert flags(raw(column), "TAAA")[0] == []


def test_who_did_not_answer_chose_no_option():
    column = [""] * 40 + ["B"] * 2 + ["A"] * 58

    # Two of sixty are more than three in a hundred, two of a hundred are not.
    assert flags(raw(column), "AAAA")[0] == []


def test_marks_between_nothing_and_all_doubt_no_key():
    turned = [(2 - mark - (place % 2) * 0.5) for place, mark in enumerate(in_order(50))]
    people = [(mark, *map(int, others)) for mark, (_x, *others) in
              zip(turned, with_others(turned), strict=True)]  # fmt: skip

    assert analyse(responses(people))["items"][0]["flags"] == ["weak"]
