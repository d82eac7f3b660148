"""Blueprints: what a paper is to be made of; and the runs that make forms of them."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from exams.models.banks import Bank, Topic, Version
from exams.models.papers import Paper
from organisation.models import Person, Unit
from organisation.rights import Act

MOST_FORMS = 8


class BlueprintQuerySet(models.QuerySet):
    def held_by(self, person):
        return self.filter(unit__in=Unit.objects.run_by(person, Act.HOLD_EXAMS))


class Blueprint(models.Model):
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="blueprints", verbose_name=_("unit")
    )
    title = models.CharField(_("title"), max_length=120)
    bank = models.ForeignKey(
        Bank, models.PROTECT, related_name="blueprints", verbose_name=_("question bank")
    )
    total = models.DecimalField(_("points altogether"), max_digits=6, decimal_places=1)
    minutes = models.PositiveSmallIntegerField(_("minutes to answer"))
    multiple_rule = models.CharField(
        _("multiple choice counts"), max_length=10, choices=Paper.Rule, default=Paper.Rule.HALF
    )
    # Exposure: what was used lately, or often, stays away.
    rest_days = models.PositiveSmallIntegerField(_("days a used question rests"), default=0)
    most_uses = models.PositiveSmallIntegerField(
        _("how often a question may be used"), null=True, blank=True
    )

    objects = BlueprintQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("blueprint")
        verbose_name_plural = _("blueprints")
        constraints = [
            models.CheckConstraint(
                condition=Q(total__gt=0, minutes__gte=1), name="exams_blueprint_points_and_time"
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("exams:blueprint_detail", kwargs={"pk": self.pk})


class BlueprintRow(models.Model):
    """So many questions of a topic, a type, a band of difficulty; empty is any."""

    class Band(models.TextChoices):
        EASY = "easy", _("easy")
        MEDIUM = "medium", _("medium")
        HARD = "hard", _("hard")

    TYPES = [(kind.value, kind.label) for kind in (*Version.BY_KEY, *Version.BY_PEOPLE)]

    blueprint = models.ForeignKey(
        Blueprint, models.CASCADE, related_name="rows", verbose_name=_("blueprint")
    )
    place = models.PositiveSmallIntegerField(_("row"))
    topic = models.ForeignKey(
        Topic, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("topic")
    )
    type = models.CharField(_("type"), max_length=20, choices=TYPES, blank=True)
    band = models.CharField(_("difficulty"), max_length=10, choices=Band, blank=True)
    count = models.PositiveSmallIntegerField(
        _("questions"), validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    points = models.DecimalField(_("points each"), max_digits=4, decimal_places=1)

    class Meta:
        ordering = ["blueprint", "place"]
        verbose_name = _("row of a blueprint")
        verbose_name_plural = _("rows of a blueprint")
        constraints = [
            models.UniqueConstraint(fields=["blueprint", "place"], name="exams_blueprint_place"),
            models.CheckConstraint(
                condition=Q(count__gte=1, points__gt=0), name="exams_blueprint_row_asks"
            ),
        ]

    def __str__(self):
        return f"{self.blueprint} {self.place}"


class AssemblyQuerySet(models.QuerySet):
    def held_by(self, person):
        return self.filter(blueprint__in=Blueprint.objects.held_by(person))


class Assembly(models.Model):
    """One making of parallel forms: what was asked, how it was done, what came of it."""

    class State(models.TextChoices):
        ASKED = "asked", _("waiting to be made")
        MADE = "made", pgettext_lazy("of forms", "made")
        REFUSED = "refused", _("could not be made")

    blueprint = models.ForeignKey(
        Blueprint, models.CASCADE, related_name="assemblies", verbose_name=_("blueprint")
    )
    asked_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked"), auto_now_add=True)
    title = models.CharField(_("title"), max_length=120)
    forms = models.PositiveSmallIntegerField(_("forms"))
    seed = models.PositiveIntegerField(_("seed"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ASKED)
    ended_at = models.DateTimeField(_("ended at"), null=True)
    # Why there are none, a line a reason.
    reasons = models.TextField(_("reasons"), blank=True)
    # What proves how it was made (EXAMS.md §5.1).
    solver = models.CharField(_("solver"), max_length=40, blank=True)
    bank_sha256 = models.CharField(max_length=64, blank=True)
    is_optimal = models.BooleanField(_("nothing better is possible"), default=False)
    is_by_clock = models.BooleanField(_("ended by the clock"), default=False)
    spread = models.DecimalField(_("spread"), max_digits=9, decimal_places=4, null=True)
    gap = models.DecimalField(_("gap"), max_digits=9, decimal_places=4, null=True)
    # form by form: expected score as text, and the questions.
    result = models.JSONField(_("forms that were made"), default=list)
    paper = models.OneToOneField(
        Paper, models.SET_NULL, related_name="assembly", null=True, verbose_name=_("paper")
    )

    objects = AssemblyQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("making of forms")
        verbose_name_plural = _("makings of forms")
        constraints = [
            models.CheckConstraint(
                condition=Q(forms__gte=2, forms__lte=MOST_FORMS), name="exams_assembly_forms"
            ),
            models.CheckConstraint(
                condition=Q(state="asked", ended_at=None)
                | ~Q(state="asked") & Q(ended_at__isnull=False),
                name="exams_assembly_ended_at",
            ),
        ]

    def __str__(self):
        return f"{self.title} × {self.forms}"

    def get_absolute_url(self):
        return reverse("exams:assembly_detail", kwargs={"pk": self.pk})

    @property
    def job_key(self):
        return f"exams.assembled:{self.pk}"
