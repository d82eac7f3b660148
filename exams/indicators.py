"""The figures this app offers the monthly notice, in printing order."""

from decimal import Decimal

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    FloatField,
    OuterRef,
    Q,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _

from credentials.models import Certificate
from exams.analysis.flags import FEWEST_PEOPLE
from exams.models import (
    Analysis,
    Attempt,
    Candidate,
    Exam,
    MasteredTopic,
    PracticeAnswer,
    QuestionAnalysis,
    Score,
    SpotVillage,
)
from organisation.indicators import Figure, Indicator
from organisation.models import Post
from organisation.periods import today
from organisation.rights import Act, posts_that_may


def held(units, month):
    # A spot exam whose draw was given up calls nobody, and was not held.
    called = Exists(Candidate.objects.filter(exam=OuterRef("pk")))
    exams = Exam.objects.closed_in(month).exclude(kind=Exam.Kind.MAKEUP).filter(unit__in=units)
    exams = exams.filter(called)
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


def certificates(units, month):
    first, end = month.moments
    given = Certificate.objects.standing().filter(
        kind=Certificate.Kind.PASS, issued_at__gte=first, issued_at__lt=end
    )
    key = Concat(
        Value("exams.pass."), Cast("exam", CharField()), Value("."), Cast("person", CharField())
    )
    called = (
        Candidate.objects.filter(unit__in=units).alias(key=key).filter(key__in=given.values("key"))
    )
    rows = called.order_by().values_list("unit").annotate(n=Count("pk"))
    return {unit: Figure(Decimal(n)) for unit, n in rows}


def points_won(units, month):
    scores = Score.objects.counting().filter(
        attempt__exam__in=Exam.objects.closed_in(month), attempt__unit__in=units, of__gt=0
    )
    won = Cast("points", FloatField()) / Cast("of", FloatField())
    rows = scores.order_by().values_list("attempt__unit").annotate(n=Sum(won), of=Count("pk"))
    return {unit: Figure(_exact(n), Decimal(of)) for unit, n, of in rows}


def villages_drawn(units, month):
    """Of spot exams that closed in the month; a village drawn twice counts twice."""
    exams = Exam.objects.closed_in(month)
    drawn = SpotVillage.objects.drawn().filter(draw__exam__in=exams, unit__in=units)
    rows = drawn.order_by().values_list("unit").annotate(n=Count("pk"))
    return {unit: Figure(Decimal(n)) for unit, n in rows}


def villages_reached(units, month):
    """Of the villages that were in a pool so far, those whose people ever sat a spot exam."""
    wanted = {unit.pk for unit in units}
    return {
        unit: Figure(Decimal(bool(sat)), Decimal(1))
        for unit, _township, _base, sat in _turns_until(month)
        if unit in wanted
    }


def cycle_reached(units, month):
    """Of the same, those that had their turn in the present cycle of their township."""
    wanted, rows, least = {unit.pk for unit in units}, list(_turns_until(month)), {}
    for _unit, township, base, sat in rows:
        least[township] = min(base + sat, least.get(township, base + sat))
    return {
        unit: Figure(Decimal(base + sat > least[township]), Decimal(1))
        for unit, township, base, sat in rows
        if unit in wanted
    }


def _turns_until(month):
    _first, end = month.moments
    return SpotVillage.objects.turns_before(end)


def reliability(units, month):
    analyses = Analysis.objects.closed_in(month).filter(
        run__exam__unit__in=units, people__gte=FEWEST_PEOPLE, alpha__isnull=False
    )
    # Below nothing chance weighs more than knowledge, and that is all it says.
    alpha = Case(When(alpha__lt=0, then=0.0), default=F("alpha"))
    rows = analyses.order_by().values_list("run__exam__unit").annotate(n=Sum(alpha), of=Count("pk"))
    return {unit: Figure(_exact(n), Decimal(of)) for unit, n, of in rows}


def questions_flagged(units, month):
    questions = QuestionAnalysis.objects.filter(
        analysis__in=Analysis.objects.closed_in(month),
        analysis__run__exam__unit__in=units,
        people__gte=FEWEST_PEOPLE,
    )
    rows = (
        questions.order_by()
        .values_list("analysis__run__exam__unit")
        .annotate(n=Count("pk", filter=Q(urgency__gt=0)), of=Count("pk"))
    )
    return {unit: Figure(Decimal(n), Decimal(of)) for unit, n, of in rows}


def practised(units, month):
    given = PracticeAnswer.objects.given_in(month).filter(card__person=OuterRef("person"))
    return _of_learners(units, month, Exists(given))


def mastered(units, month):
    topics = MasteredTopic.objects.filter(person=OuterRef("person"), on__lte=month.last)
    return _of_learners(units, month, Exists(topics))


def _of_learners(units, month, did):
    """Of those who hold a post that learns at the end of the month, or today."""
    posts = Post.objects.on(min(month.last, today())).filter(kind__in=posts_that_may(Act.LEARN))
    rows = posts.filter(unit__in=units).order_by().annotate(did=did).values_list("unit")
    rows = rows.annotate(
        n=Count("person", filter=Q(did=True), distinct=True), of=Count("person", distinct=True)
    )
    return {unit: Figure(Decimal(n), Decimal(of)) for unit, n, of in rows}


def _exact(number):
    """Of a sum of statistics no more digits than they have."""
    return Decimal(f"{number:.4f}")


INDICATORS = [
    Indicator(
        "exams.held",
        _("exams held"),
        _("Unified and spot exams whose window closed in the month."),
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
    Indicator(
        "exams.certificates",
        _("certificates of passed exams"),
        _("Certificates given in the month for a passed exam that still stand."),
        "count",
        certificates,
    ),
    Indicator(
        "exams.points_won",
        _("points won"),
        _("The mean share of the points that a sitting of an exam closed in the month won."),
        "share",
        points_won,
    ),
    Indicator(
        "exams.villages_drawn",
        _("villages drawn"),
        _("Villages drawn by lot for the spot exams that closed in the month."),
        "count",
        villages_drawn,
    ),
    Indicator(
        "exams.cycle_reached",
        _("villages reached in this cycle"),
        _(
            "Of the villages among which spot exams are drawn, those that had their turn in the "
            "present cycle of their township; when all had it a new one begins."
        ),
        "share",
        cycle_reached,
    ),
    Indicator(
        "exams.villages_reached",
        _("villages ever reached"),
        _("Of the same villages those that ever sat a spot exam; the others were never drawn."),
        "share",
        villages_reached,
    ),
    Indicator(
        "exams.reliability",
        _("reliability of exams"),
        _(
            "The mean alpha of the exams that closed in the month and were sat by 30 people or "
            "more; at 80% points tell single people apart."
        ),
        "share",
        reliability,
    ),
    Indicator(
        "exams.questions_flagged",
        _("questions to look at"),
        _("Of the questions of these exams, those the analysis flags."),
        "share",
        questions_flagged,
    ),
    Indicator(
        "exams.practised",
        _("people who practised"),
        _("Of those called to learn, those who answered a practice question in the month."),
        "share",
        practised,
    ),
    Indicator(
        "exams.mastered",
        _("people who master a topic"),
        _("Of those called to learn, those who had mastered at least one topic by its end."),
        "share",
        mastered,
    ),
]
