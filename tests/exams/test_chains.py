from dataclasses import dataclass

import pytest

from exams.chains import State, hash_of, state_of, states_of


@dataclass
class Act:
    seq: int
    prev_hash: str
    slot: int = 1
    value: tuple = ("a",)
    device: str = "A"


def chain(n):
    acts, prev = [], ""
    for seq in range(1, n + 1):
        acts.append(Act(seq, prev))
        prev = hash_of(prev, seq, 1, ("a",))
    return acts


def test_the_hash_is_the_one_the_page_computes():
    assert (
        hash_of("", 1, 2, ("1:红", "2:b"))
        == "68fa38eeea885ad087636cf82d8ae2fb6b3ccef101e2282aab9cc7de57f337b1"
    )


def test_a_chain_is_whole_whatever_the_order_of_arrival():
    assert state_of(list(reversed(chain(3)))) == State.WHOLE


@pytest.mark.parametrize("lost", [0, 1])
def test_an_act_taken_out_breaks_the_chain(lost):
    acts = chain(3)
    del acts[lost]

    assert state_of(acts) == State.BROKEN


def test_an_answer_changed_afterwards_breaks_the_chain():
    acts = chain(3)
    acts[0].value = ("b",)

    assert state_of(acts) == State.BROKEN


def test_without_hashes_nothing_is_proved_and_nothing_is_broken():
    assert state_of([Act(1, ""), Act(2, "")]) == State.NONE


def test_each_device_has_a_chain_of_its_own():
    acts = [*chain(2), Act(1, "", device="B"), Act(2, "f" * 64, device="B")]

    assert states_of(acts) == {"A": State.WHOLE, "B": State.BROKEN}
