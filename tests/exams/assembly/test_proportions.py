"""Without a blueprint every form has the mixture of the bank."""

from collections import Counter

import pytest

from exams.assembly.proportions import assemble_alike, proportional
from exams.refusals import Refused
from tests.exams.assembly.banks import bank, every_pair, item, spread


def mixtures(items, forms, name):
    of = {item.id: getattr(item, name) for item in items}
    return [Counter(of[id_] for id_ in form) for form in forms]


def test_shares_that_come_out_even_are_kept_exactly():
    items = [item(f"f{n}") for n in range(20)] + [item(f"s{n}", topic="Safety") for n in range(10)]

    made = assemble_alike(items, 2, 6)

    assert mixtures(items, made.forms, "topic") == [{"Files": 4, "Safety": 2}] * 2


@pytest.mark.parametrize("name", ["topic", "type", "band"])
def test_all_forms_have_one_mixture_near_to_that_of_the_bank(name):
    items = bank(300)

    made = assemble_alike(items, 3, 20)

    shares = Counter(getattr(item, name) for item in items)
    first, *others = mixtures(items, made.forms, name)
    assert others == [first, first]
    assert all(abs(first[key] - 20 * n / 300) < 1 for key, n in shares.items())
    assert (made.status, made.spread) == ("optimal", 0)


def test_a_bank_that_is_used_up_is_shared_out_as_evenly_as_can_be():
    items = bank(60)

    made = assemble_alike(items, 3, 20)

    shares = Counter((item.topic, item.type) for item in items)
    of = {item.id: (item.topic, item.type) for item in items}
    for form in made.forms:
        counts = Counter(of[id_] for id_ in form)
        assert all(abs(counts[pair] - n / 3) < 1 for pair, n in shares.items())


@pytest.mark.parametrize("seed", range(4))
def test_equal_difficulty_is_not_given_away_for_an_even_mixture_of_bands(seed):
    items = bank(8, seed, topics=("Files",))
    items = [item(each.id, each.difficulty) for each in items]

    made = assemble_alike(items, 2, 3)

    assert made.status == "optimal"
    assert made.spread == min(spread(items, forms) for forms in every_pair(items, 3))


def test_a_plan_never_asks_a_kind_for_more_than_it_has():
    items = [*bank(80), item("lonely", topic="Rare")]

    cells = proportional(items, 4, 9).cells

    assert sum(cell.least for cell in cells if cell.firm) == 9
    assert all(cell.topic != "Rare" for cell in cells if cell.least)


def test_a_bank_that_is_too_small_is_refused_before_a_plan_is_made():
    with pytest.raises(Refused, match="are missing"):
        assemble_alike(bank(5), 2, 3)
