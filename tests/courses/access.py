from datetime import date

from tests import make
from tests.access.rows import DIRECTORS, EVERYONE, OPERATORS, Row

TRAINEES = {"officer", "officer.neighbour", "operator"}
SIGHT = TRAINEES | {"director", "instructor", "organiser", "supervisor", "leader"}
PLANNERS = {"operator", "organiser"}
LISTS = {"instructor"} | PLANNERS
RESULTS = {"operator", "director", "organiser", "supervisor"}


def _course(world):
    return {"pk": make.course(world.township).pk}


def _session(world):
    """Held by the township; the instructor of the county teaches it."""
    course = make.course(world.township)
    return {"pk": make.session(course, teacher=world["instructor"]).pk}


def _enrolled(world):
    session = make.session(make.course(world.township))
    make.enrolment(session, world["officer"])
    return {"pk": session.pk}


def _untaught(world):
    return {"pk": make.session(make.course(world.township), day=date(2026, 8, 1)).pk}


def _lesson(world):
    course = make.course(world.township)
    make.session(course, teacher=world["instructor"])
    return {"pk": make.lesson(course).pk}


def _taught_course(world):
    course = make.course(world.township)
    make.session(course, teacher=world["instructor"])
    return {"pk": course.pk}


def _term(world):
    return {"pk": make.term(world.county).pk}


def _feed(world):
    return {"token": make.feed(world["officer"]).token}


ROWS = [
    Row("courses:course_list", EVERYONE),
    Row("courses:course_month", EVERYONE, lambda world: {"month": "2026-08"}),
    Row("courses:course_detail", SIGHT, _course),
    Row("courses:session_mine", EVERYONE),
    Row("courses:feed_renew", EVERYONE, method="post"),
    Row("courses:feed", EVERYONE, _feed, public=True),
    Row("courses:session_detail", SIGHT, _session),
    Row("courses:session_enrol", TRAINEES, _session, method="post"),
    Row("courses:session_wait", TRAINEES, _session, method="post"),
    Row("courses:session_cancel", {"officer"}, _enrolled, method="post"),
    Row("courses:session_edit", PLANNERS, _session),
    Row("courses:session_edit", PLANNERS, _session, method="post"),
    Row("courses:session_state", PLANNERS, _session, method="post", data={"act": "close"}),
    Row("courses:attendance_list", LISTS, _session),
    Row("courses:attendance_list", PLANNERS, _untaught),
    Row("courses:attendance_list", LISTS, _session, method="post"),
    Row("courses:attendance_add", LISTS, _session, method="post"),
    Row("courses:session_sheet", LISTS, _session),
    Row("courses:session_live", LISTS, _session),
    Row("courses:session_live", LISTS, _session, method="post"),
    Row("courses:lesson_list", EVERYONE),
    Row("courses:lesson_detail", SIGHT, _lesson),
    Row("courses:lesson_read", SIGHT, _lesson, method="post"),
    Row("courses:lesson_edit", {"instructor", "organiser"}, _lesson),
    Row("courses:lesson_edit", {"instructor", "organiser"}, _lesson, method="post"),
    Row("courses:lesson_create", {"instructor", "organiser"}, _taught_course),
    Row("courses:lesson_create", {"organiser"}, _course),
    Row("courses:plan_list", OPERATORS | {"organiser", "instructor"}),
    Row("courses:term_create", {"organiser"}),
    Row("courses:term_create", {"organiser"}, method="post"),
    Row("courses:term_edit", {"organiser"}, _term),
    Row("courses:course_create", OPERATORS | {"organiser"}),
    Row("courses:course_create", OPERATORS | {"organiser"}, method="post"),
    Row("courses:course_edit", PLANNERS, _course),
    Row("courses:session_create", PLANNERS, _course),
    Row("courses:session_create", PLANNERS, _course, method="post"),
    Row("courses:attendance_summary", OPERATORS | DIRECTORS | {"organiser", "supervisor"}),
    Row("courses:attendance_unit", RESULTS, lambda world: {"pk": world.township.pk}),
    Row("courses:absence_list", OPERATORS | {"organiser"}),
]
