import pytest
from hypothesis import given
from hypothesis import strategies as st

from exams import protocol
from exams.protocol import Act, Kept, Verdict

A = Verdict.ACCEPTED


def kept(device, seq, epoch, value, slot=1, verdict=A):
    return Kept(device, seq, epoch, slot, (value,), verdict)


def verdicts(acts, device="A", epoch=1, stored=(), counts=True):
    return protocol.judge(acts, device, epoch, stored, counts)[0]


def test_a_newer_act_of_the_device_is_accepted():
    assert verdicts([Act(2, 1, ("b",))], stored=[kept("A", 1, 1, "a")]) == {2: A}


def test_an_act_of_an_earlier_epoch_does_not_replace_a_later_answer():
    stored = [kept("B", 1, 2, "b")]

    assert verdicts([Act(9, 1, ("a",))], stored=stored) == {9: Verdict.SUPERSEDED}


def test_an_act_of_an_earlier_epoch_counts_where_nothing_newer_is():
    assert verdicts([Act(9, 2, ("a",))], stored=[kept("B", 1, 2, "b")]) == {9: A}


def test_the_same_act_again_gets_the_same_verdict_and_is_not_new():
    stored = [kept("A", 1, 1, "a", verdict=Verdict.SUPERSEDED)]

    assert protocol.judge([Act(1, 1, ("a",))], "A", 1, stored, True) == (
        {1: Verdict.SUPERSEDED}, [],
    )  # fmt: skip


def test_the_same_number_for_something_else_is_a_conflict():
    assert protocol.judge([Act(1, 1, ("b",))], "A", 1, [kept("A", 1, 1, "a")], True) == (
        {1: Verdict.CONFLICT}, [],
    )  # fmt: skip


def test_the_number_of_another_device_is_another_number():
    assert verdicts([Act(1, 1, ("b",))], "B", 2, [kept("A", 1, 1, "a")]) == {1: A}


def test_what_does_not_count_any_more_is_late():
    assert verdicts([Act(1, 1, ("a",))], counts=False) == {1: Verdict.LATE}


def test_answers_are_the_newest_accepted_and_a_cleared_one_is_none():
    stored = [
        kept("B", 1, 2, "b"),
        kept("A", 5, 1, "a"),
        kept("A", 6, 1, "z", slot=2, verdict=Verdict.LATE),
        Kept("B", 2, 2, 3, (), A),
        kept("A", 1, 1, "c", slot=3),
    ]

    assert {s: k.value for s, k in protocol.answers_from(stored).items()} == {1: ("b",)}


@given(st.permutations([("A", 1, 1, "a"), ("A", 2, 1, "b"), ("B", 1, 2, "c"), ("B", 2, 2, "d")]))
def test_whatever_the_order_of_arrival_the_newest_answer_wins(order):
    stored = []
    for device, seq, epoch, value in order:
        for act, verdict in protocol.judge([Act(seq, 1, (value,))], device, epoch, stored, True)[1]:
            stored.append(Kept(device, act.seq, epoch, act.slot, act.value, verdict))

    assert protocol.answers_from(stored)[1].value == ("d",)


def test_the_missing_range_is_named():
    assert protocol.missing_range(5, [1, 4]) == [2, 5]
    assert protocol.missing_range(2, [1, 2]) is None


def test_receipt_codes_are_short_and_repeatable():
    codes = protocol.receipt_codes("x", "y")
    first, second = next(codes), next(codes)

    assert (len(first), first != second) == (4, True)
    assert next(protocol.receipt_codes("x", "y")) == first


@given(st.randoms(use_true_random=False), st.lists(st.booleans(), min_size=2, max_size=6))
def test_shuffling_moves_only_what_is_not_pinned(random, pins):
    options = [{"id": str(n), "pinned": pin} for n, pin in enumerate(pins)]

    order = protocol.shuffled(options, random)

    assert sorted(order) == sorted(option["id"] for option in options)
    assert all(order[n] == str(n) for n, pin in enumerate(pins) if pin)


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (["b", "a", "a"], ("a", "b")),
        (["1:北京 市", "2:x"], ("1:北京 市", "2:x")),
        (["1:a\x00b\n"], ("1:a b ",)),
        (["1:a\ud800"], ("1:a\ufffd",)),
        (["1:" + "x" * 200], ("1:" + "x" * 200,)),
        (["t:one\r\ntwo\x00"], ("t:one\ntwo ",)),
        (["t:" + "字" * 2000], ("t:" + "字" * 2000,)),
        (["f:" + "a" * 64], ("f:" + "a" * 64,)),
    ],
)
def test_an_answer_is_ids_or_what_was_typed_without_signs_a_database_refuses(value, kept):
    assert protocol.value_of(value) == kept


@pytest.mark.parametrize(
    "value",
    [
        ["1:" + "x" * 201], ["t:" + "x" * 2001], ["a", "t:more words"], ["f:" + "g" * 64],
        ["x" * 13], ["a b"], [""], "a", ["a"] * 27,
    ],
)  # fmt: skip
def test_what_no_page_of_ours_sends_is_malformed(value):
    with pytest.raises(protocol.Malformed):
        protocol.value_of(value)
