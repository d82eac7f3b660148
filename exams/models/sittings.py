"""One person's sitting, act by act, in the shape of EXAMS.md §6.1."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from exams import papers
from exams.models.exams import Exam, MarkingRun
from exams.protocol import GRACE, Kept, Verdict
from organisation.models import Person, Unit


class AttemptQuerySet(models.QuerySet):
    def of(self, person):
        """Her own; nobody else opens a sitting."""
        return self.filter(person=person)

    def due(self, now):
        """Open although time and grace are over."""
        return self.filter(state=Attempt.State.OPEN, deadline__lt=now - GRACE)


class Attempt(models.Model):
    class State(models.TextChoices):
        OPEN = "open", _("open")
        SUBMITTED = "submitted", _("handed in")
        MARKED = "marked", _("marked")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    exam = models.ForeignKey(Exam, models.PROTECT, related_name="attempts", verbose_name=_("exam"))
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="attempts", verbose_name=_("person")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="attempts", verbose_name=_("unit"))
    number = models.PositiveSmallIntegerField(_("try"), default=1)
    # Which questions of the published paper: a form, or what was drawn from its pool.
    form = models.PositiveSmallIntegerField(_("form"), default=1)
    drawn = models.JSONField(default=list, editable=False)
    on_paper = models.BooleanField(_("sat on paper"), default=False)
    nonce = models.CharField(max_length=40, blank=True)
    started_at = models.DateTimeField(_("started"))
    base_limit_s = models.PositiveIntegerField(_("time limit, seconds"))
    extra_s = models.PositiveIntegerField(_("extra time, seconds"), default=0)
    deadline = models.DateTimeField(_("deadline"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    epoch = models.PositiveIntegerField(_("epoch"), default=0)
    # How many words of the invigilators there are for her: each reply of a save carries it.
    told = models.PositiveSmallIntegerField(default=0)
    submit_key = models.CharField(max_length=40, blank=True)
    # The receipt.
    submitted_at = models.DateTimeField(_("handed in"), null=True)
    by_clock = models.BooleanField(_("closed when time was over"), default=False)
    answered = models.PositiveSmallIntegerField(_("answers"), null=True)
    answers_sha256 = models.CharField(max_length=64, blank=True)
    code = models.CharField(_("receipt number"), max_length=8, null=True)  # noqa: DJ001

    # Set where it is known that nobody can have answered yet; not stored.
    is_untouched = False

    objects = AttemptQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at"]
        verbose_name = _("sitting")
        verbose_name_plural = _("sittings")
        constraints = [
            models.UniqueConstraint(fields=["exam", "person", "number"], name="exams_attempt_try"),
            models.UniqueConstraint(
                fields=["exam", "person"], condition=Q(state="open"), name="exams_attempt_one_open"
            ),
            models.UniqueConstraint(fields=["exam", "code"], name="exams_attempt_code"),
            models.CheckConstraint(
                condition=Q(state="open", submitted_at=None)
                | (~Q(state="open") & Q(submitted_at__isnull=False)),
                name="exams_attempt_handed_in_at",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at=None) | Q(submitted_at__lte=models.F("deadline")),
                name="exams_attempt_handed_in_before_deadline",
            ),
        ]
        indexes = [models.Index(fields=["state", "deadline"], name="exams_attempt_due")]

    def __str__(self):
        return f"{self.person}, {self.exam}"

    def get_absolute_url(self):
        return reverse("exams:sitting", kwargs={"pk": self.pk})

    @property
    def content(self):
        """Rule and questions of this sitting."""
        return papers.content_for(self.exam.paper.content, self.form, self.drawn)

    @property
    def is_open(self):
        return self.state == self.State.OPEN

    def goes_on(self, now):
        """Open, and neither time nor grace is over."""
        return self.is_open and now <= self.deadline + GRACE

    @property
    def ran_out(self):
        """Handed in because time was over, by the page or by the clock."""
        return self.by_clock or self.submitted_at == self.deadline

    @property
    def scored(self):
        """The score of the run that counts, where `with_scores` fetched it."""
        return next(iter(self.counting_scores), None)


class Claim(models.Model):
    """From here on this device writes; the same nonce is the same claim."""

    # Its index is the constraint's, which begins with it.
    attempt = models.ForeignKey(
        Attempt,
        models.CASCADE,
        db_index=False,
        related_name="claims",
        verbose_name=_("sitting"),
    )
    device = models.CharField(_("device"), max_length=40)
    nonce = models.CharField(max_length=40)
    epoch = models.PositiveIntegerField(_("epoch"))
    at = models.DateTimeField(_("at"))
    address = models.CharField(_("address"), max_length=45, blank=True)
    agent = models.CharField(_("browser"), max_length=200, blank=True)

    class Meta:
        ordering = ["attempt", "epoch"]
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        constraints = [
            models.UniqueConstraint(fields=["attempt", "nonce"], name="exams_claim_nonce"),
            models.UniqueConstraint(fields=["attempt", "epoch"], name="exams_claim_epoch"),
        ]

    def __str__(self):
        return f"{self.attempt_id} {self.epoch}"


class Op(models.Model):
    """One act of one device; append-only."""

    # Its index is the constraint's, which begins with it.
    attempt = models.ForeignKey(
        Attempt,
        models.CASCADE,
        db_index=False,
        related_name="ops",
        verbose_name=_("sitting"),
    )
    device = models.CharField(_("device"), max_length=40)
    seq = models.PositiveIntegerField(_("number"))
    epoch = models.PositiveIntegerField(_("epoch"))
    slot = models.PositiveSmallIntegerField(_("question"))
    value = models.JSONField(_("answer"))
    client_mono_ms = models.BigIntegerField(_("time on the device"), default=0)
    prev_hash = models.CharField(max_length=64, blank=True)
    recv_at = models.DateTimeField(_("received"))
    verdict = models.CharField(
        _("verdict"), max_length=10, choices=[(v.value, v.value) for v in Verdict]
    )

    class Meta:
        ordering = ["attempt", "pk"]
        verbose_name = _("act")
        verbose_name_plural = _("acts")
        constraints = [
            models.UniqueConstraint(fields=["attempt", "device", "seq"], name="exams_op_seq")
        ]

    def __str__(self):
        return f"{self.device} {self.seq}"

    @property
    def kept(self):
        return Kept(self.device, self.seq, self.epoch, self.slot, tuple(self.value), self.verdict)


class Answer(models.Model):
    """The answer that counts; written when the sitting closes, from its acts."""

    # Its index is the constraint's, which begins with it.
    attempt = models.ForeignKey(
        Attempt,
        models.CASCADE,
        db_index=False,
        related_name="answers",
        verbose_name=_("sitting"),
    )
    slot = models.PositiveSmallIntegerField(_("question"))
    value = models.JSONField(_("answer"))
    epoch = models.PositiveIntegerField(_("epoch"))
    seq = models.PositiveIntegerField(_("number"))

    class Meta:
        ordering = ["attempt", "slot"]
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            models.UniqueConstraint(fields=["attempt", "slot"], name="exams_answer_slot")
        ]

    def __str__(self):
        return f"{self.slot}: {self.value}"


class Permutation(models.Model):
    """The order in which this sitting shows the options of a question."""

    # Its index is the constraint's, which begins with it.
    attempt = models.ForeignKey(
        Attempt,
        models.CASCADE,
        db_index=False,
        related_name="permutations",
        verbose_name=_("sitting"),
    )
    slot = models.PositiveSmallIntegerField(_("question"))
    order = models.JSONField(_("order"))

    class Meta:
        ordering = ["attempt", "slot"]
        verbose_name = _("order of options")
        verbose_name_plural = _("orders of options")
        constraints = [
            models.UniqueConstraint(fields=["attempt", "slot"], name="exams_permutation_slot")
        ]

    def __str__(self):
        return f"{self.slot}: {self.order}"


class ScoreQuerySet(models.QuerySet):
    def counting(self):
        """Of the run that counts for its exam; none while people still mark."""
        return self.filter(
            run=models.F("attempt__exam__marking_run"), attempt__exam__results_wait=False
        )


class Score(models.Model):
    run = models.ForeignKey(
        MarkingRun, models.CASCADE, related_name="scores", verbose_name=_("marking run")
    )
    attempt = models.ForeignKey(
        Attempt, models.CASCADE, related_name="scores", verbose_name=_("sitting")
    )
    points = models.DecimalField(_("points"), max_digits=7, decimal_places=2)
    of = models.DecimalField(_("of"), max_digits=7, decimal_places=2)
    passed = models.BooleanField(_("passed"))
    # slot → points, as text: exact, and readable in any language.
    marks = models.JSONField(_("marks"), default=dict)

    objects = ScoreQuerySet.as_manager()

    class Meta:
        ordering = ["run", "attempt"]
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        constraints = [
            models.UniqueConstraint(fields=["run", "attempt"], name="exams_score_once"),
            models.CheckConstraint(
                condition=Q(points__gte=0, points__lte=models.F("of")), name="exams_score_range"
            ),
        ]

    def __str__(self):
        return f"{self.points} / {self.of}"
