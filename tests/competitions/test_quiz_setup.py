"""A quiz is prepared in the browser: rules, teams, questions, codes."""

import pytest
from django.urls import reverse

from competitions.models import Quiz, QuizRuleSet
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser(client):
    person = make.person("organiser", make.county())
    client.force_login(person)
    return person


@pytest.fixture
def quiz():
    return make.quiz()


def url(name, pk):
    return reverse(f"competitions:{name}", args=[pk])


def page(client, name, pk):
    return client.get(url(name, pk)).content.decode()


# --- before the day ---------------------------------------------------------------------------


def rules_form(**changes):
    form = {
        "base": 100, "paper": "", "tie1": "sudden_death", "tie2": "", "tie3": "",
        "rounds-TOTAL_FORMS": 6, "rounds-INITIAL_FORMS": 0,
        "rounds-0-key": "Quick", "rounds-0-kind": "buzzer", "rounds-0-right": 10,
        "rounds-0-wrong": -10, "rounds-0-early": -10, "rounds-0-seconds": 20,
        "rounds-1-key": "Risk", "rounds-1-kind": "risk", "rounds-1-values": "10 30 50",
    }  # fmt: skip
    return {**form, **changes}


def test_rules_are_drafted_and_published(client, organiser):
    contest = make.quiz_stage().contest
    client.post(url("quiz_rules_edit", contest.pk), rules_form())
    draft = QuizRuleSet.objects.get(published_at=None)

    client.post(url("quiz_rules_publish", draft.pk))

    draft.refresh_from_db()
    assert draft.published_by == organiser
    assert (draft.rules.base, draft.rules.rounds["Risk"].values) == (100, (10, 30, 50))
    assert draft.rules.rounds["Quick"].spoke is None


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"rounds-1-values": "ten"}, "Write whole numbers with spaces between: 10 30 50."),
        ({"rounds-1-values": ""}, "Write the stakes, for example 10 30 50."),
        ({"rounds-1-key": "Quick"}, "Two rounds have the same name."),
        ({"rounds-0-key": "", "rounds-1-key": ""}, "Name at least one round."),
        ({"paper": "start"}, "Write how many members of a team count."),
        ({"rounds-0-wrong": 10}, "less than or equal to 0"),
    ],
)
def test_rules_that_cannot_hold_are_answered_in_a_sentence(client, organiser, changes, sentence):
    contest = make.quiz_stage().contest

    answer = client.post(url("quiz_rules_edit", contest.pk), rules_form(**changes))

    assert sentence in answer.content.decode()
    assert QuizRuleSet.objects.filter(published_at=None).count() == 0


def test_new_rules_hold_for_a_quiz_that_has_not_begun(client, organiser, quiz):
    begun = make.quiz()
    make.put(begun)
    for held in (quiz, begun):
        draft = make.quiz_rule_set(held.stage.contest, published=False)
        client.post(url("quiz_rules_publish", draft.pk))

    versions = {q.pk: q.rule_set.version for q in Quiz.objects.select_related("rule_set")}
    assert versions == {quiz.pk: 2, begun.pk: 1}


def test_published_rules_are_not_published_again(client, organiser, quiz):
    assert client.post(url("quiz_rules_publish", quiz.rule_set_id)).status_code == 404


def test_a_stage_becomes_a_quiz_with_its_entries_as_teams(client, organiser):
    stage = make.quiz_stage(teams=4)

    client.post(url("quiz_create", stage.pk))
    again = client.post(url("quiz_create", stage.pk), follow=True).content.decode()

    assert stage.quiz.teams.count() == 4
    assert "This stage has its quiz already." in again


def test_without_rules_there_is_no_quiz(client, organiser):
    stage = make.quiz_stage()
    stage.contest.quiz_rule_sets.all().delete()

    answer = client.post(url("quiz_create", stage.pk), follow=True).content.decode()

    assert "Publish the rules of the quiz first." in answer


def test_host_and_bank_are_chosen(client, organiser, quiz):
    host, bank = make.person(), make.bank()

    client.post(url("quiz_setup", quiz.pk), {"host_name": host.username, "bank": bank.pk})

    quiz.refresh_from_db()
    assert (quiz.host, quiz.bank) == (host, bank)


def test_a_host_nobody_knows_is_answered_and_nothing_is_lost(client, organiser, quiz):
    answer = client.post(url("quiz_setup", quiz.pk), {"host_name": "Nobody At All"})

    assert "There is nobody called Nobody At All here." in answer.content.decode()
    assert 'value="Nobody At All"' in answer.content.decode()


def test_teams_are_chosen_until_the_quiz_begins(client, organiser, quiz):
    first = quiz.stage.entries.first()
    client.post(url("quiz_teams", quiz.pk), {"entries": [first.pk]})
    alone = quiz.teams.count()
    make.put(quiz, "must")

    every = list(quiz.stage.entries.values_list("pk", flat=True))
    answer = client.post(url("quiz_teams", quiz.pk), {"entries": every}, follow=True)

    assert (alone, quiz.teams.count()) == (1, 1)
    assert "The teams cannot be changed any more." in answer.content.decode()


def test_questions_are_drawn_replaced_and_taken_out(client, organiser, quiz):
    Quiz.objects.filter(pk=quiz.pk).update(bank=make.bank(questions=5))
    client.post(url("quiz_questions", quiz.pk), {"where": "1", "count": 3})
    one, two, three = quiz.questions.all()

    client.post(url("quiz_question_change", one.pk))
    client.post(url("quiz_question_change", two.pk), {"out": "1"})

    kept = {q.pk: q.version_id for q in quiz.questions.all()}
    assert kept.keys() == {one.pk, three.pk}
    assert kept[one.pk] not in {q.version_id for q in (one, two, three)}


def test_more_questions_than_the_bank_has_are_refused(client, organiser, quiz):
    Quiz.objects.filter(pk=quiz.pk).update(bank=make.bank(questions=2))

    answer = client.post(url("quiz_questions", quiz.pk), {"where": "0", "count": 3})

    assert "Only 2 questions of the bank are left." in answer.content.decode()
    assert quiz.questions.count() == 0


def test_a_question_that_was_put_stays(client, organiser, quiz):
    Quiz.objects.filter(pk=quiz.pk).update(bank=make.bank(questions=2))
    client.post(url("quiz_questions", quiz.pk), {"where": "1", "count": 1})
    make.put(quiz)

    answer = client.post(
        url("quiz_question_change", quiz.questions.get().pk), {"out": "1"}, follow=True
    )

    assert "This question has been put. It stays." in answer.content.decode()


def test_codes_are_given_and_renewed(client, organiser, quiz):
    client.post(url("quiz_codes_give", quiz.pk))
    team = quiz.teams.first()

    client.post(url("quiz_code_renew", team.pk))

    old, team = team.code, quiz.teams.get(pk=team.pk)
    assert team.code != old
    shown = page(client, "quiz_codes", quiz.pk)
    assert team.code in shown
    assert shown.count('class="qr"') == quiz.teams.count()
