from datetime import date, timedelta

import pytest
from django.urls import reverse

from courses.models import Course, Enrolment, Lesson, Reading, Session, Term
from organisation.models import Post
from organisation.periods import today
from tests import make

pytestmark = pytest.mark.django_db
YESTERDAY = today() - timedelta(1)


def url(name, pk=None):
    return reverse(f"courses:{name}", kwargs={"pk": pk} if pk is not None else None)


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def trainee(client, world):
    client.force_login(world["officer"])
    return world["officer"]


@pytest.fixture
def operator(client, world):
    client.force_login(world["operator"])
    return world["operator"]


def test_a_month_shows_its_sessions_by_day(client, trainee):
    make.session(make.course(title="Typing"), day=date(2026, 8, 16))

    august = client.get(reverse("courses:course_month", kwargs={"month": "2026-08"}))
    july = client.get(reverse("courses:course_month", kwargs={"month": "2026-07"}))

    assert "9:00–11:30 Typing" in text_of(august)
    assert "There are no sessions this month." in text_of(july)


def test_what_is_no_month_is_not_found(client, trainee):
    address = reverse("courses:course_month", kwargs={"month": "august"})

    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("show", "titles"),
    [
        ("all", {"Of the county", "Of the township", "Hers"}),
        ("mine", {"Hers"}),
        ("township", {"Of the township"}),
    ],
)
def test_the_schedule_is_filtered_by_its_address(client, world, trainee, show, titles):
    make.session(make.course(world.county, "Of the county"))
    make.session(make.course(world.township, "Of the township"))
    make.session(make.course(world.other_township, "Of another township"))
    make.enrolment(make.session(make.course(world.county, "Hers")), trainee)

    address = reverse("courses:course_month", kwargs={"month": "2030-06"})
    days = client.get(address, {"show": show}).context["coming"]

    assert {session.course.title for day in days for session in day.sessions} == titles


def test_a_computer_is_chosen_by_its_number(client, trainee):
    session = make.session(computers=3)

    response = client.post(url("session_enrol", session.pk), {"computer": "2"}, follow=True)

    assert "You are enrolled. Your place: computer 2." in text_of(response)
    assert Enrolment.objects.get().computer.number == 2


def test_a_taken_computer_is_refused_on_the_page(client, trainee):
    session = make.session(computers=3)
    make.enrolment(session)

    response = client.post(url("session_enrol", session.pk), {"computer": "1"}, follow=True)

    assert "Computer 1 was just taken. 2 are left. Choose another one." in text_of(response)


def test_the_grid_offers_only_free_computers(client, trainee):
    session = make.session(computers=3)
    make.enrolment(session)
    session.room.computers.filter(number=2).update(works=False)

    page = text_of(client.get(url("session_detail", session.pk)))

    assert page.count('name="computer"') == 1
    assert 'name="computer" value="3"' in page


def test_a_place_is_given_back(client, trainee):
    session = make.session()
    make.enrolment(session, trainee)

    response = client.post(url("session_cancel", session.pk), follow=True)

    assert "Your place is given back." in text_of(response)
    assert not Enrolment.objects.exists()


def test_a_refused_cancellation_is_shown(client, trainee):
    session = make.session(day=today())
    make.enrolment(session, trainee)

    response = client.post(url("session_cancel", session.pk), follow=True)

    assert "It was possible to cancel until the day before." in text_of(response)


def test_a_page_changes_nothing_when_it_is_only_opened(client, world, operator):
    session = make.session(make.course(world.township), day=YESTERDAY)
    make.enrolment(session)
    for name in ("session_detail", "attendance_list", "session_sheet", "session_edit"):
        client.get(url(name, session.pk))

    assert client.get(url("session_enrol", session.pk)).status_code == 405
    assert client.get(url("session_state", session.pk)).status_code == 405
    assert Session.objects.get().attendance_taken_at is None


def test_a_lesson_is_read_with_the_button(client, world, trainee):
    lesson = make.lesson(make.course(world.county))
    page = client.get(url("lesson_detail", lesson.pk))
    data = {"opening": page.context["opening"], "finished": "1"}

    response = client.post(url("lesson_read", lesson.pk), data, follow=True)

    assert Reading.objects.get().finished
    assert "You have read this lesson." in text_of(response)


def test_a_mark_of_opening_that_is_not_hers_is_refused_in_words(client, world, trainee):
    lesson = make.lesson(make.course(world.county))

    response = client.post(url("lesson_read", lesson.pk), {"finished": "1"}, follow=True)

    assert "This page was open for too long." in text_of(response)
    assert not Reading.objects.exists()


def test_the_filters_are_those_that_make_sense(client, world):
    client.force_login(world["organiser"])
    tabs = client.get(url("course_list")).context["tabs"]

    assert [key for key, _words in tabs] == ["mine", "all"]


def test_a_script_tells_the_time_without_a_page(client, world, trainee):
    lesson = make.lesson(make.course(world.county))
    page = client.get(url("lesson_detail", lesson.pk))

    response = client.post(url("lesson_read", lesson.pk), {"opening": page.context["opening"]})

    assert (response.status_code, Reading.objects.get().finished) == (204, False)


def test_a_session_is_held_by_the_form(client, world, operator):
    course, room = make.course(world.township), make.room_with(2, world.township)
    data = {"day_year": "2030", "starts": "9：00", "ends": "11.30", "room": room.pk}
    data = data_of_day("day", 2030, 6, 1) | data

    client.post(url("session_create", course.pk), data)

    assert Session.objects.get().hours == "9:00–11:30"


def data_of_day(name, *parts):
    return {
        f"{name}_{key}": part for key, part in zip(("year", "month", "day"), parts, strict=True)
    }


def test_a_refused_session_keeps_what_was_typed(client, world, operator):
    taken = make.session(make.course(world.township))
    data = {"starts": "10:00", "ends": "11:00", "room": taken.room.pk}
    data |= data_of_day("day", 2030, 6, 1)

    page = text_of(client.post(url("session_create", taken.course.pk), data))

    assert "The room is taken 9:00–11:30 by Registering a birth." in page
    assert 'value="10:00"' in page


def test_a_session_is_changed_by_the_form(client, world, operator):
    session = make.session(make.course(world.township))
    data = {"starts": "13:00", "ends": "15:00", "room": session.room.pk}

    client.post(url("session_edit", session.pk), data | data_of_day("day", 2030, 6, 3))

    session.refresh_from_db()
    assert (session.day, session.hours) == (date(2030, 6, 3), "13:00–15:00")


def test_a_session_is_called_off_by_the_button(client, world, operator):
    session = make.session(make.course(world.township))

    client.post(url("session_state", session.pk), {"act": "call_off"})

    assert Session.objects.get().is_cancelled


def test_a_course_is_made_by_the_form(client, world, operator):
    data = {"title": "Typing", "unit": world.township.pk, "state": "open"}

    client.post(url("course_create"), data)

    assert Course.objects.get().unit == world.township


def test_no_course_is_made_for_another_township(client, world, operator):
    data = {"title": "Typing", "unit": world.other_township.pk, "state": "open"}

    client.post(url("course_create"), data)

    assert not Course.objects.exists()


def test_a_term_that_ends_before_it_begins_is_refused(client, world):
    client.force_login(world["organiser"])
    data = {"unit": world.county.pk, "season": "spring"}
    data |= data_of_day("starts_on", 2027, 3, 8) | data_of_day("ends_on", 2027, 3, 1)

    page = text_of(client.post(url("term_create"), data))

    assert "The last day is before the first." in page
    assert not Term.objects.exists()


def test_a_lesson_is_written_in_plain_words(client, world):
    client.force_login(world["organiser"])
    course = make.course(world.county)
    data = {"title": "Typing", "order": "1", "minutes": "5", "text": "# First\n- Sit down"}

    client.post(url("lesson_create", course.pk), data)

    form = client.get(url("lesson_edit", Lesson.objects.get().pk)).context["form"]
    assert form["text"].value() == "# First\n\n- Sit down"


def test_a_lesson_of_no_minutes_is_refused_at_its_field(client, world):
    client.force_login(world["organiser"])
    data = {"title": "Typing", "order": "1", "minutes": "0", "text": "Sit down"}

    page = client.post(url("lesson_create", make.course(world.county).pk), data)

    assert "greater than or equal to 1" in text_of(page)


def test_attendance_is_taken_by_list(client, world, operator):
    session = make.session(make.course(world.township), day=YESTERDAY)
    place = make.enrolment(session)

    client.post(url("attendance_list", session.pk), {f"place-{place.pk}": "excused"})

    place.refresh_from_db()
    assert place.get_attendance_display() == "excused"


def test_marks_made_so_far_stay_when_somebody_is_forgotten(client, world, operator):
    session = make.session(make.course(world.township), day=YESTERDAY)
    marked, forgotten = make.enrolment(session), make.enrolment(session)
    data = {f"place-{marked.pk}": "present"}

    page = text_of(client.post(url("attendance_list", session.pk), data))

    assert f"Not marked yet: {forgotten.person.name}." in page
    assert page.count(" checked") == 1


def test_somebody_without_a_place_is_added_by_user_name(client, world, operator):
    session = make.session(make.course(world.township), day=YESTERDAY)
    username = world["officer"].username

    client.post(url("attendance_add", session.pk), {"account": username})

    assert Enrolment.objects.get().person == world["officer"]


def test_marks_made_so_far_stay_when_somebody_is_added(client, world, operator):
    session = make.session(make.course(world.township), day=YESTERDAY)
    place = make.enrolment(session)
    data = {"account": world["officer"].username, f"place-{place.pk}": "excused"}

    response = client.post(url("attendance_add", session.pk), data)

    shown = {listed.pk: listed.attendance for listed in response.context["places"]}
    assert (len(shown), shown[place.pk]) == (2, "excused")


def test_nobody_of_another_township_is_added(client, world, operator):
    session = make.session(make.course(world.township), day=YESTERDAY)
    data = {"account": world["officer.elsewhere"].username}

    page = text_of(client.post(url("attendance_add", session.pk), data))

    assert "Nobody here has that name or number." in page
    assert not Enrolment.objects.exists()


def test_live_figures_that_cannot_be_are_shown_again(client, world):
    client.force_login(world["instructor"])
    session = make.session(live=True, day=YESTERDAY, teacher=world["instructor"])
    data = {"points": "18", "asked": "3", "answered": "4"}

    page = text_of(client.post(url("session_live", session.pk), data))

    assert "More questions were answered than asked." in page
    assert 'value="18"' in page


def test_a_supervisor_sees_counts_and_no_names(client, world):
    session = make.session(make.course(world.township), day=date(2026, 8, 1), taken=True)
    make.enrolment(session, world["officer"], attendance="absent")
    client.force_login(world["supervisor"])

    response = client.get(url("attendance_summary"), {"month": "2026-08"})

    rows = [(row.unit, row.came, row.away) for row in response.context["rows"]]
    expected = [(world.township, 0, 1), (world.other_township, 0, 0), (world.county, 0, 1)]
    assert rows == expected
    assert world["officer"].name not in text_of(response)


def test_an_operator_reads_the_names_of_her_own_people_only(client, world, operator):
    session = make.session(make.course(world.county), day=date(2026, 8, 1), taken=True)
    make.enrolment(session, world["officer"], attendance="absent")
    make.enrolment(session, world["officer.elsewhere"], attendance="absent")

    response = client.get(url("absence_list"), {"month": "2026-08"})

    assert [place.person for place in response.context["page"]] == [world["officer"]]


def test_an_instructor_plans_nothing_but_sees_her_lists(client, world):
    make.session(teacher=world["instructor"], day=YESTERDAY)
    client.force_login(world["instructor"])

    page = client.get(url("plan_list"))

    assert len(page.context["waiting"]) == 1
    assert url("course_create") not in text_of(page)


def test_a_person_without_posts_meets_an_empty_schedule(client):
    make.session()
    client.force_login(make.person())

    response = client.get(reverse("courses:course_month", kwargs={"month": "2030-06"}))

    assert response.context["coming"] == []


def test_an_officer_whose_post_has_ended_sees_nothing_of_it(client, world):
    person = make.person()
    make.post(person, Post.Kind.INFORMATION_OFFICER, world.village, valid_to=today() - timedelta(1))
    client.force_login(person)

    session = make.session(make.course(world.township))

    assert client.get(url("session_detail", session.pk)).status_code == 404
