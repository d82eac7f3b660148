"""The figures this app offers the monthly notice, in printing order."""

from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from exams.models import Attempt, Candidate, Exam, Score
from organisation.indicators import Figure, Indicator


def held(units, month):
    exams = Exam.objects.closed_in(month).filter(unit__in=units)
    rows = exams.order_by().values_list("unit").annotate(n=Count("pk"))
    return {unit: Figure(Decimal(n)) for unit, n in rows}


def sat(units, month):
    handed_in = Attempt.objects.filter(
        exam=OuterRef("exam"), person=OuterRef("person"), submitted_at__isnull=False
    )
    called = Candidate.objects.filter(exam__in=Exam.objects.closed_in(month), unit__in=units)
    rows = (
        called.order_by()
        .annotate(came=Exists(handed_in))
        .values_list("unit")
        .annotate(sat=Count("pk", filter=Q(came=True)), of=Count("pk"))
    )
    return {unit: Figure(Decimal(n), Decimal(of)) for unit, n, of in rows}


def pass_rate(units, month):
    scores = Score.objects.counting().filter(
        attempt__exam__in=Exam.objects.closed_in(month), attempt__unit__in=units
    )
    rows = (
        scores.order_by()
        .values_list("attempt__unit")
        .annotate(
            n=Count("pk", filter=Q(passed=True)),
            of=Count("pk"),
        )
    )
    return {unit: Figure(Decimal(n), Decimal(of)) for unit, n, of in rows}


INDICATORS = [
    Indicator(
        "exams.held",
        _("exams held"),
        _("Unified exams whose window closed in the month."),
        "count",
        held,
    ),
    Indicator(
        "exams.sat",
        _("share of those called who sat"),
        _("Of the people called to exams that closed in the month, those who handed in."),
        "share",
        sat,
    ),
    Indicator(
        "exams.pass_rate",
        _("pass rate"),
        _("Of the sittings of exams that closed in the month, those that reached the pass line."),
        "share",
        pass_rate,
    ),
]
