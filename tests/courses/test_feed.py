from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from icalendar import Calendar

from courses.models import CalendarFeed
from tests import make

pytestmark = pytest.mark.django_db


def events(client, feed):
    response = client.get(reverse("courses:feed", kwargs={"token": feed.token}))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content).walk("VEVENT")


def test_the_feed_holds_her_sessions_with_place_and_computer(client):
    session, person = make.session(), make.trainee()
    make.enrolment(session, person)

    [event] = events(client, make.feed(person))

    shanghai = ZoneInfo("Asia/Shanghai")
    assert event.decoded("dtstart") == datetime(2030, 6, 1, 9, tzinfo=shanghai)
    assert (str(event["summary"]), str(event["description"])) == (
        "Registering a birth",
        "Computer 1",
    )
    assert str(event["location"]) == str(session.room)


def test_the_feed_holds_nobody_elses_sessions(client):
    make.enrolment(make.session())

    assert events(client, make.feed()) == []


def test_a_session_called_off_is_cancelled_in_the_feed(client):
    person = make.trainee()
    make.enrolment(make.session(state="cancelled"), person)

    [event] = events(client, make.feed(person))

    assert str(event["status"]) == "CANCELLED"


def test_a_renewed_address_makes_the_old_one_useless(client):
    feed = make.feed()
    client.force_login(feed.person)

    client.post(reverse("courses:feed_renew"))

    old = client.get(reverse("courses:feed", kwargs={"token": feed.token}))
    assert old.status_code == 404
    assert events(client, CalendarFeed.objects.get()) == []


def test_an_address_cannot_be_guessed():
    assert len(make.feed().token) >= 43


def test_the_feed_holds_the_exams_she_is_called_to(client):
    exam = make.exam()
    person = make.candidate(exam).person
    make.exam(published=False)

    [event] = events(client, make.feed(person))

    closes = exam.closes_at.replace(microsecond=0)
    assert (event["summary"], event["dtend"].dt) == (exam.title, closes)
    assert str(event["description"]) == "3 questions, 30 minutes, to be sat once"
