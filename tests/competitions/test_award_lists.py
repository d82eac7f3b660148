"""Awards from rules to certificates: compiled, checked by another, published."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from competitions.indicators import awards_won, villages_entered
from competitions.models import Award, AwardList, AwardRules
from competitions.organising import measures_of
from competitions.services import awards
from competitions.services.refusal import ContestRefused
from credentials.models import Certificate
from organisation.models import Post
from organisation.periods import Month
from tests import make

pytestmark = pytest.mark.django_db
K = Post.Kind


def url(name, *args):
    return reverse(f"competitions:{name}", args=args)


def page(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def organiser(client, world):
    client.force_login(world["organiser"])
    return world["organiser"]


def given(stage):
    return [(award.title, award.holder) for award in Award.objects.filter(award_list__stage=stage)]


# --- the rules -------------------------------------------------------------------------------


FORM = {
    "title_1": "First prize", "places_1": 1, "title_2": "Second prize", "places_2": 2,
    "shared": "1", "organisation": "Good organisation", "organisation_places": 1,
    "weight_villages": 60, "weight_own_stage": 40,
}  # fmt: skip


def test_rules_of_awards_are_drafted_and_published(client, world, organiser):
    stage = make.stage(unit=world.county)

    client.post(url("award_rules", stage.pk), FORM)
    client.post(url("award_rules_publish", stage.pk))

    rules = AwardRules.objects.get()
    assert rules.published_by == organiser
    assert rules.data == {
        "quotas": [
            {"key": "a1", "title": "First prize", "places": 1},
            {"key": "a2", "title": "Second prize", "places": 2},
        ],
        "shared": True,
        "organisation": {
            "title": "Good organisation",
            "places": 1,
            "weights": {"villages": "60", "own_stage": "40"},
        },
    }


def test_half_a_line_is_a_sentence_and_stays(client, world, organiser):
    stage = make.stage(unit=world.county)

    shown = page(client.post(url("award_rules", stage.pk), {**FORM, "places_2": ""}))

    assert "Write how many there are." in shown
    assert 'value="Second prize"' in shown
    assert not AwardRules.objects.exists()


def test_published_rules_of_awards_stay(client, world, organiser):
    stage = make.stage(unit=world.county)
    before = make.award_rules(stage).data

    response = client.post(url("award_rules", stage.pk), FORM, follow=True)

    assert "They stay as they are." in page(response)
    assert AwardRules.objects.get().data == before


def test_rules_of_awards_come_before_the_results(client, world, organiser):
    stage = make.judged_stage(30, unit=world.county)
    make.award_rules(stage, published=False)

    response = client.post(url("award_rules_publish", stage.pk), follow=True)

    assert "Rules of awards come before them." in page(response)


# --- compiling -------------------------------------------------------------------------------


def test_awards_follow_from_ranks(client, world, organiser):
    stage = make.judged_stage(20, 35, 30, unit=world.county)
    make.award_rules(stage)

    client.get(url("award_work", stage.pk))
    assert not AwardList.objects.exists()
    client.post(url("award_compile", stage.pk))

    titles = [entry.title for entry in stage.entries.all()]
    assert given(stage) == [("First prize", titles[1]), ("Second prize", titles[2])]


def test_without_rules_nothing_is_compiled(client, world, organiser):
    stage = make.judged_stage(20, unit=world.county)

    response = client.post(url("award_compile", stage.pk), follow=True)

    assert "The rules of awards are not published." in page(response)


def test_a_second_list_waits_for_the_first(world):
    stage = make.judged_stage(20, unit=world.county)
    make.award_rules(stage)
    make.award_list(stage, checked=False)

    with pytest.raises(ContestRefused, match="There is a list already"):
        make.award_list(stage, checked=False)


def test_equals_at_the_line_wait_for_the_panel(client, world, organiser):
    stage = make.judged_stage(30, 30, 20, unit=world.county)
    make.award_rules(stage, shared=False)
    made = make.award_list(stage, checked=False, by=organiser)
    with pytest.raises(ContestRefused, match="A tie has to be decided first"):
        awards.check(made, make.person())

    form = {"key": "a1", "chosen": ["02"], "how": "Vote, 2 to 1"}
    client.post(url("award_decide", made.pk), form)

    titles = [entry.title for entry in stage.entries.all()]
    assert given(stage) == [("First prize", titles[1]), ("Second prize", titles[0])]
    made.refresh_from_db()
    awards.check(made, make.person())
    awards.publish(made, organiser)
    client.logout()
    assert "Vote, 2 to 1" in page(client.get(url("award_list", stage.pk)))


def test_a_decision_names_as_many_as_there_are_places(client, world, organiser):
    stage = make.judged_stage(30, 30, unit=world.county)
    make.award_rules(stage, shared=False)
    made = make.award_list(stage, checked=False)
    form = {"key": "a1", "chosen": ["01", "02"], "how": "Both"}

    response = client.post(url("award_decide", made.pk), form, follow=True)

    assert "There is a tie: choose exactly 1." in page(response)


def test_a_special_award_is_named_with_its_reason_and_taken_away(client, world, organiser):
    stage = make.judged_stage(30, unit=world.county)
    make.award_rules(stage)
    made = make.award_list(stage, checked=False, by=organiser)
    form = {"title": "Best voice", "entry": stage.entries.get().pk, "why": ""}

    shown = page(client.post(url("special_award_create", made.pk), form))
    assert 'value="Best voice"' in shown
    client.post(url("special_award_create", made.pk), {**form, "why": "Clear"})
    award = made.awards.get(kind="special")
    client.post(url("special_award_remove", award.pk))

    assert not made.awards.filter(kind="special").exists()


def test_an_award_by_rank_is_not_taken_away(client, world, organiser):
    stage = make.judged_stage(30, unit=world.county)
    make.award_rules(stage)
    award = make.award_list(stage, checked=False).awards.get()

    response = client.post(url("special_award_remove", award.pk), follow=True)

    assert "This award follows from the rules." in page(response)


def test_good_organisation_by_the_published_rule(world):
    contest = make.contest(world.county)
    make.entry(make.stage(contest, world.township), world.village)
    organisation = {"title": "Good organisation", "places": 1, "weights": {"villages": "100"}}
    units = [world.township, world.other_township]
    stage = make.judged_stage(30, 35, units=units, contest_=contest, unit=world.county)
    make.award_rules(stage, places=(1,), organisation=organisation)

    make.award_list(stage, checked=False)

    assert given(stage)[-1] == ("Good organisation", world.township.name)
    assert stage.award_lists.get().awards.get(kind="organisation").note == "50.00"
    measures = measures_of(stage)
    assert measures[world.township] == {
        "villages": (1, 2), "own_stage": (0, 1), "place": (1, 2)
    }  # fmt: skip
    assert measures[world.other_township]["place"] == (2, 2)


# --- check and publication -------------------------------------------------------------------


def test_another_person_checks(client, world, organiser):
    stage = make.judged_stage(30, unit=world.county)
    make.award_rules(stage)
    made = make.award_list(stage, checked=False, by=organiser)

    response = client.post(url("award_check", made.pk), follow=True)
    assert "Another person must check what you compiled." in page(response)
    client.force_login(world["supervisor"])
    client.post(url("award_check", made.pk))

    made.refresh_from_db()
    assert made.checked_by == world["supervisor"]


def test_every_form_of_the_list_carries_its_token(client, world):
    stage = make.judged_stage(30, unit=world.county)
    make.award_rules(stage)
    made = make.award_list(stage, checked=False)
    awards.name_special(made, "Best voice", stage.entries.get(), "Clear", make.person())
    client.force_login(world["organiser"])

    shown = BeautifulSoup(client.get(url("award_work", stage.pk)).content, "html.parser")

    forms = shown.select("main form[method=post]")
    assert len(forms) == 4
    assert all(form.find("input", {"name": "csrfmiddlewaretoken"}) for form in forms)


def test_a_checked_list_is_not_changed(world):
    stage = make.judged_stage(30, unit=world.county)
    make.award_rules(stage)
    made = make.award_list(stage, published=False)

    with pytest.raises(ContestRefused, match="Nothing is changed any more"):
        awards.name_special(made, "Best voice", stage.entries.get(), "Clear", make.person())


def test_a_list_is_sent_back_and_compiled_anew(client, world, organiser):
    stage = make.judged_stage(30, unit=world.county)
    make.award_rules(stage)
    made = make.award_list(stage, checked=False)

    client.post(url("award_send_back", made.pk), {"reason": ""})
    assert AwardList.objects.in_work().exists()
    client.post(url("award_send_back", made.pk), {"reason": "A name is wrong"})
    client.post(url("award_compile", stage.pk))

    assert [one.number for one in AwardList.objects.in_work()] == [2]


def test_a_published_list_is_taken_back_with_its_certificates(client, world, organiser):
    stage = make.judged_stage(30, unit=world.county, units=[world.township])
    stage.entries.get().people.set([world["officer"]])
    make.award_rules(stage)
    made = make.award_list(stage)

    client.post(url("award_take_back", made.pk), {"reason": ""})
    assert Certificate.objects.standing().count() == 1
    client.post(url("award_take_back", made.pk), {"reason": "A mark was wrong"})
    client.post(url("award_compile", stage.pk))

    assert not Certificate.objects.standing().exists()
    assert "is revoked" in world["officer"].messages.first().title
    assert AwardList.objects.in_work().get().number == 2
    assert "A mark was wrong" in page(client.get(url("award_list", stage.pk)))


def test_an_unchecked_list_is_not_published(client, world, organiser):
    stage = make.judged_stage(30, unit=world.county)
    make.award_rules(stage)
    made = make.award_list(stage, checked=False)

    response = client.post(url("award_publish", made.pk), follow=True)

    assert "Only a list that a second person checked can be published." in page(response)
    assert not Certificate.objects.exists()


def test_publishing_gives_each_winner_a_certificate(client, world, organiser):
    stage = make.judged_stage(30, unit=world.county, units=[world.township])
    people = [make.person(K.INFORMATION_OFFICER, make.village()) for _ in range(2)]
    stage.entries.get().people.set(people)
    make.award_rules(stage)
    made = make.award_list(stage, published=False)

    client.post(url("award_publish", made.pk))

    certificates = Certificate.objects.order_by("number")
    assert {one.person for one in certificates} == set(people)
    assert certificates[0].text.startswith(f"On behalf of {world.township}")
    assert "First prize" in certificates[0].text
    assert [m.title for m in people[0].messages.all()] == ["You have won: First prize"]


def test_an_entry_without_people_has_a_certificate_for_its_unit(world):
    stage = make.judged_stage(30, unit=world.county, units=[world.township])
    make.award_rules(stage)

    make.award_list(stage)

    certificate = Certificate.objects.get()
    assert (certificate.person, certificate.holder) == (None, world.township.name)


def test_before_publication_nobody_reads_the_awards(client, world):
    stage = make.judged_stage(30, unit=world.county)
    make.award_rules(stage)
    made = make.award_list(stage, published=False)

    shown = page(client.get(url("award_list", stage.pk)))

    assert "The awards are not published yet." in shown
    assert made.awards.get().holder not in shown


def test_the_printed_list_has_lines_to_sign(client, world):
    stage = make.judged_stage(30, unit=world.county)
    make.award_rules(stage)
    made = make.award_list(stage)

    shown = page(client.get(url("award_list", stage.pk)))

    assert made.awards.get().holder in shown
    assert "Head of the panel" in shown


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries(client, world, count, django_assert_num_queries):
    stage = make.judged_stage(*range(30, 30 + count), unit=world.county)
    make.award_rules(stage, places=(1, 1, 1))
    make.award_list(stage)

    with django_assert_num_queries(5):
        client.get(url("award_list", stage.pk))


def test_the_words_for_the_notice(client, world, organiser):
    stage = make.judged_stage(35, 30, unit=world.county)
    make.award_rules(stage)
    make.award_list(stage)

    shown = page(client.get(url("award_work", stage.pk)))

    first, second = (entry.title for entry in stage.entries.all())
    assert f"First prize: {first}.<br>Second prize: {second}." in shown


# --- what flows on ---------------------------------------------------------------------------


def test_an_award_stands_in_the_training_record(client, world):
    stage = make.judged_stage(30, unit=world.county, units=[world.township])
    stage.entries.get().people.set([world["officer"]])
    stage.held_on = "2026-01-05"
    stage.save(update_fields=["held_on"])
    make.award_rules(stage)
    make.award_list(stage)
    client.force_login(world["officer"])

    shown = page(client.get(reverse("credentials:training_record")))

    assert f"{stage.contest} · {stage}" in shown
    assert "First prize" in shown


def test_awards_are_counted_for_the_unit_that_won_them(world, django_assert_num_queries):
    stage = make.judged_stage(30, unit=world.county, units=[world.township])
    make.award_rules(stage)
    make.award_list(stage)
    units = [world.township, world.other_township]

    with django_assert_num_queries(1):
        figures = awards_won(units, Month.current())

    assert {unit: figure.value for unit, figure in figures.items()} == {world.township.pk: 1}


def test_villages_with_an_entry_are_counted(world, django_assert_num_queries):
    make.entry(make.stage(unit=world.township), world.village)
    units = [world.village, world.neighbour, world.township]

    with django_assert_num_queries(1):
        figures = villages_entered(units, Month(2026, 10))

    assert {pk: (figure.value, figure.of) for pk, figure in figures.items()} == {
        world.village.pk: (1, 1),
        world.neighbour.pk: (0, 1),
    }
