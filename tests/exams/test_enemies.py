"""Questions that are not put onto one paper."""

import pytest
from django.urls import reverse

from exams import enemies
from exams.services import cataloguing, papers
from exams.services.banks import BankRefused
from tests import make

THINGS = list(range(10))


def test_without_enemies_the_choice_is_that_of_the_seed():
    assert enemies.chosen(THINGS, 4, "s", []) == enemies.chosen(THINGS, 4, "s", [])
    assert len({tuple(enemies.chosen(THINGS, 4, f"s{n}", [])) for n in range(9)}) > 1


@pytest.mark.parametrize("seed", range(20))
def test_no_pair_is_chosen_and_the_number_is_reached_where_it_can_be(seed):
    pairs = [(n, n + 1) for n in range(0, 10, 2)]

    chosen = enemies.chosen(THINGS, 5, seed, pairs)

    assert sorted(thing // 2 for thing in chosen) == [0, 1, 2, 3, 4]


def test_fewer_are_chosen_when_more_do_not_go_together():
    pairs = [(a, b) for a in range(10) for b in range(a)]

    assert len(enemies.chosen(THINGS, 3, "s", pairs)) == 1


@pytest.mark.django_db
class TestPapers:
    def test_enemies_do_not_come_onto_one_paper(self):
        bank = make.bank(questions=4)
        first, second, *_rest = bank.questions.all()
        first.enemies.add(second)

        for seed in range(10):
            exam = make.exam(bank_=bank, count=3, published=False)
            papers.draw(exam.paper, bank, (), 3, seed)
            drawn = set(exam.paper.questions.values_list("version__question", flat=True))
            assert not {first.pk, second.pk} <= drawn
            assert len(drawn) == 3

    def test_more_than_go_together_are_refused_with_the_number_that_do(self):
        bank = make.bank(questions=3)
        cataloguing.make_enemies(bank.questions.all())
        exam = make.exam(published=False)

        with pytest.raises(papers.PaperRefused, match="only 1 go together"):
            papers.draw(exam.paper, bank, (), None, "s")

    def test_from_two_to_twenty_are_enemies_of_each_other(self):
        bank = make.bank(questions=3)

        assert cataloguing.make_enemies(bank.questions.all()) == 3
        cataloguing.make_enemies(bank.questions.all())
        assert [q.enemies.count() for q in bank.questions.all()] == [2, 2, 2]
        with pytest.raises(BankRefused, match="from 2 to 20"):
            cataloguing.make_enemies(bank.questions.filter(pk=bank.questions.first().pk))


@pytest.fixture
def organiser(client, world):
    client.force_login(world["organiser"])
    return client


def test_an_enemy_is_found_added_and_taken_away_on_the_page(organiser):
    bank = make.bank()
    one, other = make.question(bank, text="One?"), make.question(bank, text="Other?")
    page, address = (
        one.question.get_absolute_url(),
        reverse("exams:question_enemy", kwargs={"pk": one.question_id}),
    )

    found = organiser.get(page, {"enemy": "other"}).content.decode()
    organiser.post(address, {"enemy": other.question_id})
    assert "Other?" in found
    assert list(other.question.enemies.all()) == [one.question]

    organiser.post(address, {"enemy": other.question_id, "remove": "1"})
    assert not other.question.enemies.exists()


def test_a_question_of_another_bank_is_no_enemy(organiser):
    one, other = make.question(), make.question()

    address = reverse("exams:question_enemy", kwargs={"pk": one.question_id})

    assert organiser.post(address, {"enemy": other.question_id}).status_code == 404
    assert organiser.post(address, {"enemy": "x"}).status_code == 404
