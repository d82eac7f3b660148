"""Papers: put together from versions of questions, frozen at publication."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exams.models.banks import Version
from organisation.models import Unit
from organisation.rights import Act


class PaperQuerySet(models.QuerySet):
    def held_by(self, person):
        """Those of her units; one without a unit goes with the exam it was drawn for."""
        units = Unit.objects.run_by(person, Act.HOLD_EXAMS)
        drawn = Paper.objects.filter(unit=None, exams__unit__in=units)
        return self.filter(Q(unit__in=units) | Q(pk__in=drawn.order_by().values("pk")))

    def to_choose(self):
        """What another exam may be given: not the draft that was drawn for one exam."""
        return self.exclude(way=Paper.Way.DRAWN, published_at=None)

    def drafts(self):
        return self.filter(published_at=None)

    def by_hand(self):
        """Drafts whose questions are chosen one by one."""
        return self.drafts().filter(way__in=(Paper.Way.HAND, Paper.Way.DRAWN))

    def drawn_for_nobody(self):
        return self.filter(way=Paper.Way.DRAWN, published_at=None, exams=None)


class Paper(models.Model):
    class Way(models.TextChoices):
        DRAWN = "drawn", _("drawn for an exam")
        HAND = "hand", _("put together by hand")
        FORMS = "forms", _("parallel forms")
        LOTS = "lots", _("a paper of their own for each person")

    class Rule(models.TextChoices):
        EXACT = "exact", _("all right ones and no other, else nothing")
        HALF = "half", _("half the points when right ones are missing and none is wrong")
        SHARED = "shared", _("a share for each right one, nothing when one is wrong")
        WEIGHTS = "weights", _("by the weights of the options")

    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="papers", null=True, verbose_name=_("unit")
    )
    title = models.CharField(_("title"), max_length=120)
    way = models.CharField(_("kind of paper"), max_length=10, choices=Way, default=Way.DRAWN)
    multiple_rule = models.CharField(
        _("multiple choice counts"), max_length=10, choices=Rule, default=Rule.EXACT
    )
    seed = models.CharField(_("seed of the choice"), max_length=40, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes to answer"), null=True, blank=True)
    forms = models.PositiveSmallIntegerField(_("forms"), default=1)
    # Of a paper drawn for each person: how many of each row of its pool, and for what points.
    lots = models.JSONField(default=list, editable=False)
    blueprint = models.ForeignKey(
        "Blueprint", models.SET_NULL, related_name="papers", null=True, editable=False
    )
    # What is sat and marked: written once, at publication, with its hash.
    content = models.JSONField(_("content"), null=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, editable=False)

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        constraints = [
            models.CheckConstraint(condition=Q(forms__gte=1), name="exams_paper_has_a_form"),
            models.CheckConstraint(
                condition=Q(published_at=None, sha256="")
                | Q(published_at__isnull=False, content__isnull=False) & ~Q(sha256=""),
                name="exams_paper_published_with_content",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("exams:paper_detail", kwargs={"pk": self.pk})

    @property
    def is_draft(self):
        return self.published_at is None

    @property
    def is_by_lot(self):
        return self.way == self.Way.LOTS

    @property
    def may_be_arranged(self):
        """Questions of forms and pools come from a blueprint; they are not changed by hand."""
        return self.is_draft and self.way in (self.Way.HAND, self.Way.DRAWN)

    @property
    def may_be_chosen(self):
        """Whether another exam may have it: not the draft that was drawn for one."""
        return not (self.is_draft and self.way == self.Way.DRAWN)

    @property
    def lot_points(self):
        return sum((lot["count"] * Decimal(lot["points"]) for lot in self.lots), Decimal(0))

    @property
    def lot_count(self):
        return sum(lot["count"] for lot in self.lots)


class PaperQuestion(models.Model):
    """A version on a paper that is being put together."""

    paper = models.ForeignKey(
        Paper, models.CASCADE, related_name="questions", verbose_name=_("paper")
    )
    version = models.ForeignKey(
        Version, models.PROTECT, related_name="papers", verbose_name=_("question")
    )
    form = models.PositiveSmallIntegerField(_("form"), default=1)
    slot = models.PositiveSmallIntegerField(_("number"))
    # The row of the blueprint it stands for, where there is one.
    row = models.PositiveSmallIntegerField(null=True, editable=False)
    points = models.DecimalField(_("points"), max_digits=6, decimal_places=2)

    class Meta:
        ordering = ["paper", "form", "slot"]
        verbose_name = _("question of a paper")
        verbose_name_plural = _("questions of a paper")
        constraints = [
            models.UniqueConstraint(fields=["paper", "form", "slot"], name="exams_paper_form_slot"),
            models.UniqueConstraint(
                fields=["paper", "form", "version"], name="exams_paper_form_version_once"
            ),
            models.CheckConstraint(condition=Q(points__gt=0), name="exams_paper_points"),
        ]

    def __str__(self):
        return f"{self.slot}. {self.version}"
