"""Where a question was used and what came of it, as the analysis of each exam says."""

from dataclasses import dataclass
from datetime import datetime

from exams.analysis.flags import FEWEST_PEOPLE
from exams.models import Analysis, Exam, PaperQuestion, QuestionAnalysis

MOST = 24


@dataclass(frozen=True)
class Use:
    title: str
    at: datetime
    version: int
    is_over: bool
    count: int | None = None  # who got the question; None until the exam is analysed
    facility: float | None = None  # the share of the points they got
    is_known: bool = False  # so many more got it right than at first that it perhaps got about

    @property
    def is_enough(self):
        return self.count is not None and self.count >= FEWEST_PEOPLE


def uses_of(question, now):
    """The last exams with this question, the newest first; four queries at most."""
    there = PaperQuestion.objects.filter(
        version__question=question, paper__published_at__isnull=False
    )
    versions = dict(there.values_list("paper", "version__number"))
    exams = Exam.objects.published().filter(paper__in=versions).order_by("-opens_at", "-pk")[:MOST]
    found = _found(question, exams)
    return [_use(exam, versions[exam.paper_id], found, now) for exam in exams]


def _found(question, exams):
    """Exam → what its analysis says of the question; None where nobody got it."""
    analyses = Analysis.objects.counting().filter(run__exam__in=[exam.pk for exam in exams])
    found = dict.fromkeys(analyses.values_list("run__exam", flat=True))
    rows = QuestionAnalysis.objects.filter(analysis__in=analyses, version__question=question)
    return found | {row.analysis.run.exam_id: row for row in rows.select_related("analysis__run")}


def _use(exam, version, found, now):
    use = exam.title, exam.opens_at, version, exam.closes_at < now
    if exam.pk not in found:
        return Use(*use)
    row = found[exam.pk]
    if row is None:
        return Use(*use, count=0)
    return Use(*use, row.people, row.facility, "leaked" in row.flags)
