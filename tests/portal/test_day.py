from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from organisation.agenda import AgendaItem, Urgency
from organisation.models import Post
from portal.day import arranged, duty_of, lead_of
from tests import make

DAY = date(2026, 8, 15)


def item(title, urgency, when=DAY):
    return AgendaItem(when, title, f"/{title}/", urgency)


def at(hour):
    return timezone.make_aware(datetime(2026, 8, 15, hour))


def test_the_nearest_deadline_is_what_to_do_now():
    late, soon = item("late", Urgency.NOW, at(17)), item("soon", Urgency.NOW, at(9))

    day = arranged([late, soon])

    assert day.now == soon
    assert day.tasks == [late]


def test_tasks_are_today_first_and_what_lies_ahead_after():
    ahead = item("ahead", Urgency.LATER, DAY + timedelta(days=5))
    today = item("today", Urgency.TODAY)

    assert arranged([ahead, today]).tasks == [today, ahead]


def test_equally_urgent_things_keep_the_order_of_the_apps():
    first, second = item("records", Urgency.TODAY), item("inbox", Urgency.TODAY)

    assert arranged([first, second]).tasks == [first, second]


def test_only_the_nearest_session_is_shown():
    near, far = item("near", Urgency.NEXT, at(9)), item("far", Urgency.NEXT, at(14))

    assert arranged([far, near]).next == near


def test_five_tasks_are_shown_and_the_rest_is_counted():
    day = arranged([item(str(number), Urgency.TODAY) for number in range(8)])

    assert [len(day.first), day.more] == [5, 3]


def test_what_lies_ahead_is_not_counted_as_to_do():
    items = [item("a", Urgency.NOW), item("b", Urgency.TODAY), item("c", Urgency.LATER)]

    assert arranged(items).to_do == 2


def test_a_day_without_anything():
    day = arranged([])

    assert [day.now, day.tasks, day.next, day.to_do] == [None, [], None, 0]


@pytest.mark.parametrize(
    ("day", "duty"),
    [
        (date(2026, 8, 15), "five"),
        (date(2026, 8, 30), "ten"),
        (date(2026, 2, 28), "ten"),
        (date(2026, 8, 16), ""),
    ],
)
def test_a_village_is_on_duty_on_days_of_five_and_ten(day, duty):
    assert duty_of([Post(kind=Post.Kind.INFORMATION_OFFICER)], day) == duty


def test_others_are_not_on_duty():
    assert duty_of([Post(kind=Post.Kind.LEADER)], DAY) == ""


@pytest.mark.django_db
def test_my_day_shows_what_an_app_asks(client):
    officer = make.person(Post.Kind.INFORMATION_OFFICER)
    message = make.message(officer, "Read the timetable")
    client.force_login(officer)

    html = client.get(reverse("portal:today")).content.decode()

    assert "Read the timetable" in html
    assert message.get_absolute_url() in html


@pytest.mark.django_db
def test_my_day_says_when_there_is_nothing(client):
    client.force_login(make.person())

    html = client.get(reverse("portal:today")).content.decode()

    assert "There is nothing to do today." in html


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "beside"), [(Post.Kind.INFORMATION_OFFICER, False), (Post.Kind.ORGANISER, True)]
)
def test_those_at_a_desk_have_their_places_beside_the_day(client, kind, beside):
    client.force_login(make.person(kind))

    html = client.get(reverse("portal:today")).content.decode()

    assert ("My places" in html) == beside


@pytest.mark.django_db
def test_the_menu_shows_my_posts_and_places(client):
    village = make.village("River Bend")
    client.force_login(make.person(Post.Kind.INFORMATION_OFFICER, village))

    html = client.get(reverse("portal:menu")).content.decode()

    assert "village information officer" in html
    assert "River Bend" in html
    assert reverse("inbox:message_list") in html


@pytest.mark.django_db
def test_a_post_that_has_ended_is_not_in_the_menu(client):
    person = make.person()
    make.post(person, Post.Kind.EDITOR, valid_to=date(2010, 1, 1))
    client.force_login(person)

    html = client.get(reverse("portal:menu")).content.decode()

    assert "You hold no post at present." in html


@pytest.mark.django_db
def test_the_menu_keeps_together_what_belongs_together(client):
    client.force_login(make.person(Post.Kind.SUPERVISOR))

    groups = client.get(reverse("portal:menu")).context["places"]

    together = next(g for g in groups if reverse("notices:board") in [i.url for i in g.items])
    assert reverse("notices:notice_list") in [item.url for item in together.items]
    assert [group.title for group in groups if not group.items] == []


@pytest.mark.parametrize(
    ("duty", "count", "words"),
    [
        ("five", 2, "On duty today (a day of five). There are 2 things to do."),
        ("", 1, "There is 1 thing to do."),
        ("ten", 0, "On duty today (a day of ten). "),
    ],
)
def test_the_lead_says_whether_it_is_a_duty_day_and_how_much_there_is(duty, count, words):
    day = arranged([item(str(number), Urgency.TODAY) for number in range(count)])

    assert lead_of(day, duty) == words


def test_the_number_beside_the_tasks_leaves_out_what_is_above_them():
    day = arranged([item("now", Urgency.NOW, at(9)), item("today", Urgency.TODAY)])

    assert (day.to_do, day.today_count) == (2, 1)
