"""How often and when questions were on a paper that was published."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max

from exams.models import PaperQuestion


@dataclass(frozen=True)
class Wear:
    times: int = 0
    last_at: datetime | None = None


def wear_of(questions):
    """question → Wear, of those that were used in whatever wording; one query."""
    used = PaperQuestion.objects.filter(
        version__question__in=questions, paper__published_at__isnull=False
    )
    rows = (
        used.order_by()
        .values("version__question")
        .annotate(times=Count("paper", distinct=True), last=Max("paper__published_at"))
    )
    return {row["version__question"]: Wear(row["times"], row["last"]) for row in rows}
