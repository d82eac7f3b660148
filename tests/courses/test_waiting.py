"""A session is full: whoever waits hears of a place that becomes free."""

from datetime import timedelta

import pytest
from django.urls import reverse

from courses.models import Wait
from courses.services import holding, waiting
from courses.services.enrolling import EnrolmentRefused, cancel, enrol_and_get_seat, wait
from inbox.models import Message
from organisation.periods import today
from tests import make

pytestmark = pytest.mark.django_db


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def full(world):
    """A session of one computer, which the neighbour has taken."""
    session = make.session(make.course(world.township, "Typing"), computers=1)
    make.enrolment(session, world["officer.neighbour"])
    return session


def test_those_who_wait_stand_in_the_order_in_which_they_asked(full, world):
    other = make.trainee(world.village)
    wait(world["officer"], full)
    wait(other, full)
    wait(world["officer"], full)

    assert [waiting.standing(person, full) for person in (world["officer"], other)] == [1, 2]
    assert waiting.standing(world["operator"], full) is None


def test_a_place_given_back_is_told_to_all_who_wait(full, world):
    wait(world["officer"], full)

    cancel(world["officer.neighbour"], full)

    message = Message.objects.get()
    assert (message.person, message.title) == (world["officer"], "A place is free: Typing")
    assert message.url == full.get_absolute_url()


def test_a_place_given_back_with_nobody_waiting_is_told_to_nobody(full, world):
    cancel(world["officer.neighbour"], full)

    assert not Message.objects.exists()


def test_whoever_gets_a_place_waits_no_longer(full, world):
    wait(world["officer"], full)
    cancel(world["officer.neighbour"], full)

    enrol_and_get_seat(world["officer"], full)

    assert not Wait.objects.exists()


def test_nobody_waits_while_there_is_a_place(world):
    with pytest.raises(EnrolmentRefused, match="There is a place. Take it."):
        wait(world["officer"], make.session(computers=1))


def test_nobody_waits_for_a_session_she_has_a_place_in(full, world):
    with pytest.raises(EnrolmentRefused, match="You already have a place in this session."):
        wait(world["officer.neighbour"], full)


def test_nobody_waits_for_what_is_over(full, world):
    full.day = today() - timedelta(1)
    full.save(update_fields=["day"])

    with pytest.raises(EnrolmentRefused, match="This session is over."):
        wait(world["officer"], full)


def test_a_larger_room_is_told_to_those_who_wait(full, world):
    wait(world["officer"], full)
    plan = {name: getattr(full, name) for name in holding.PLAN}

    holding.change_session(full, **{**plan, "room": make.room_with(2, world.township)})

    assert [message.title for message in Message.objects.filter(person=world["officer"])] == [
        "A place is free: Typing"
    ]


def test_calling_off_is_told_to_those_who_wait_too(full, world):
    wait(world["officer"], full)

    holding.call_off(full)

    told = set(Message.objects.values_list("person", flat=True))
    assert told == {world["officer"].pk, world["officer.neighbour"].pk}


def test_the_page_of_a_full_session_lets_one_wait_and_stop(client, full, world):
    client.force_login(world["officer"])
    address = reverse("courses:session_wait", kwargs={"pk": full.pk})

    before = text_of(client.get(full.get_absolute_url()))
    waits = text_of(client.post(address, follow=True))
    after = text_of(client.post(address, {"stop": "1"}, follow=True))

    assert "This session is full." in before
    assert "Wait for a place" in before
    assert "You wait as number 1." in waits
    assert "Wait for a place" in after
    assert not Wait.objects.exists()


def test_a_refusal_to_wait_is_shown_and_asking_by_get_is_not_possible(client, world):
    session = make.session(make.course(world.township))
    client.force_login(world["officer"])
    address = reverse("courses:session_wait", kwargs={"pk": session.pk})

    assert "There is a place. Take it." in text_of(client.post(address, follow=True))
    assert client.get(address).status_code == 405
