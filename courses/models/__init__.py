"""Terms, courses and their sessions; seats, attendance; lessons and their reading."""

from courses.models.enrolments import Enrolment
from courses.models.feeds import CalendarFeed
from courses.models.lessons import Lesson, Reading
from courses.models.plan import Course, Term
from courses.models.sessions import Session
from courses.models.waiting import Wait

__all__ = [
    "CalendarFeed", "Course", "Enrolment", "Lesson", "Reading", "Session", "Term", "Wait",
]  # fmt: skip
