"""Exams, the people called to them, and the runs of marking."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from exams import double_marking
from exams.models.papers import Paper
from organisation.models import Person, Unit
from organisation.rights import Act


class ExamQuerySet(models.QuerySet):
    def held_by(self, person):
        """Those she may change and publish."""
        return self.filter(unit__in=Unit.objects.run_by(person, Act.HOLD_EXAMS))

    def checked_by(self, person):
        """Those she may set a second signature under, or holds herself."""
        signing = Unit.objects.run_by(person, Act.CONFIRM_RESULTS)
        return self.published().filter(
            Q(unit__in=signing) | Q(pk__in=self.model.objects.held_by(person).values("pk"))
        )

    def called(self, person):
        """Published exams she is to sit, or has sat."""
        called = Candidate.objects.filter(exam=models.OuterRef("pk"), person=person)
        return self.published().filter(models.Exists(called))

    def watched_by(self, person):
        """Published exams to which people of units whose results she sees are called."""
        units = Unit.objects.run_by(person, Act.SEE_RESULTS)
        called = Candidate.objects.filter(exam=models.OuterRef("pk"), unit__in=units)
        return self.published().filter(models.Exists(called))

    def on_paper_for(self, units):
        """Published exams to which people of these units are called."""
        called = Candidate.objects.filter(exam=models.OuterRef("pk"), unit__in=units)
        return self.published().filter(models.Exists(called))

    def by_lot(self):
        """Of which each person has a paper of her own."""
        return self.filter(paper__way=Paper.Way.LOTS)

    def invigilated_by(self, person):
        """Published exams to which people are called over whom she keeps watch."""
        units = Unit.objects.run_by(person, Act.INVIGILATE)
        called = Candidate.objects.filter(exam=models.OuterRef("pk"), unit__in=units)
        return self.published().filter(models.Exists(called))

    def counted(self):
        """Not rehearsals: what is done there counts nowhere."""
        return self.exclude(kind=Exam.Kind.PRACTICE)

    def seen_by(self, person):
        """Those she holds, drafts included, and those she watches."""
        return self.filter(
            Q(pk__in=self.held_by(person).values("pk"))
            | Q(pk__in=self.watched_by(person).values("pk"))
        )

    def analysed_for(self, person, now):
        """Those whose questions she may judge.

        Who holds an exam may as soon as it is over, so that a wrong key is found before results
        are out; who sees all results of the holding unit, from then on.
        """
        watched = Unit.objects.run_by(person, Act.SEE_RESULTS)
        return (
            self.published()
            .filter(closes_at__lte=now)
            .filter(
                Q(pk__in=self.model.objects.held_by(person).values("pk"))
                | Q(unit__in=watched, results_at__lte=now, results_wait=False)
            )
        )

    def published(self):
        return self.filter(state=Exam.State.PUBLISHED)

    def open_at(self, now):
        return self.filter(opens_at__lte=now, closes_at__gt=now)

    def shut_at(self, now):
        """Not open yet, or over."""
        return self.exclude(opens_at__lte=now, closes_at__gt=now)

    def holding_back(self, now):
        """Drafts too: those whose questions nobody may practise yet."""
        return self.filter(Q(results_at__gt=now) | Q(results_wait=True) | Q(to_be_reused=True))

    def with_results(self, now):
        """Those whose results are shown."""
        return self.filter(results_at__lte=now, results_wait=False)

    def closing_in(self, month):
        """By its last moment, whether that is still to come or not."""
        first, end = month.moments
        return self.published().filter(closes_at__gte=first, closes_at__lt=end)

    def closed_in(self, month, now=None):
        """What is still to close is not counted yet."""
        return self.closing_in(month).counted().filter(closes_at__lt=now or timezone.now())


class Exam(models.Model):
    """An exam for the people of chosen units (统考) or of drawn villages (抽考); a rehearsal."""

    class Kind(models.TextChoices):
        UNIFIED = "unified", _("unified exam")
        SPOT = "spot", _("spot exam")
        PRACTICE = "practice", _("rehearsal")
        MAKEUP = "makeup", _("makeup exam")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")

    class ThirdMark(models.TextChoices):
        DECIDES = double_marking.ThirdRule.DECIDES.value, _("the third mark")
        MEDIAN = double_marking.ThirdRule.MEDIAN.value, _("the middle one of the three")
        NEARER = (
            double_marking.ThirdRule.NEARER.value,
            _("the mean of the third and the nearer of the other two"),
        )

    kind = models.CharField(_("kind of exam"), max_length=10, choices=Kind, default=Kind.UNIFIED)
    title = models.CharField(_("title"), max_length=120)
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="exams", verbose_name=_("held by the unit")
    )
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="exams", verbose_name=_("paper"))
    units = models.ManyToManyField(Unit, related_name="called_to", verbose_name=_("units"))
    # Of the posts that sit exams; none named means all of them.
    posts = models.JSONField(_("posts"), default=list, blank=True)
    # For those who missed this one with a reason.
    makeup_of = models.ForeignKey(
        "self", models.PROTECT, related_name="makeups", null=True, editable=False
    )
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    minutes = models.PositiveSmallIntegerField(_("minutes to answer"))
    tries = models.PositiveSmallIntegerField(_("how often it may be sat"), default=1)
    pass_percent = models.PositiveSmallIntegerField(_("pass line, percent"), default=60)
    results_at = models.DateTimeField(_("results are shown from"))
    # From the results on, which move when the server was away; 0: none are taken.
    appeal_days = models.PositiveSmallIntegerField(_("days to object"), default=0)
    # Its questions are wanted again: nobody is shown them, and nobody practises them.
    to_be_reused = models.BooleanField(_("the questions are to be used again"), default=False)
    # Said before it is sat; each is given by a person once results are out.
    gives_certificates = models.BooleanField(_("who passes gets a certificate"), default=False)
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.DRAFT, editable=False
    )
    # People mark answers of it; until they are done no results are shown, whatever the clock says.
    results_wait = models.BooleanField(default=False, editable=False)
    # By how much of the points two markers may differ, and what counts after a third one.
    difference_percent = models.PositiveSmallIntegerField(
        _("two marks may differ by, percent of the points"), default=20
    )
    third_rule = models.CharField(
        _("after a third mark counts"),
        max_length=10,
        choices=ThirdMark,
        default=ThirdMark.DECIDES,
    )
    # Set by the clock: the roll is final from opening on, results are announced once.
    roll_closed_at = models.DateTimeField(null=True, editable=False)
    announced_at = models.DateTimeField(null=True, editable=False)
    marking_run = models.ForeignKey(
        "MarkingRun", models.PROTECT, related_name="+", null=True, editable=False
    )

    objects = ExamQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_at", "-pk"]
        verbose_name = _("exam")
        verbose_name_plural = _("exams")
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="exams_exam_closes_after_opening"
            ),
            # Never the right answers while somebody may still be answering.
            models.CheckConstraint(
                condition=Q(results_at__gte=F("closes_at")), name="exams_exam_results_after_close"
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=1, tries__gte=1), name="exams_exam_has_time_and_tries"
            ),
            models.CheckConstraint(
                condition=Q(pass_percent__lte=100), name="exams_exam_pass_percent"
            ),
            models.CheckConstraint(
                condition=Q(difference_percent__lte=100), name="exams_exam_difference_percent"
            ),
            models.CheckConstraint(
                condition=Q(kind="makeup", makeup_of__isnull=False)
                | (~Q(kind="makeup") & Q(makeup_of=None)),
                name="exams_exam_makeup_of_another",
            ),
            models.CheckConstraint(
                condition=Q(gives_certificates=False) | ~Q(kind="practice"),
                name="exams_exam_rehearsal_gives_no_certificates",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("exams:exam_manage", kwargs={"pk": self.pk})

    @property
    def is_draft(self):
        return self.state == self.State.DRAFT

    @property
    def is_practice(self):
        return self.kind == self.Kind.PRACTICE

    @property
    def is_spot(self):
        return self.kind == self.Kind.SPOT

    @property
    def is_makeup(self):
        return self.kind == self.Kind.MAKEUP

    def may_be_sat_again(self, tries):
        """A rehearsal as often as one likes."""
        return self.is_practice or tries < self.tries

    def is_open(self, now=None):
        return self.opens_at <= (now or timezone.now()) < self.closes_at

    @property
    def is_over(self):
        return timezone.now() >= self.closes_at

    @property
    def appeals_until(self):
        return self.results_at + timedelta(days=self.appeal_days)

    def takes_appeals(self, now):
        """Nobody objects to questions she is not shown."""
        return self.results_are_out(now) and now < self.appeals_until and not self.to_be_reused

    def results_are_out(self, now=None):
        return not self.results_wait and (now or timezone.now()) >= self.results_at

    @property
    def human_rule(self):
        """How the marks of people become one."""
        third = double_marking.ThirdRule(self.third_rule)
        return double_marking.Rule(self.difference_percent, third)


class CandidateQuerySet(models.QuerySet):
    def of(self, person):
        """Where she is called: published exams she is to sit, or has sat."""
        return self.filter(person=person, exam__state=Exam.State.PUBLISHED)

    def watched_by(self, person):
        """Of units in which she sees who was there and who passed."""
        return self.filter(unit__in=Unit.objects.run_by(person, Act.SEE_RESULTS))

    def invigilated_by(self, person):
        """Of units in which she keeps watch over exams; nobody watches over herself."""
        units = Unit.objects.run_by(person, Act.INVIGILATE)
        return self.filter(unit__in=units).exclude(person=person)


class Candidate(models.Model):
    """One person called to one exam, for the unit she serves on the day of the exam."""

    exam = models.ForeignKey(
        Exam, models.CASCADE, related_name="candidates", verbose_name=_("exam")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="called_to", verbose_name=_("person")
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="candidates", verbose_name=_("unit")
    )
    # Which of the paper's forms she gets at her first try.
    form = models.PositiveSmallIntegerField(_("form"), default=1)
    # Numbers of the pool on her own paper; empty unless it was printed.
    drawn = models.JSONField(default=list, editable=False)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        ordering = ["exam", "unit__path", "person__name"]
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")
        constraints = [
            models.UniqueConstraint(fields=["exam", "person"], name="exams_candidate_once")
        ]

    def __str__(self):
        return str(self.person)

    def form_of_try(self, number, forms):
        """At each further try the next form."""
        return (self.form + number - 2) % forms + 1


class MarkingRun(models.Model):
    """A marking of a whole exam; a changed key is a new run beside the old one."""

    exam = models.ForeignKey(
        Exam, models.CASCADE, related_name="marking_runs", verbose_name=_("exam")
    )
    number = models.PositiveSmallIntegerField(_("run"), default=1)
    paper_sha256 = models.CharField(max_length=64)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    begun_at = models.DateTimeField(_("begun"), auto_now_add=True)

    class Meta:
        ordering = ["exam", "number"]
        verbose_name = _("marking run")
        verbose_name_plural = _("marking runs")
        constraints = [
            models.UniqueConstraint(fields=["exam", "number"], name="exams_marking_run_number")
        ]

    def __str__(self):
        return f"{self.exam} {self.number}"
