"""A month as a grid with marks, and as a list by day. Pure: sessions and days in, rows out."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _

from organisation.duty_days import is_duty_day


@dataclass(frozen=True)
class Mark:
    kind: str  # duty, course, exam: what components/calendar.html colours
    char: str
    words: str


@dataclass
class Day:
    date: date
    today: bool = False
    other: bool = False
    sessions: list = field(default_factory=list)
    exams: list = field(default_factory=list)
    marks: list = field(default_factory=list)

    @property
    def number(self):
        return self.date.day

    @property
    def anchor(self):
        return f"day-{self.date.day}"

    @property
    def url(self):
        return f"#{self.anchor}" if self.has_something and not self.other else ""

    @property
    def has_something(self):
        return bool(self.sessions or self.exams)


def days_of(month, sessions, today, exams=()):
    """The days of the month, each with its sessions and marks; `exams`: (day, exam)."""
    days = {day: Day(day, today=day == today) for day in month.days}
    for session in sessions:
        days[session.day].sessions.append(session)
    for day, exam in exams:
        days[day].exams.append(exam)
    for day in days.values():
        day.marks = _marks(day)
    return list(days.values())


def weeks_of(days):
    """Rows of seven, Monday first, filled up with days of the months beside."""
    first, last = days[0].date, days[-1].date
    before = [Day(first - timedelta(n), other=True) for n in range(first.weekday(), 0, -1)]
    after = [Day(last + timedelta(n), other=True) for n in range(1, 7 - last.weekday())]
    cells = [*before, *days, *after]
    return [cells[start : start + 7] for start in range(0, len(cells), 7)]


def _marks(day):
    marks = []
    if is_duty_day(day.date):
        marks.append(Mark("duty", _("D"), _("duty day")))
    if any(session.room_id and not session.live for session in day.sessions):
        marks.append(Mark("course", _("T"), _("training")))
    if any(session.live for session in day.sessions):
        marks.append(Mark("course", _("L"), _("live lesson")))
    if day.exams:
        marks.append(Mark("exam", _("E"), _("exam")))
    return marks
