"""From the call to the list of entries: units enter their people themselves, until the deadline."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from competitions.agenda import agenda
from competitions.models import Call, Entry, Substitute
from competitions.services.refusal import ContestRefused
from competitions.services.registration import Given, change, register, step_in, withdraw
from competitions.tasks import remind_of_deadlines
from organisation.models import Post
from organisation.periods import today
from tests import make

pytestmark = pytest.mark.django_db
K = Post.Kind


def url(name, *args):
    return reverse(f"competitions:{name}", args=args)


def page(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def called(world):
    """The county's final asks each township for a team of two, with one substitute."""
    return make.call(make.stage(unit=world.county), fewest=2, most=2, substitutes=1)


def officers(township, count):
    return [make.person(K.INFORMATION_OFFICER, make.village(parent=township)) for _ in range(count)]


# --- the call --------------------------------------------------------------------------------


def call_form(**changes):
    closes = timezone.localtime() + timedelta(days=3)
    moment = {"closes_at_clock": "17:00", **make.boxes("closes_at", closes)}
    numbers = {"asks": 4, "quota": 1, "fewest": 1, "most": 3, "substitutes": 1}
    given = {**numbers, "posts": [K.INFORMATION_OFFICER]}
    return {**given, **moment, **changes}


def test_a_call_is_written_and_sent_to_who_may_enter(client, world):
    stage = make.stage(unit=world.county, held_on=today() + timedelta(days=9))
    client.force_login(world["organiser"])

    client.post(url("call_edit", stage.pk), call_form())
    client.post(url("call_send", stage.pk))

    assert Call.objects.get().sent_by == world["organiser"]
    assert [m.title for m in world["operator"].messages.all()] == [f"Call for entries: {stage}"]
    assert not world["officer"].messages.exists()


def test_a_call_is_sent_once(client, world, called):
    client.force_login(world["organiser"])

    response = client.post(url("call_send", called.stage_id), follow=True)

    assert "This call is sent already." in page(response)


def test_a_call_of_a_contest_nobody_knows_is_not_sent(client, world):
    stage = make.stage(unit=world.county, announced=False)
    make.call(stage, sent=False)
    client.force_login(world["organiser"])

    response = client.post(url("call_send", stage.pk), follow=True)

    assert "Announce the contest first." in page(response)


def test_a_call_that_cannot_be_keeps_what_was_typed(client, world):
    stage = make.stage(unit=world.county, held_on=today())
    client.force_login(world["organiser"])

    shown = page(client.post(url("call_edit", stage.pk), call_form(fewest=4)))

    assert "This is fewer than the fewest." in shown
    assert "This is after the day of the stage." in shown
    assert 'name="fewest" value="4"' in shown
    assert not Call.objects.exists()


def test_before_it_is_sent_a_call_is_not_there_for_units(client, world):
    stage = make.stage(unit=world.county)
    make.call(stage, sent=False)
    client.force_login(world["operator"])

    assert client.get(url("registration", stage.pk)).status_code == 404


# --- entering --------------------------------------------------------------------------------


def test_the_operator_enters_the_team_of_her_township(client, world, called):
    one, two, three = officers(world.township, 3)
    client.force_login(world["operator"])
    address = url("registration_create", called.stage_id, world.township.pk)
    form = {"person_1": one.pk, "person_2": two.pk, "substitute_1": three.pk}

    client.post(address, form)

    entry = Entry.objects.get()
    assert (entry.unit, entry.title, set(entry.people.all())) == (
        world.township, world.township.name, {one, two},
    )  # fmt: skip
    assert (entry.substitutes.get().person, entry.performance.state) == (three, "waiting")
    assert one.messages.get().title == f"You are entered: {called.stage}"


def test_the_officer_enters_for_her_village(client, world):
    called = make.call(make.stage(unit=world.township), asks=5)
    client.force_login(world["officer"])

    client.post(
        url("registration_create", called.stage_id, world.village.pk),
        {"person_1": world["officer"].pk},
    )

    assert Entry.objects.get().title == f"{world.village} {world['officer']}"


def test_opening_the_form_enters_nobody(client, world, called):
    client.force_login(world["operator"])

    client.get(url("registration_create", called.stage_id, world.township.pk))

    assert not Entry.objects.exists()


def test_a_refusal_keeps_what_was_chosen(client, world, called):
    one, _two = officers(world.township, 2)
    client.force_login(world["operator"])
    address = url("registration_create", called.stage_id, world.township.pk)

    shown = page(client.post(address, {"title": "Ours", "person_1": one.pk, "person_2": one.pk}))

    assert "Somebody is there twice." in shown
    assert f'value="{one.pk}" selected' in shown
    assert 'value="Ours"' in shown


def test_the_quota_of_a_unit_is_kept(world, called):
    people = officers(world.township, 4)
    make.entered(called, world.township, people[:2])

    with pytest.raises(ContestRefused, match="may send 1, and has"):
        make.entered(called, world.township, people[2:])


@pytest.mark.parametrize(
    ("choose", "sentence"),
    [
        (lambda own, other: [own[0]], "from 2 to 2 people"),
        (lambda own, other: [own[0], other[0]], "may not take part here"),
    ],
)
def test_who_may_not_take_part_is_refused(world, called, choose, sentence):
    people = choose(officers(world.township, 2), officers(world.other_township, 1))

    with pytest.raises(ContestRefused, match=sentence):
        make.entered(called, world.township, people)


def test_a_post_that_is_not_asked_for_is_refused(world):
    called = make.call(make.stage(unit=world.county), posts=[K.INFORMATION_OFFICER])

    with pytest.raises(ContestRefused, match="may not take part here"):
        make.entered(called, world.township, [world["operator"]])


def test_a_person_is_in_one_entry_only(world):
    called = make.call(make.stage(unit=world.county), quota=2, substitutes=1)
    one, two = officers(world.township, 2)
    make.entered(called, world.township, [one])

    with pytest.raises(ContestRefused, match="entered already"):
        make.entered(called, world.township, [two], substitutes=[one])


def test_a_name_is_there_once(world):
    called = make.call(make.stage(unit=world.county), quota=2)
    one, two = officers(world.township, 2)
    make.entered(called, world.township, [one], title="Ours")

    with pytest.raises(ContestRefused, match="entry of this name"):
        make.entered(called, world.township, [two], title="Ours")


# --- changes, substitutes, the deadline ------------------------------------------------------


def test_an_entry_is_changed_before_the_deadline(client, world, called):
    people = officers(world.township, 3)
    entry = make.entered(called, world.township, people[:2], title="Old")
    client.force_login(world["operator"])

    form = {"title": "New", "person_1": people[0].pk, "person_2": people[2].pk}
    client.post(url("registration_edit", entry.pk), form)

    entry.refresh_from_db()
    assert (entry.title, set(entry.people.all())) == ("New", {people[0], people[2]})


def test_after_the_deadline_the_unit_asks_the_organiser(world):
    called = make.call(make.stage(unit=world.county), over=True)

    with pytest.raises(ContestRefused, match="Ask the organiser"):
        make.entered(called, world.township, officers(world.township, 1), by=world["operator"])


def test_after_the_deadline_the_organiser_writes_why(client, world):
    called = make.call(make.stage(unit=world.county), over=True)
    [one] = officers(world.township, 1)
    client.force_login(world["organiser"])
    address = url("registration_create", called.stage_id, world.township.pk)

    client.post(address, {"person_1": one.pk})
    assert not Entry.objects.exists()
    client.post(address, {"person_1": one.pk, "reason": "Snow"})

    shown = page(client.get(url("registration", called.stage_id)))
    assert "entry made · Snow" in shown
    assert str(world["organiser"]) in shown


def test_an_entry_is_withdrawn_with_a_trace(client, world, called):
    entry = make.entered(called, world.township, officers(world.township, 2), title="Ours")
    client.force_login(world["operator"])

    client.get(url("registration_withdraw", entry.pk))
    assert Entry.objects.exists()
    client.post(url("registration_withdraw", entry.pk), {"reason": "Ill"})

    client.force_login(world["organiser"])
    shown = page(client.get(url("registration", called.stage_id)))
    assert not Entry.objects.exists()
    assert "entry taken back · Ill" in shown


def test_the_organiser_does_not_take_out_what_was_called(client, world, called):
    entry = make.entered(called, world.township, officers(world.township, 2))
    client.force_login(world["organiser"])

    response = client.post(url("entry_withdraw", entry.pk), follow=True)

    assert "Withdraw it at the registration" in page(response)
    assert Entry.objects.exists()


def test_a_substitute_steps_in_after_the_deadline_and_it_is_written_down(client, world, called):
    one, two, three = officers(world.township, 3)
    entry = make.entered(called, world.township, [one, two], substitutes=[three])
    Call.objects.update(closes_at=timezone.now() - timedelta(hours=1))
    client.force_login(world["operator"])
    form = {"replaced": one.pk, "substitute": entry.substitutes.get().pk, "reason": "Ill"}

    client.post(url("registration_step_in", entry.pk), form)

    assert set(entry.people.all()) == {two, three}
    made = Substitute.objects.get()
    assert (made.replaced, made.by, made.reason) == (one, world["operator"], "Ill")
    assert f"{three} stepped in for {one}: Ill" in page(
        client.get(url("registration", called.stage_id))
    )


def test_a_substitute_steps_in_once(world, called):
    one, two, three = officers(world.township, 3)
    entry = make.entered(called, world.township, [one, two], substitutes=[three])
    substitute = entry.substitutes.get()
    step_in(substitute, one, "Ill", world["operator"])

    with pytest.raises(ContestRefused, match="stepped in already"):
        step_in(substitute, two, "Ill", world["operator"])


@pytest.mark.parametrize("act", ["step_in", "withdraw", "change", "register"])
def test_nothing_changes_once_the_list_for_the_draw_is_published(world, called, act):
    one, two, three = officers(world.township, 3)
    entry = make.entered(called, world.township, [one, two], substitutes=[three])
    make.entry(called.stage, world.other_township)
    make.draw(called.stage)
    by = world["organiser"]
    given = Given("New", [one, two], [], "Late")
    acts = {
        "step_in": lambda: step_in(entry.substitutes.get(), one, "Ill", by),
        "withdraw": lambda: withdraw(entry, "Ill", by),
        "change": lambda: change(entry, given, by),
        "register": lambda: register(called, make.township(), given, by),
    }

    with pytest.raises(ContestRefused, match="list for the draw is published"):
        acts[act]()


@pytest.mark.parametrize("count", [1, 3])
def test_the_registration_takes_the_same_queries(client, world, count, django_assert_num_queries):
    called = make.call(make.stage(unit=world.county), substitutes=1)
    for _number in range(count):
        township = make.township()
        one, two = officers(township, 2)
        make.entered(called, township, [one], substitutes=[two])
    client.force_login(world["organiser"])

    with django_assert_num_queries(22):
        client.get(url("registration", called.stage_id))


# --- what a day asks -------------------------------------------------------------------------


def test_the_agenda_asks_until_somebody_is_entered(world, called):
    def asked():
        return [item.title for item in agenda(world["operator"], today())]

    before = asked()
    make.entered(called, world.township, officers(world.township, 2))

    assert (before, asked()) == ([f"Enter for {called.stage}"], [])


def test_a_near_deadline_is_work_of_today(world, called):
    urgencies = []
    for days in (7, 2):
        Call.objects.update(closes_at=timezone.now() + timedelta(days=days))
        [item] = agenda(world["operator"], today())
        urgencies.append(item.urgency)

    assert [urgency.name for urgency in urgencies] == ["LATER", "TODAY"]


def test_the_deadline_reminds_once_who_has_entered_nobody(world, called):
    make.entered(called, world.other_township, officers(world.other_township, 2))
    Call.objects.update(closes_at=timezone.now() + timedelta(days=2))

    remind_of_deadlines(today().isoformat())
    remind_of_deadlines((today() + timedelta(days=1)).isoformat())

    title = f"Registration ends soon: {called.stage}"
    operators = world["operator"], world["operator.elsewhere"]
    assert [[m.title for m in one.messages.all()] for one in operators] == [[title], []]
