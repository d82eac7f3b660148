"""Who gets through to what comes after an exam day: certificates and seals."""

from datetime import timedelta

from django.utils import timezone

from credentials import services as credentials
from exams.services import certificates
from tests import make
from tests.access.rows import Row

ORGANISER = {"organiser"}


def _certified(world):
    """An exam that gives certificates, one of which was given."""
    long_ago = timezone.now() - timedelta(days=2)
    exam = make.exam([world.township], at=long_ago, gives_certificates=True)
    answers = {1: "a", 2: "a", 3: "a"}
    make.handed_in(exam, world["officer"], answers, now=exam.opens_at)
    certificates.give_waiting(exam, None, timezone.now())
    return exam


def _certified_pk(world):
    return {"pk": _certified(world).pk}


def _revoked(world):
    """Revoked by mistake."""
    exam = _certified(world)
    given = certificates.of_exam(exam).get()
    credentials.revoke(given, "A mistake.", None)
    return {"pk": exam.pk, "certificate": given.pk}


AFTER = [
    Row("exams:exam_certificates", ORGANISER, _certified_pk),
    Row("exams:certificates_give", ORGANISER, _certified_pk, method="post"),
    Row("exams:certificate_again", ORGANISER, _revoked, method="post"),
    Row("exams:seal_list", {"organiser", "audit"}),
    Row("exams:seals_check", {"organiser", "audit"}, method="post"),
]
