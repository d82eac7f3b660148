"""Where a question was used and what came of it, by the marking run that counts."""

from collections import defaultdict

from exams import exposure
from exams.models import Exam, PaperQuestion, Score

MOST = 24


def uses_of(question, now):
    """The last exams with this question, in the order of time; what was sat is told once closed."""
    there = PaperQuestion.objects.filter(
        version__question=question, paper__published_at__isnull=False
    )
    # It may stand on several forms of a paper.
    rows = defaultdict(list)
    for row in there.select_related("version"):
        rows[row.paper_id].append(row)
    exams = Exam.objects.published().filter(paper__in=rows).order_by("-opens_at", "-pk")[:MOST]
    shares = _shares({exam.pk: rows[exam.paper_id] for exam in exams if exam.closes_at < now})
    uses = []
    for exam in reversed(exams):
        version = rows[exam.paper_id][0].version.number
        use = exposure.Use(exam.pk, exam.title, exam.opens_at, version)
        uses.append(exposure.with_shares(use, shares[exam.pk]) if exam.closes_at < now else use)
    return uses


def _shares(rows):
    """Exam → the share of its points that each sitting with the question got."""
    shares = defaultdict(list)
    scores = Score.objects.counting().filter(attempt__exam__in=rows)
    told = scores.values_list("attempt__exam", "attempt__form", "attempt__drawn", "marks")
    for exam, form, drawn, marks in told.iterator():
        for row in rows[exam]:
            if (mark := marks.get(str(row.slot_in(form, drawn)))) is not None:
                shares[exam].append(float(mark) / float(row.points))
    return shares
