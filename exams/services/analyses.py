"""Analyses of exams: which are due, and the one place that makes them from sittings."""

import math
from dataclasses import asdict
from decimal import Decimal

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Sum
from django.utils import timezone

from exams.analysis import sampling
from exams.analysis.exam import analyse
from exams.analysis.flags import FEWEST_PEOPLE, SENTENCES
from exams.analysis.leaks import Use
from exams.models import Analysis, Attempt, Exam, QuestionAnalysis
from exams.sat import asked_in, sittings_of
from ledger import jobs

CENT = Decimal("0.01")


def queue_due(now=None):
    """Queues the analysis of every exam that is over and is not analysed as it stands.

    For the clock, and one query; repeatable: what is queued is not queued again.
    """
    queued = 0
    for run, made_at, found, kept in _due(now or timezone.now()):
        if found != kept:
            version = f"{made_at:%Y%m%d%H%M%S%f}" if made_at else "first"
            key = f"exams.analysis:{run}:{found}:{version}"
            queued += jobs.enqueue_once("exams.tasks.analyse", run, key=key)
    return queued


def _due(now):
    still_open = Attempt.objects.filter(exam=OuterRef("pk"), state=Attempt.State.OPEN)
    over = Exam.objects.published().filter(~Exists(still_open), closes_at__lte=now)
    rows = (
        over.order_by("closes_at", "pk")
        .annotate(n=Count("marking_run__scores"), points=Sum("marking_run__scores__points"))
        .values_list(
            "marking_run", "marking_run__analysis__made_at", "n", "points",
            "marking_run__analysis__basis",
        )
    )  # fmt: skip
    return [(run, made_at, _basis(n, points), kept) for run, made_at, n, points, kept in rows]


def _basis(count, points):
    return f"{count}:{(points or Decimal(0)).quantize(CENT)}"


def basis_of(run):
    """Of the scores as they are now; one query."""
    found = run.scores.aggregate(n=Count("pk"), points=Sum("points"))
    return _basis(found["n"], found["points"])


def strata_of(exam):
    """Township path → its number of villages, where villages were drawn; None for all."""
    draw = _draw_of(exam)
    if draw is None:
        return None
    rows = draw.villages.order_by().values_list("township__path").annotate(n=Count("pk"))
    return dict(rows)


def _draw_of(exam):
    return exam.draws.holding().first() if exam.is_spot else None


def make(run, now=None):
    """Writes the analysis of a run, in place of an earlier one of the same run."""
    return keep(*reckon(run, now))


def reckon(run, now=None):
    """(the analysis of a run, those of its questions): takes long and writes nothing."""
    # The basis first: scores that come in meanwhile make the analysis out of date, and due again.
    exam, basis = run.exam, basis_of(run)
    sittings, questions = sittings_of(run)
    analysis = Analysis(run=run, basis=basis, people=len(sittings), made_at=now or timezone.now())
    if not sittings:
        return analysis, []
    report, found = analyse(asked_in(questions), sittings, _first_uses(exam, questions))
    analysis.alpha = _plain(report.alpha)
    analysis.figures = _figures(report) | {"estimate": _estimate(exam, sittings)}
    return analysis, [_question(analysis, questions[one.key], one) for one in found]


@transaction.atomic
def keep(analysis, questions):
    """Puts it in place of an earlier one of the same run."""
    Analysis.objects.filter(run=analysis.run).delete()
    analysis.save()
    QuestionAnalysis.objects.bulk_create(questions)
    return analysis


def _first_uses(exam, questions):
    """Wording → how it did when enough people were first asked it, before this exam."""
    earlier = QuestionAnalysis.objects.counting().filter(
        version__in=questions,
        people__gte=FEWEST_PEOPLE,
        analysis__run__exam__closes_at__lt=exam.closes_at,
    )
    rows = earlier.order_by("-analysis__run__exam__closes_at").values_list(
        "version", "facility", "spread", "people"
    )
    return {version: Use(*figures) for version, *figures in rows}


def _figures(report):
    return {
        "questions": report.questions,
        "passed": report.passed,
        "mean": _plain(report.mean),
        "sd": _plain(report.sd),
        "median": _plain(report.median),
        "standard_error": _plain(report.standard_error),
        "bands": report.bands,
        "forms": [asdict(one) | {"alpha": _plain(alpha)} for one, alpha in report.forms],
        "townships": [asdict(one) for one in report.groups],
    }


def _question(analysis, place, one):
    return QuestionAnalysis(
        analysis=analysis,
        version_id=one.key,
        slot=place.slot,
        people=one.people,
        facility=_plain(one.facility),
        spread=_plain(one.spread),
        rest_r=_plain(one.rest_r),
        efficiency=_plain(one.efficiency),
        difficulty=_plain(one.difficulty),
        flags=one.flags,
        urgency=max((len(SENTENCES) - _GRAVITY[flag] for flag in one.flags), default=0),
        details={
            "slots": place.slots,
            "top": _plain(one.top),
            "bottom": _plain(one.bottom),
            "options": [
                asdict(option) | {"share": _plain(option.share), "r": _plain(option.r)}
                for option in one.options
            ],
        },
    )


_GRAVITY = {flag: place for place, flag in enumerate(SENTENCES)}


def _estimate(exam, sittings):
    """Of the mean over all villages of drawn ones, each by its chance."""
    strata = strata_of(exam)
    if strata is None:
        return None
    draw = _draw_of(exam)
    chances = dict(draw.villages.drawn().values_list("unit__path", "chance")) if draw else {}
    found = sampling.estimate(_strata(strata, chances, sittings))
    if found is None:
        return None
    people = [sitting.percent for sitting in sittings]
    effect = sampling.design_effect(found, people, draw.people) if draw else None
    return asdict(found) | {
        "interval": found.interval,
        "standard_error": found.standard_error,
        "design_effect": effect,
    }


def _strata(strata, chances, sittings):
    villages = {}
    for sitting in sittings:
        villages.setdefault(sitting.group, {}).setdefault(sitting.unit, []).append(sitting.percent)
    return [
        _stratum(path, units, villages.get(path, {}), chances) for path, units in strata.items()
    ]


def _stratum(township, units, villages, chances):
    """A village that came without being in the draw is no part of the sample."""
    drawn = [path for path in villages if path in chances] if chances else list(villages)
    return sampling.Stratum(
        township,
        units,
        tuple(sum(villages[path]) / len(villages[path]) for path in drawn),
        tuple(float(chances[path]) for path in drawn) if chances else (),
    )


def _plain(value):
    """A number JSON and the database know, or None."""
    value = float(value)
    return value if math.isfinite(value) else None
