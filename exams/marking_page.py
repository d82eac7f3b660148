"""What the pages of marking show: an answer without a name, and how far the marking has come."""

from django.db.models import Count, F, Prefetch, Q

from exams import frozen
from exams.double_marking import THIRD
from exams.models import HandedIn, Marker, Reading, Script


def answer_of(script):
    """Question, answer and file of a script; whose it is stands nowhere."""
    questions = script.attempt.content["questions"]
    question = next(one for one in questions if one["slot"] == script.slot)
    return {
        "question": question,
        "text": frozen.text_of(script.value),
        "file": file_of(script.attempt_id, script.slot, script.value),
    }


def file_of(attempt_id, slot, value):
    """The file this answer names, where it came in."""
    sha256 = frozen.file_of(value)
    kept = HandedIn.objects.filter(attempt=attempt_id, slot=slot, sha256=sha256)
    return kept.order_by("pk").first() if sha256 else None


def scripts_read():
    """Readings with all that `answer_of` needs."""
    return Reading.objects.select_related("script__attempt__exam__paper")


def left_by_question(person, exam, now):
    """Each question she has answers of: how many are left and how many she has marked."""
    rows = Reading.objects.of(person).over(now).filter(script__attempt__exam=exam)
    return list(
        rows.order_by("script__version")
        .values(text=F("script__version__text"))
        .annotate(
            left=Count("pk", filter=Q(given_at=None)),
            given=Count("pk", filter=Q(given_at__isnull=False)),
        )
    )


def given_open(person, exam):
    """What she has marked and may still put right, the last one first."""
    rows = scripts_read().of(person).given().filter(script__attempt__exam=exam, script__points=None)
    return rows.filter(Q(script__differs=False) | Q(place=THIRD)).order_by("-given_at")


def exams_of(person, now):
    """Exams she marks, each with how many answers are left."""
    hers = Q(exam__attempts__scripts__readings__marker=person)
    left = hers & Q(exam__attempts__scripts__readings__given_at=None, exam__closes_at__lte=now)
    rows = Marker.objects.filter(person=person).select_related("exam")
    return rows.annotate(
        left=Count("exam__attempts__scripts__readings", filter=left),
        dealt=Count("exam__attempts__scripts__readings", filter=hers),
    ).order_by("-exam__closes_at", "-pk")


def progress_of(exam):
    """For who holds the exam; the same few queries whatever its size."""
    scripts = Script.objects.of_exam(exam)
    questions = list(
        scripts.order_by("version")
        .values(text=F("version__text"))
        .annotate(
            n=Count("pk"),
            settled=Count("pk", filter=Q(points__isnull=False)),
            third=Count("pk", filter=Q(differs=True, points=None)),
        )
    )
    return {
        "questions": questions,
        "answers": sum(row["n"] for row in questions),
        "left": sum(row["n"] - row["settled"] for row in questions),
        "markers": _markers(exam),
        "without": _without_readers(scripts),
    }


def _markers(exam):
    mine = Q(person__marks_given__script__attempt__exam=exam)
    return exam.markers.select_related("person").annotate(
        left=Count("person__marks_given", filter=mine & Q(person__marks_given__given_at=None)),
        given=Count(
            "person__marks_given", filter=mine & Q(person__marks_given__given_at__isnull=False)
        ),
    )


def _without_readers(scripts):
    """How many answers too few people may read."""
    dealt = scripts.unsettled().annotate(dealt=Count("readings"))
    return dealt.filter(Q(dealt__lt=2) | Q(differs=True, dealt__lt=3)).count()


def scripts_of(exam, only_different):
    """Those that differ, or all; the unsettled ones first, by the number of the receipt."""
    rows = Script.objects.of_exam(exam).newest().select_related("attempt", "version")
    rows = rows.filter(differs=True) if only_different else rows
    readings = Reading.objects.select_related("marker")
    return rows.order_by(
        F("settled_at").desc(nulls_first=True), "version", "attempt__code", "pk"
    ).prefetch_related(Prefetch("readings", readings, "marks"))


def hides_marks(script, person):
    """Who still has to read an answer herself does not see what others gave."""
    return any(one.marker_id == person.pk and one.given_at is None for one in script.marks)
