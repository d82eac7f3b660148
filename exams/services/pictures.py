"""Pictures of questions: kept once, shown to those who keep the bank or are asked."""

from base64 import b64decode

from django.db.models import Exists, Q, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from exams.formats.checks import pictures_of
from exams.models import Exam, Picture, Version
from exams.services import offered


def keep(drawn, person):
    """The row of a picture that `exams.pictures` has drawn."""
    return Picture.objects.get_or_create(
        sha256=drawn.sha256,
        defaults={
            "data": drawn.data,
            "width": drawn.width,
            "height": drawn.height,
            "made_by": person,
        },
    )[0]


def keep_all(questions, person):
    """Hash → key of the row, for the pictures of neutral questions."""
    found = {p.sha256: p for question in questions for p in pictures_of(question) if p}
    Picture.objects.bulk_create(
        (
            Picture(
                sha256=picture.sha256,
                data=b64decode(picture.data),
                width=picture.width,
                height=picture.height,
                made_by=person,
            )
            for picture in found.values()
        ),
        ignore_conflicts=True,
    )
    rows = Picture.objects.filter(sha256__in=found) if found else Picture.objects.none()
    return dict(rows.values_list("sha256", "pk"))


def bytes_of(hashes):
    """Hash → bytes, for what is printed."""
    rows = Picture.objects.filter(sha256__in=hashes) if hashes else Picture.objects.none()
    return {sha256: bytes(data) for sha256, data in rows.values_list("sha256", "data")}


def seen_by(person, sha256):
    """The picture of this hash, if she brought it, keeps a bank with it or is asked about it."""
    kept = Version.objects.kept_by(person).filter(
        Q(picture__sha256=sha256) | Q(options__picture__sha256=sha256)
    )
    # Not before the exam opens: nobody is to see a part of it earlier.
    sat = Exam.objects.called(person).filter(opens_at__lte=timezone.now())
    sat = sat.annotate(frozen=Cast("paper__content", TextField())).filter(frozen__contains=sha256)
    mine = Q(made_by=person) | Exists(kept) | Exists(sat) | Exists(_practised(person, sha256))
    return Picture.objects.filter(mine, sha256=sha256)


def _practised(person, sha256):
    """Wordings of questions she may practise now."""
    questions = offered.for_her(person, timezone.now())
    versions = Version.objects.filter(question__in=questions)
    return versions.filter(Q(picture__sha256=sha256) | Q(options__picture__sha256=sha256))
