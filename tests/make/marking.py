"""Exams of which people mark a part."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from exams import protocol
from exams.models import Reading
from exams.services import closing, hand_ins, markers, paper_making, readings, sittings
from tests.make.exams import attempt, bank, exam, handed_in, image_bytes, question, question_of
from tests.make.organisation import person
from tests.make.papers import paper

__all__ = ["WORDS", "essay_exam", "file_of", "marked_by", "marker_of", "open_paper", "sat_in_words"]

WORDS = ("t:First sign in. Then type.",)


def open_paper(*types, points=10):
    """A single choice, in which "a" is right, and a question of each of these types."""
    bank_, made = bank(), paper(questions=0)
    versions = [question(bank_), *(question_of(type_, bank_) for type_ in types or ("essay",))]
    paper_making.add(made, versions, Decimal(points))
    return made


def essay_exam(*units, types=("essay",), ago=timedelta(days=1), **fields):
    """An exam that is over, whose second question is answered in words for 10 points."""
    return exam(list(units), paper=open_paper(*types), at=timezone.now() - ago, **fields)


def marker_of(exam_, someone=None, kind="instructor"):
    """Named to mark it."""
    someone = someone or person(kind)
    return markers.name(exam_, someone, person("organiser"), timezone.now()).person


def marked_by(someone, script, points, note=""):
    """Gives her mark of this answer."""
    reading = Reading.objects.of(someone).get(script=script)
    readings.give(reading, someone, [], Decimal(str(points)), note, timezone.now())
    script.refresh_from_db()


def sat_in_words(exam_, someone, words=WORDS):
    """She has handed in while it was open, with the single choice right."""
    return handed_in(exam_, someone, {1: "a", 2: words}, now=exam_.opens_at)


def file_of(exam_, someone, data=None):
    """A photo handed in for the second question, and named by the answer."""
    begun = attempt(exam_, someone, now=exam_.opens_at)
    kept = hand_ins.keep(begun.pk, 2, "work.png", data or image_bytes(), exam_.opens_at)
    _attempt, epoch = sittings.claim(begun.pk, "device", "claim", exam_.opens_at)
    act = protocol.Act(1, 2, (f"f:{kept.sha256}",))
    sittings.save(begun.pk, "device", epoch, [act], exam_.opens_at)
    begun.refresh_from_db()
    closing.hand_in(begun, exam_.opens_at, "key")
    return kept
