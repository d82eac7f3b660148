"""Sittings of a whole exam: one form as §4.1 has it, several put together."""

import math

import numpy as np
import pytest

from exams.analysis.exam import analyse
from exams.analysis.leaks import Use
from exams.analysis.report import analyse as analyse_table
from exams.analysis.responses import read_responses
from tests.exams.analysis.sat import asked, sitting
from tests.exams.analysis.tables import lsat6_rows


@pytest.fixture(scope="module")
def lsat6():
    rows = list(lsat6_rows())
    sittings = [sitting([float(cell) for cell in row[1:]]) for row in rows[1:]]
    return analyse(asked(5), sittings), analyse_table(read_responses(rows), None, "rasch")


def test_one_form_gives_the_published_figures_of_lsat6(lsat6):
    (exam, questions), _table = lsat6

    assert [round(one.facility, 3) for one in questions] == [0.924, 0.709, 0.553, 0.763, 0.870]
    assert [round(one.rest_r, 4) for one in questions] == [0.1128, 0.1532, 0.1728, 0.1444, 0.1216]
    assert [round(one.difficulty, 2) for one in questions] == [-2.87, -1.06, -0.26, -1.39, -2.22]
    assert round(exam.alpha, 6) == 0.294997


def test_one_form_says_what_the_command_says(lsat6):
    (exam, questions), table = lsat6

    assert [one.efficiency for one in questions] == pytest.approx(
        [item["discriminative_efficiency"] for item in table["items"]]
    )
    test = table["test"]
    assert [exam.mean, exam.sd, exam.median, exam.standard_error] == pytest.approx(
        [20 * test[name] for name in ("mean", "sd", "median", "standard_error")]
    )


def test_a_question_counts_only_those_who_had_it():
    sittings = [sitting([1, 0, None], form="A"), sitting([None, 1, 1], form="B")] * 3

    _exam, questions = analyse(asked(3), sittings)

    assert [(one.people, one.facility) for one in questions] == [(3, 1), (6, 0.5), (3, 1)]


def test_rest_points_of_forms_go_together_as_shares():
    """Form B is worth ten times as much; by points alone its people would seem the better ones."""
    a = [sitting([mark, rest], form="A") for mark, rest in ((1, 1), (0, 0), (1, 0.5), (0, 0.5))]
    b = [sitting([s.points[1], None, 10 * s.points[2]], of={3: 10.0}, form="B") for s in a]

    _exam, (one, *_others) = analyse(asked(3), [*a, *b])

    marks, rest = [1, 0, 1, 0] * 2, [1, 0, 0.5, 0.5] * 2
    assert one.rest_r == pytest.approx(np.corrcoef(marks, rest)[0, 1])


def test_alpha_of_several_forms_is_their_mean_by_people():
    def people(form, n):
        marks = [(i % 2, (i // 2) % 2, i % 3 > 0, i % 2) for i in range(n)]
        return [sitting([float(m) for m in mark], form=form) for mark in marks]

    alphas = [analyse(asked(4), people("", n))[0].alpha for n in (30, 60)]
    both, _questions = analyse(asked(4), people("A", 30) + people("B", 60))

    assert both.alpha == pytest.approx((30 * alphas[0] + 60 * alphas[1]) / 90)


def test_with_a_form_for_each_person_there_is_no_alpha():
    exam, _questions = analyse(asked(2), [sitting([1, 0], form=str(n)) for n in range(40)])

    assert math.isnan(exam.alpha)


def test_a_form_drawn_for_each_person_has_no_alpha_but_its_questions_have_figures():
    people = [sitting([1, None, i % 2] if i % 2 else [0, i % 2, None]) for i in range(40)]

    exam, questions = analyse(asked(3), people)

    assert math.isnan(exam.alpha)
    assert [one.people for one in questions] == [40, 20, 20]


def test_people_stand_in_tenths_of_the_points_the_full_mark_in_the_last():
    exam, _questions = analyse(
        asked(3), [sitting([0, 0, 0]), sitting([0.3, 0, 0]), sitting([1, 1, 1])]
    )

    assert exam.bands == [1, 1, 0, 0, 0, 0, 0, 0, 0, 1]


def test_partly_right_answers_have_no_rasch_difficulty():
    sittings = [sitting([i % 2, (i // 2) % 2, 0.5 * (i % 3)]) for i in range(120)]

    _exam, questions = analyse(asked(3), sittings)

    assert [math.isnan(one.difficulty) for one in questions] == [False, False, True]


def test_fewer_than_a_hundred_people_give_no_rasch_difficulty():
    sittings = [sitting([i % 2, (i // 2) % 2]) for i in range(99)]

    assert all(math.isnan(one.difficulty) for one in analyse(asked(2), sittings)[1])


def test_the_best_and_the_last_third_are_those_by_the_other_questions():
    people = [sitting([float(i >= 20), i / 30]) for i in range(30)]

    _exam, (one, _other) = analyse(asked(2), people)

    assert (one.top, one.bottom) == (1, 0)


def wrong_key(people):
    """The better half chooses b, the others a, which is taken for right."""
    return [
        sitting([float(i < people / 2), i / people], said={1: "a" if i < people / 2 else "b"})
        for i in range(people)
    ]


def test_a_wrong_key_is_the_gravest_flag():
    _exam, (one, _other) = analyse(asked(2, "Ab"), wrong_key(30))

    assert one.flags == ["key", "weak"]


def test_fewer_than_thirty_people_flag_nothing():
    _exam, questions = analyse(asked(2, "Ab"), wrong_key(29))

    assert [one.flags for one in questions] == [[], []]


def test_an_option_hardly_anybody_chooses_is_idle():
    people = [
        sitting([float(i % 3 > 0), i / 60], said={1: "a" if i % 3 else "b"}) for i in range(60)
    ]

    _exam, (one, _other) = analyse(asked(2, "Abc"), people)

    assert "idle_option" in one.flags
    assert [(option.id, option.people) for option in one.options] == [
        ("a", 40),
        ("b", 20),
        ("c", 0),
    ]


def test_what_five_people_wrote_is_listed_and_never_idle():
    people = [
        sitting(
            [float(i < 80), i / 100], said={1: ["red" if i < 80 else "rd" if i < 85 else str(i)]}
        )
        for i in range(100)
    ]

    _exam, (one, _other) = analyse(asked(2), people)

    assert [(o.id, o.right, o.people) for o in one.options] == [("red", True, 80), ("rd", False, 5)]
    assert "idle_option" not in one.flags


def test_a_question_known_by_far_more_than_at_first_may_have_got_about():
    people = [sitting([float(i % 10 > 0), float(i % 2)]) for i in range(100)]
    first = {1: Use(0.6, 0.5, 100), 2: Use(0.5, 0.5, 100)}

    _exam, (leaked, other) = analyse(asked(2), people, first)

    assert ("leaked" in leaked.flags, "leaked" in other.flags) == (True, False)
