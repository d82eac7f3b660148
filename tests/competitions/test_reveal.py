"""What may be shown and when: the pure plan."""

import pytest

from competitions.reveal import Plan

ALL = ["01", "02", "03", "04", "05"]


def shown(plan, count, heard=()):
    return plan.shown(ALL[:count], ALL[count:], heard)


def test_at_once_everything_published_is_shown():
    assert shown(Plan(), 3) == ["01", "02", "03"]


def test_one_late_keeps_the_last_until_the_next_has_spoken():
    plan = Plan("one_late")

    assert shown(plan, 2) == ["01"]
    assert shown(plan, 2, heard=["01", "02"]) == ["01"]
    assert shown(plan, 2, heard=["01", "02", "03"]) == ["01", "02"]


def test_one_late_ends_with_the_last_entry():
    assert shown(Plan("one_late"), 5) == ALL


def test_the_first_ones_come_together():
    plan = Plan("first_k", 3)

    assert [shown(plan, count) for count in (1, 2, 3, 4)] == [[], [], ALL[:3], ALL[:4]]


def test_the_last_ones_wait_for_the_ceremony():
    plan = Plan("ceremony", 2)

    assert [shown(plan, count) for count in (2, 3, 4, 5)] == [ALL[:2], ALL[:3], ALL[:3], ALL[:3]]


@pytest.mark.parametrize(("count", "frozen"), [(2, False), (3, True), (4, True), (5, True)])
def test_it_is_frozen_as_soon_as_only_the_ceremony_is_left(count, frozen):
    assert Plan("ceremony", 2).is_frozen(ALL[:count], ALL[count:]) is frozen


def test_an_open_plan_holds_nothing_back():
    plan = Plan("ceremony", 2, is_open=True)

    assert (shown(plan, 5), plan.is_frozen(ALL, [])) == (ALL, False)


def test_the_ceremony_goes_from_the_last_rank_to_the_first():
    rows = [{"code": code, "rank": rank} for code, rank in zip(ALL, (2, 4, 1, 5, 3), strict=True)]
    plan, order = Plan("ceremony", 3), []

    while code := plan.next_of_ceremony(rows):
        order.append(code)
        plan = Plan("ceremony", 3, tuple(order))

    assert order == ["04", "05", "03"]
    assert plan.shown(ALL, []) == ["01", "02", "04", "05", "03"]


def test_codes_over_99_come_after_it():
    assert Plan().shown(["100", "99", "98"], []) == ["98", "99", "100"]
