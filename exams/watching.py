"""How an exam goes that is being sat: by unit, and person by person for those who keep watch."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Exists, F, Max, OuterRef, Prefetch, Q, QuerySet

from exams import papers, protocol
from exams.models import (
    Announcement,
    Attempt,
    Candidate,
    Claim,
    Exam,
    Extension,
    Op,
    Signal,
)
from exams.protocol import Verdict
from organisation.models import Person, Unit
from organisation.rights import Act

QUIET_AFTER = timedelta(minutes=5)
COUNTS = ("called", "begun", "answering", "quiet")


@dataclass(frozen=True)
class Scope:
    """Whom something is for: one person, the people of a unit, or all."""

    exam: Exam
    unit: Unit | None
    person: Person | None
    candidates: QuerySet

    @property
    def attempts(self):
        return Attempt.objects.filter(
            exam=self.exam, person__in=self.candidates.order_by().values("person")
        )


@dataclass
class Line:
    """One township or village."""

    unit: Unit | None
    called: int = 0
    begun: int = 0
    answering: int = 0
    quiet: int = 0

    @property
    def missing(self):
        return self.called - self.begun

    @property
    def handed_in(self):
        return self.begun - self.answering


@dataclass(frozen=True)
class Sitter:
    """One candidate as those who keep watch see her."""

    candidate: Candidate
    attempt: Attempt | None
    answered: int
    last: object  # the moment of her last act
    is_quiet: bool
    away: int
    away_seconds: int
    devices: int
    addresses: int
    chain_broken: bool
    extra_seconds: int

    @property
    def has_signals(self):
        return bool(self.away or self.devices > 1 or self.addresses > 1 or self.chain_broken)

    @property
    def extra_minutes(self):
        return self.extra_seconds // 60

    @property
    def away_minutes(self):
        return -(-self.away_seconds // 60)


def length_of(exam):
    """How many questions a candidate answers."""
    return papers.length_of(exam.paper.content)


def candidates_of(exam, person, below=None):
    watched = Candidate.objects.invigilated_by(person).filter(exam=exam)
    return watched.filter(unit__path__startswith=below.path) if below else watched


def watches_all(exam, person):
    """Whether she keeps watch over the whole exam, wherever people are called from."""
    return Unit.objects.run_by(person, Act.INVIGILATE).filter(pk=exam.unit_id).exists()


def lines(exam, person, now, below=None, quiet_after=QUIET_AFTER):
    """Townships, or the villages of the township `below`; two queries."""
    began = Attempt.objects.filter(exam=exam, person=OuterRef("person"))
    answering = began.filter(state=Attempt.State.OPEN)
    acted = Op.objects.filter(attempt=OuterRef("pk"), recv_at__gte=now - quiet_after)
    quiet = answering.filter(~Exists(acted), started_at__lt=now - quiet_after)
    rows = (
        candidates_of(exam, person, below)
        .order_by()
        .annotate(has_begun=Exists(began), answers=Exists(answering), rests=Exists(quiet))
        .values_list("unit__path")
        .annotate(
            called=Count("pk"),
            begun=Count("pk", filter=Q(has_begun=True)),
            answering=Count("pk", filter=Q(answers=True)),
            quiet=Count("pk", filter=Q(rests=True)),
        )
    )
    return _summed(rows, None if below else Unit.Level.TOWNSHIP)


def _summed(rows, level):
    length = Unit.steplen * (level - Unit.Level.COUNTY + 1) if level else None
    counts = {}
    for path, *numbers in rows:
        there = counts.setdefault(path[:length], [0] * len(COUNTS))
        counts[path[:length]] = [a + b for a, b in zip(there, numbers, strict=True)]
    units = {unit.path: unit for unit in Unit.objects.filter(path__in=counts)}
    return [Line(units[path], *counts[path]) for path in sorted(counts)]


def summed(rows):
    return Line(None, *(sum(getattr(row, name) for row in rows) for name in COUNTS))


def sitters(exam, candidates, now, quiet_after=QUIET_AFTER):
    """Person by person; the same number of queries for any number of people."""
    acts = Op.objects.order_by("pk")
    attempts = (
        Attempt.objects.filter(exam=exam)
        .order_by("number")
        .prefetch_related(
            Prefetch("ops", acts, "acts"),
            Prefetch("signals", Signal.objects.order_by("pk"), "noted"),
            Prefetch("claims", Claim.objects.order_by("epoch"), "claimed"),
            Prefetch("extensions", Extension.objects.order_by("pk"), "more"),
        )
    )
    rows = candidates.select_related("person", "unit").prefetch_related(
        Prefetch("person__attempts", attempts, "of_exam")
    )
    return [_sitter(row, now, quiet_after) for row in rows]


def _sitter(candidate, now, quiet_after):
    tries = candidate.person.of_exam
    attempt = tries[-1] if tries else None
    acts = attempt.acts if attempt else []
    claims = attempt.claimed if attempt else []
    noted = attempt.noted if attempt else []
    away = [signal for signal in noted if signal.kind == Signal.Kind.AWAY]
    last = max((act.recv_at for act in acts), default=attempt and attempt.started_at)
    return Sitter(
        candidate=candidate,
        attempt=attempt,
        answered=_answered(attempt, acts),
        last=last,
        is_quiet=bool(attempt and attempt.is_open and last < now - quiet_after),
        away=len(away),
        away_seconds=sum(signal.seconds for signal in away),
        devices=len({claim.agent for claim in claims}),
        addresses=len({claim.address for claim in claims}),
        chain_broken=any(signal.kind == Signal.Kind.CHAIN for signal in noted),
        extra_seconds=sum(extension.seconds for extension in attempt.more) if attempt else 0,
    )


def _answered(attempt, acts):
    if attempt is None:
        return 0
    if attempt.answered is not None:
        return attempt.answered
    return len(protocol.answers_from(act.kept for act in acts if act.verdict == Verdict.ACCEPTED))


def version(exam, now):
    """Changes whenever the page would: a word for conditional requests, four short queries."""
    attempts = Attempt.objects.filter(exam=exam).aggregate(
        n=Count("pk"), open=Count("pk", filter=Q(state=Attempt.State.OPEN)), last=Max("deadline")
    )
    acts = Op.objects.filter(attempt__exam=exam).aggregate(last=Max("pk"))
    signals = Signal.objects.filter(attempt__exam=exam).aggregate(last=Max("pk"))
    words = Announcement.objects.filter(exam=exam).aggregate(last=Max("pk"))
    minute = int(now.timestamp() // 60)
    parts = (*attempts.values(), acts["last"], signals["last"], words["last"], minute)
    return "-".join(map(str, parts))


def given(exam, candidates):
    """What was given in this exam: one line an act, with its reason and how many got it."""
    of_hers = Extension.objects.filter(
        attempt__exam=exam, attempt__person__in=candidates.order_by().values("person")
    )
    rows = of_hers.order_by().values("key", "seconds", "reason", "at", by=F("actor__name"))
    acts = rows.annotate(people=Count("pk")).order_by("-at")
    return [{**act, "minutes": -(-act["seconds"] // 60)} for act in acts]


def told(exam, person):
    """The words that were told; to those who watch a part of the county, those of their part."""
    words = Announcement.objects.filter(exam=exam).select_related("unit", "person", "by")
    units = Unit.objects.run_by(person, Act.INVIGILATE)
    hers = Candidate.objects.filter(exam=exam, unit__in=units).values("person")
    return words.filter(
        Q(unit=None, person=None) | Q(unit__in=units) | Q(person__in=hers)
    ).order_by("-pk")
