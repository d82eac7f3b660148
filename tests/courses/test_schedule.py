from datetime import date
from types import SimpleNamespace

from courses.schedule import days_of, weeks_of
from organisation.periods import Month

AUGUST = Month(2026, 8)


def a_session(day, *, room=1, live=False):
    return SimpleNamespace(day=day, room_id=room, live=live)


def marks_of(day, sessions=(), exams=()):
    days = days_of(AUGUST, sessions, date(2026, 8, 3), exams)
    return [mark.char for mark in days[day - 1].marks]


def test_a_duty_day_is_marked():
    assert marks_of(15) == ["D"]


def test_training_a_live_lesson_and_an_exam_are_marked_by_one_character_each():
    sixteenth = date(2026, 8, 16)
    sessions = [a_session(sixteenth), a_session(sixteenth, room=None, live=True)]

    assert marks_of(16, sessions, [(sixteenth, "an exam")]) == ["T", "L", "E"]


def test_weeks_begin_on_monday_and_are_whole():
    weeks = weeks_of(days_of(AUGUST, [], date(2026, 8, 3)))

    assert [len(week) for week in weeks] == [7] * 6
    assert (weeks[0][0].date, weeks[-1][-1].date) == (date(2026, 7, 27), date(2026, 9, 6))


def test_only_days_with_sessions_or_exams_lead_to_the_list():
    exams = [(date(2026, 8, 20), "an exam")]
    days = days_of(AUGUST, [a_session(date(2026, 8, 16))], date(2026, 8, 3), exams)

    assert [day.url for day in days if day.url] == ["#day-16", "#day-20"]
    assert [day.number for day in days if day.today] == [3]
