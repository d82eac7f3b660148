"""Spot exams: sealed, drawn, sat."""

from datetime import timedelta

from django.utils import timezone

from exams.models import Exam
from exams.services import spot_draws
from organisation.models import Post
from tests.make.exams import exam, handed_in
from tests.make.organisation import county, person, township, village

__all__ = ["drawn", "given_up", "sat_by_all", "sealed", "spot_exam", "villages"]


def villages(count=5, parent=None):
    """In one township, each with an officer."""
    parent = parent or township()
    made = [village(parent=parent) for _number in range(count)]
    for unit in made:
        person(Post.Kind.INFORMATION_OFFICER, unit)
    return made


def spot_exam(units=None, *, at=None, **fields):
    """A draft that opens in an hour."""
    at = at or timezone.now()
    fields = {"opens_at": at + timedelta(hours=1), "closes_at": at + timedelta(hours=3)} | fields
    return exam(units or [county()], kind=Exam.Kind.SPOT, published=False, at=at, **fields)


def sealed(exam_=None, size=1, *, minimum=0, by=None, now=None, **terms):
    """A draw nobody knows the villages of."""
    terms = {"size": size, "minimum": minimum, "excused": {}} | terms
    return spot_draws.seal(exam_ or spot_exam(), terms, by or person(), now or timezone.now())


def drawn(exam_=None, size=1, *, public="", now=None, **terms):
    """A draw whose villages are called."""
    now = now or timezone.now()
    draw = sealed(exam_, size, now=now, **terms)
    spot_draws.reveal(draw, public, person(), now)
    draw.refresh_from_db()
    return draw


def sat_by_all(draw):
    """Everybody of the drawn villages hands in, with the first question right."""
    exam_ = Exam.objects.get(pk=draw.exam_id)
    for called in exam_.candidates.select_related("person"):
        handed_in(exam_, called.person, {1: "a"}, now=exam_.opens_at)


def given_up(draw):
    """By two people."""
    now = timezone.now()
    spot_draws.ask_to_give_up(draw, "The number was read out wrong.", person(), now)
    return spot_draws.give_up(draw, person(), now)
