"""The draw with a cycle: seats in turn, free seats, and chances that are known before."""

import hashlib
import json
from datetime import date
from fractions import Fraction
from itertools import product

import pytest

from exams import cycle
from exams.draw import allocate
from exams.refusals import Refused
from tests.exams.spreadsheets import runner, written


def pool_of(**strata):
    """a=(1, 0, 0): the units a0, a1, a2 of the stratum a, drawn 1, 0 and 0 times before."""
    used = {f"{s}{n}": count for s, counts in strata.items() for n, count in enumerate(counts)}
    return {unit: unit[0] for unit in used}, used


def smallest(units, round_, count, seed="s"):
    def ticket(unit):
        return hashlib.sha256(f"{seed}|{round_}|{unit}".encode()).hexdigest()

    return sorted(units, key=ticket)[:count]


def test_a_fifth_of_the_seats_is_free_and_the_others_go_to_those_whose_turn_it_is():
    pool, used = pool_of(a=(0,) * 10 + (1,) * 10)

    drawn = cycle.draw_in_cycle(pool, used, 10, "s", "7")

    waiting = [f"a{n}" for n in range(10)]
    in_turn = smallest(waiting, "7", 8)
    assert drawn.in_turn == {"a": in_turn}
    assert drawn.free == {"a": smallest(set(pool) - set(in_turn), "7.2", 2)}


def test_when_the_turn_of_few_is_left_all_of_them_are_drawn():
    pool, used = pool_of(a=(3, 4, 4, 4, 4))

    drawn = cycle.draw_in_cycle(pool, used, 4, "s", "1")

    assert drawn.in_turn == {"a": ["a0"]}
    assert drawn.free == {"a": smallest(["a1", "a2", "a3", "a4"], "1.2", 3)}


def test_seats_are_those_of_the_plain_draw():
    pool, used = pool_of(a=(0,) * 7, b=(0,) * 4, c=(1,) * 2)

    drawn = cycle.draw_in_cycle(pool, used, 5, "s", "1", 1)

    assert drawn.allocation == allocate({"a": 7, "b": 4, "c": 2}, 5, 1)
    assert {s: len(units) for s, units in drawn.selected.items()} == drawn.allocation


def test_no_unit_is_drawn_twice():
    pool, used = pool_of(a=(0, 1, 2, 0, 1), b=(5, 5, 6))

    drawn = cycle.draw_in_cycle(pool, used, 8, "s", "1")

    assert sorted(sum(drawn.selected.values(), [])) == sorted(pool)


@pytest.mark.parametrize("size", [1, 2, 4, 5, 6, 9, 11])
def test_every_unit_has_a_chance_and_together_they_are_the_seats(size):
    pool, used = pool_of(a=(0, 0, 1, 1, 1, 1), b=(2, 3, 3), c=(0, 0, 0))

    found = cycle.chances(pool, used, size)

    for chances in found.values():
        others = chances.units - chances.in_turn
        whole = chances.in_turn * chances.of_turn + others * chances.of_others
        assert whole == chances.seats
        assert chances.seats == 0 or others == 0 or 0 < chances.of_others <= chances.of_turn


def test_the_chances_are_those_of_the_tickets():
    """Over many seeds the shares come as near as chance lets them."""
    pool, used = pool_of(a=(0, 0, 0, 1, 1, 1, 1), b=(0, 1, 1))
    tries, hits = 4000, dict.fromkeys(pool, 0)

    for number in range(tries):
        drawn = cycle.draw_in_cycle(pool, used, 4, f"seed{number}", "1")
        for unit in sum(drawn.selected.values(), []):
            hits[unit] += 1

    told = cycle.chances(pool, used, 4)
    turns = cycle.turns_of(pool, used)
    for unit, stratum in pool.items():
        chances = told[stratum]
        chance = chances.of_turn if unit in turns[stratum] else chances.of_others
        assert hits[unit] / tries == pytest.approx(float(chance), abs=0.035)


def test_a_chance_is_an_exact_fraction():
    """Of three seats one is free: 2 of the 3 whose turn it is, then 1 of the 4 left."""
    pool, used = pool_of(a=(0, 0, 0, 1, 1, 1))

    (chances,) = cycle.chances(pool, used, 3).values()

    quarter = Fraction(1, 4)
    assert chances.of_turn == Fraction(2, 3) + Fraction(1, 3) * quarter
    assert chances.of_others == quarter


def test_no_part_of_a_ticket_may_hold_the_sign_between_them():
    pool, used = pool_of(a=(0, 0))

    with pytest.raises(Refused, match="parts a ticket"):
        cycle.draw_in_cycle(pool, used, 1, "s", "1|2")


def test_the_seed_is_the_secret_with_day_and_number():
    day = date(2026, 9, 1)

    assert cycle.seed_of("ab") == "ab"
    assert cycle.seed_of("ab", day, "03 11 + 09") == "ab|2026-09-01|03 11 + 09"


POOL = ["unit_id,stratum,used", "01,A,0", "02,A,0", "03,A,1", "04,B,2", "05,B,2"]
OPTIONS = ("--size", 3, "--seed", "s", "--round", "1", "--minimum", 1, "--cycle")


def test_the_command_draws_with_the_cycle(capsys, tmp_path):
    file = written(tmp_path / "pool.csv", POOL)
    pool = {"01": "A", "02": "A", "03": "A", "04": "B", "05": "B"}
    used = {"01": 0, "02": 0, "03": 1, "04": 2, "05": 2}

    ended = runner(capsys)("draw_villages", file, *OPTIONS, "--json")

    drawn = cycle.draw_in_cycle(pool, used, 3, "s", "1", 1)
    assert ended.json == {
        "allocation": drawn.allocation,
        "selected": drawn.selected,
        "pool_sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
    }


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["unit_id,stratum", "01,A"], "used"),
        ([*POOL, "06,A,often"], "Row 7: how often it was drawn is no number."),
    ],
)
def test_the_command_says_what_the_cycle_lacks(capsys, tmp_path, lines, said):
    file = written(tmp_path / "pool.csv", lines)

    ended = runner(capsys)("draw_villages", file, *OPTIONS, "--json")

    assert ended.code == 1
    assert said in json.dumps(ended.json)


def test_the_order_of_the_pool_does_not_matter():
    pool, used = pool_of(a=(0, 0, 1), b=(1, 0))
    turned = dict(reversed(pool.items()))

    one, two = (cycle.draw_in_cycle(p, used, 3, "s", "1") for p in (pool, turned))

    assert one == two


def test_strata_without_a_whole_five_share_the_free_seats_by_lot():
    """Three strata of two seats: of six seats two are free, and which strata have them is a lot."""
    pool, used = pool_of(a=(0,) * 4, b=(0,) * 4, c=(0,) * 4)

    with_free = {
        tuple(s for s, units in drawn.free.items() if units)
        for drawn in (cycle.draw_in_cycle(pool, used, 6, f"s{n}", "1") for n in range(40))
    }

    assert with_free == {pair for pair in product("abc", repeat=2) if pair[0] < pair[1]}
