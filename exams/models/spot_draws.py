"""Draws of villages for spot exams: sealed before, told after, kept for ever."""

from django.db import models
from django.db.models import Count, Exists, F, Min, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exams import cycle
from exams.models.exams import Exam
from exams.models.sittings import Attempt
from organisation.models import Person, Unit
from organisation.rights import Act


class SpotDrawQuerySet(models.QuerySet):
    def standing(self):
        """Not given up."""
        return self.filter(given_up_at=None)

    def waiting(self):
        """Sealed, and nobody knows the villages yet."""
        return self.standing().filter(drawn_at=None)

    def holding(self):
        """Drawn, and what was drawn counts."""
        return self.standing().filter(drawn_at__isnull=False)

    def to_decide(self):
        """Somebody wants to give it up; a second person has to say yes or no."""
        return self.standing().filter(asked_at__isnull=False)

    def editable_by(self, person):
        return self.filter(exam__in=Exam.objects.held_by(person))

    def checked_by(self, person):
        """Those she may give up as the second person, or holds."""
        signing = Unit.objects.run_by(person, Act.CONFIRM_RESULTS)
        held = Exam.objects.held_by(person).values("pk")
        return self.filter(Q(exam__unit__in=signing) | Q(exam__in=held))


class SpotDraw(models.Model):
    """One seal, one round: rounds are counted without gaps, so an unused seal shows."""

    round = models.PositiveIntegerField(_("round"), unique=True)
    exam = models.ForeignKey(Exam, models.PROTECT, related_name="draws", verbose_name=_("exam"))
    size = models.PositiveIntegerField(_("villages to draw"))
    minimum = models.PositiveIntegerField(_("at least in each township"))
    algorithm = models.CharField(_("rule"), max_length=40, default=cycle.ALGORITHM)
    # The roll of this day decides which villages there are and who serves in them.
    frozen_on = models.DateField(_("roll of"))
    # The file as it is handed out: the hash is of its bytes.
    pool = models.TextField(_("pool"))
    pool_sha256 = models.CharField(_("fingerprint of the pool"), max_length=64)
    people = models.PositiveIntegerField(_("people in these villages"))
    # [{"code", "unit", "township", "reason"}]: an empty reason means nobody serves there.
    left_out = models.JSONField(_("villages left out"), default=list)
    secret = models.CharField(_("secret"), max_length=64)
    seal = models.CharField(_("seal"), max_length=64, unique=True)
    public_name = models.CharField(_("public number"), max_length=80, blank=True)
    public_on = models.DateField(_("known on"), null=True)
    sealed_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("sealed by")
    )
    sealed_at = models.DateTimeField(_("sealed"))
    public = models.CharField(_("the number as announced"), max_length=80, blank=True)
    drawn_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, verbose_name=_("drawn by")
    )
    drawn_at = models.DateTimeField(_("drawn"), null=True)
    # Given up by two people: one asks, another agrees.
    reason = models.CharField(_("why it is given up"), max_length=200, blank=True)
    asked_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked"), null=True)
    given_up_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, verbose_name=_("agreed by")
    )
    given_up_at = models.DateTimeField(_("given up"), null=True)

    objects = SpotDrawQuerySet.as_manager()

    class Meta:
        ordering = ["-round"]
        verbose_name = _("draw of villages")
        verbose_name_plural = _("draws of villages")
        constraints = [
            models.UniqueConstraint(
                fields=["exam"], condition=Q(given_up_at=None), name="exams_spot_draw_one_stands"
            ),
            models.CheckConstraint(
                condition=Q(size__gte=1) & ~Q(secret="") & ~Q(seal="") & ~Q(pool_sha256=""),
                name="exams_spot_draw_has_seal",
            ),
            models.CheckConstraint(
                condition=Q(public_name="", public_on=None)
                | (~Q(public_name="") & Q(public_on__isnull=False)),
                name="exams_spot_draw_number_has_day",
            ),
            models.CheckConstraint(
                condition=Q(drawn_at=None, drawn_by=None, public="")
                | Q(drawn_at__isnull=False, drawn_by__isnull=False),
                name="exams_spot_draw_drawn_whole",
            ),
            # The number that was named is mixed in, and none that was not.
            models.CheckConstraint(
                condition=Q(drawn_at=None)
                | Q(public_name="", public="")
                | (~Q(public_name="") & ~Q(public="")),
                name="exams_spot_draw_with_its_number",
            ),
            models.CheckConstraint(
                condition=Q(asked_at=None, asked_by=None, reason="")
                | (Q(asked_at__isnull=False, asked_by__isnull=False) & ~Q(reason="")),
                name="exams_spot_draw_asked_whole",
            ),
            models.CheckConstraint(
                condition=Q(given_up_at=None, given_up_by=None)
                | (
                    Q(given_up_at__isnull=False, given_up_by__isnull=False, asked_at__isnull=False)
                    & ~Q(given_up_by=F("asked_by"))
                ),
                name="exams_spot_draw_given_up_by_two",
            ),
        ]

    def __str__(self):
        return str(self.round)

    def get_absolute_url(self):
        return reverse("exams:spot_detail", kwargs={"number": self.round})

    @property
    def is_waiting(self):
        return self.drawn_at is None and self.given_up_at is None

    @property
    def is_given_up(self):
        return self.given_up_at is not None

    @property
    def is_asked(self):
        """Two people have not yet agreed."""
        return self.asked_at is not None and self.given_up_at is None

    @property
    def told_secret(self):
        """The secret, once it may be told: after the draw, or when there will be none."""
        return "" if self.is_waiting else self.secret

    @property
    def seed(self):
        """What the tickets are made of; empty as long as nothing is drawn."""
        return cycle.seed_of(self.secret, self.public_on, self.public) if self.drawn_at else ""


class SpotVillageQuerySet(models.QuerySet):
    def drawn(self):
        """Drawn, and the draw counts."""
        return self.filter(draw__given_up_at=None, draw__drawn_at__isnull=False).exclude(won="")

    def sat_before(self, moment):
        """Drawn, and somebody of the village handed in, at the exam itself or at its makeup."""
        handed_in = Attempt.objects.filter(unit=OuterRef("unit"), submitted_at__lt=moment).filter(
            Q(exam=OuterRef("draw__exam")) | Q(exam__makeup_of=OuterRef("draw__exam"))
        )
        return self.drawn().filter(Exists(handed_in))

    def turns_before(self, moment):
        """(unit, its township, the number it came in with, times it was drawn and sat)."""
        sat = self.model.objects.sat_before(moment).values("pk")
        rows = self.filter(draw__sealed_at__lt=moment).order_by().values_list("unit", "township")
        return rows.annotate(came_in_with=Min("entered_with"), n=Count("pk", filter=Q(pk__in=sat)))


class SpotVillage(models.Model):
    """A village of a pool. Its chance is known with the seal, whether it won with the draw."""

    class Won(models.TextChoices):
        TURN = "turn", _("its turn")
        FREE = "free", _("a free seat")

    draw = models.ForeignKey(
        SpotDraw, models.PROTECT, related_name="villages", verbose_name=_("draw")
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="spot_draws", verbose_name=_("village")
    )
    township = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("township"))
    # A village that is new begins with the smallest number of its township.
    entered_with = models.PositiveIntegerField(_("came in with"))
    used = models.PositiveIntegerField(_("times drawn"))
    # 0 only where a township has no seat at all.
    chance = models.DecimalField(_("chance"), max_digits=7, decimal_places=6)
    won = models.CharField(_("drawn by"), max_length=4, choices=Won, blank=True)

    objects = SpotVillageQuerySet.as_manager()

    class Meta:
        ordering = ["draw", "unit__path"]
        verbose_name = _("village of a draw")
        verbose_name_plural = _("villages of a draw")
        constraints = [
            models.UniqueConstraint(fields=["draw", "unit"], name="exams_spot_village_once"),
            models.CheckConstraint(
                condition=Q(chance__gte=0, chance__lte=1), name="exams_spot_village_chance"
            ),
        ]

    def __str__(self):
        return f"{self.draw}: {self.unit}"
