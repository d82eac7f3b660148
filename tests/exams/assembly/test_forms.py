"""Forms by a blueprint: what they hold, that nothing is better, and what is said when none are."""

from collections import Counter
from decimal import Decimal
from random import Random

import pytest

from exams.assembly import search
from exams.assembly.blueprint import Blueprint, Cell
from exams.assembly.forms import assemble
from exams.refusals import Refused
from tests.exams.assembly.banks import bank, every_pair, item, scores, spread


def in_cell(items, form, topic=None, type_=None, band=None):
    cell = Cell(topic, type_, band, 0, 0)
    return sum(cell.holds(item) for item in items if item.id in form)


@pytest.mark.parametrize("seed", range(8))
def test_no_two_forms_of_a_tiny_bank_are_more_equal(seed):
    items = bank(8, seed)

    made = assemble(items, 2, Blueprint(3))

    best = min(spread(items, forms) for forms in every_pair(items, 3))
    assert (made.status, made.gap) == ("optimal", 0)
    assert made.spread == spread(items, made.forms) == best


@pytest.mark.parametrize("seed", range(4))
def test_nothing_is_better_among_forms_that_keep_to_the_blueprint(seed):
    items = bank(9, seed, topics=("Files", "Safety"))
    topics = {item.id: item.topic for item in items}
    cells = (Cell("Files", None, None, 1, 1), Cell("Safety", None, None, 2, 2))

    made = assemble(items, 2, Blueprint(3, cells))

    keeping = [
        forms
        for forms in every_pair(items, 3)
        if all(Counter(map(topics.get, form)) == {"Files": 1, "Safety": 2} for form in forms)
    ]
    assert made.status == ("optimal" if keeping else "infeasible")
    assert made.spread == min((spread(items, forms) for forms in keeping), default=0)


def test_where_every_question_is_needed_what_cannot_be_shared_out_is_no_fault():
    items = [item(f"q{n}", "0.5") for n in range(5)] + [item("odd", "0.51")]

    made = assemble(items, 2, Blueprint(3))

    assert (made.status, made.spread, made.gap) == ("optimal", Decimal("0.01"), 0)


def test_finer_difficulties_than_four_decimals_leave_a_gap_that_is_told():
    items = [item(f"q{n}", f"0.{n}00004{n}") for n in range(1, 9)]

    made = assemble(items, 2, Blueprint(3))

    best = min(spread(items, forms) for forms in every_pair(items, 3))
    assert made.spread == spread(items, made.forms)
    assert made.spread - made.gap <= best <= made.spread


def test_forms_have_the_wanted_length_and_no_common_question():
    made = assemble(bank(120), 4, Blueprint(20))

    used = [id_ for form in made.forms for id_ in form]
    assert [len(form) for form in made.forms] == [20] * 4
    assert len(set(used)) == 80


def test_a_form_keeps_the_order_of_the_bank():
    items = bank(60)

    for form in assemble(items, 2, Blueprint(20)).forms:
        assert list(form) == [item.id for item in items if item.id in form]


def test_cells_points_and_time_are_kept():
    items = [
        item(f"q{n}", f"0.{30 + n}", ("Files", "Safety")[n % 2], points=1 + n % 3, seconds=30 + n)
        for n in range(40)
    ]
    cells = (Cell("Files", None, None, 2, 3), Cell(None, None, "hard", 1, 2))

    made = assemble(items, 2, Blueprint(8, cells, points=16, seconds=(380, 400)))

    chosen = [[item for item in items if item.id in form] for form in made.forms]
    assert [sum(item.points for item in form) for form in chosen] == [16, 16]
    assert all(380 <= sum(item.seconds for item in form) <= 400 for form in chosen)
    assert all(2 <= in_cell(items, form, "Files") <= 3 for form in made.forms)
    assert all(1 <= in_cell(items, form, band="hard") <= 2 for form in made.forms)


def test_enemies_are_never_on_one_form():
    items = bank(24)
    enemies = tuple(frozenset({f"q{n}", f"q{n + 1}"}) for n in range(0, 24, 2))

    made = assemble(items, 2, Blueprint(12, enemies=enemies))

    assert all(len(group & set(form)) < 2 for group in enemies for form in made.forms)


def test_anchors_are_on_every_form_and_nothing_else_is_on_two():
    made = assemble(bank(40), 3, Blueprint(10, anchors=frozenset({"q3", "q7"})))

    times = Counter(id_ for form in made.forms for id_ in form)
    assert {id_ for id_, n in times.items() if n > 1} == {"q3", "q7"}
    assert {times["q3"], times["q7"]} == {3}


def test_a_target_is_what_forms_come_near_to():
    items = bank(200)

    made = assemble(items, 3, Blueprint(10, target=Decimal("4.5")))

    assert scores(items, made.forms) == [Decimal("4.5")] * 3


def test_of_questions_that_are_as_good_those_used_less_are_taken():
    worn = [item(f"old{n}", "0.5", used=n + 1) for n in range(20)]
    fresh = [item(f"new{n}", "0.5") for n in range(20)]

    made = assemble(worn + fresh, 2, Blueprint(10))

    assert {id_[:3] for form in made.forms for id_ in form} == {"new"}


def test_missing_questions_are_told_in_words():
    items = bank(40) + [item(f"s{n}", "0.3", "Internet", "multiple") for n in range(5)]
    cells = (Cell("Internet", "multiple", "hard", 4, 4), Cell("Files", None, None, 1, 20))

    made = assemble(items, 2, Blueprint(10, cells))

    assert (made.status, made.forms) == ("infeasible", ())
    assert [shortage.told() for shortage in made.shortages] == [
        "3 questions Internet/hard/multiple are missing"
    ]


def test_cells_that_leave_no_room_for_the_length_are_told():
    made = assemble(bank(40), 2, Blueprint(10, (Cell(None, None, None, 0, 8),)))

    assert [shortage.told() for shortage in made.shortages] == ["4 questions are missing"]


@pytest.mark.parametrize(
    "wanted",
    [
        {"points": 1000},
        {"seconds": (1, 2)},
        {"anchors": frozenset({"q0", "q1"}), "enemies": (frozenset({"q0", "q1"}),)},
    ],
)
def test_limits_that_exclude_each_other_are_refused(wanted):
    with pytest.raises(Refused, match="all at once"):
        assemble(bank(40), 2, Blueprint(10, **wanted))


def test_a_bank_that_is_too_small_says_how_much_is_missing():
    with pytest.raises(Refused) as refusal:
        assemble(bank(30), 4, Blueprint(10))

    assert refusal.value.told() == (
        "4 forms of 10 need 40 questions; the bank has 30, 10 are missing."
    )


@pytest.mark.parametrize(("forms", "length"), [(0, 5), (2, 0), (-1, 5)])
def test_nothing_wanted_is_refused(forms, length):
    with pytest.raises(Refused):
        assemble(bank(10), forms, Blueprint(length))


def test_an_anchor_that_is_not_in_the_bank_is_refused():
    with pytest.raises(Refused, match="every form must hold"):
        assemble(bank(10), 2, Blueprint(2, anchors=frozenset({"q99"})))


def test_a_bank_that_is_too_large_is_refused_before_the_search():
    with pytest.raises(Refused, match="too many"):
        assemble(bank(2100), 100, Blueprint(5))


def test_the_same_seed_gives_the_same_forms_in_whatever_order_the_bank_is():
    items = bank(60, decimals=4)
    shuffled = Random(3).sample(items, len(items))

    one, again, other = (assemble(rows, 3, Blueprint(15), 5) for rows in (items, items, shuffled))

    assert one == again
    assert [set(form) for form in other.forms] == [set(form) for form in one.forms]


def test_another_seed_gives_other_forms():
    items = bank(60)

    assert assemble(items, 3, Blueprint(10), 1).forms != assemble(items, 3, Blueprint(10), 2).forms


def test_that_the_clock_ended_a_search_is_told(monkeypatch):
    monkeypatch.setattr(search, "WALL_SECONDS", 1e-6)

    made = assemble(bank(8), 2, Blueprint(3))

    assert made.is_by_clock
    assert (made.status, made.gap) == ("feasible", made.spread)
