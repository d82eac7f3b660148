"""Papers: put together from versions of questions, frozen at publication."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from exams.models.banks import Version


class Paper(models.Model):
    class Rule(models.TextChoices):
        EXACT = "exact", _("all right ones and no other, else nothing")
        HALF = "half", _("half the points when right ones are missing and none is wrong")
        SHARED = "shared", _("a share for each right one, nothing when one is wrong")
        WEIGHTS = "weights", _("by the weights of the options")

    title = models.CharField(_("title"), max_length=120)
    multiple_rule = models.CharField(
        _("multiple choice counts"), max_length=10, choices=Rule, default=Rule.EXACT
    )
    seed = models.CharField(_("seed of the choice"), max_length=40, blank=True)
    # What is sat and marked: written once, at publication, with its hash.
    content = models.JSONField(_("content"), null=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, editable=False)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at=None, sha256="")
                | Q(published_at__isnull=False, content__isnull=False) & ~Q(sha256=""),
                name="exams_paper_published_with_content",
            )
        ]

    def __str__(self):
        return self.title


class PaperQuestion(models.Model):
    """A version on a paper that is being put together."""

    paper = models.ForeignKey(
        Paper, models.CASCADE, related_name="questions", verbose_name=_("paper")
    )
    version = models.ForeignKey(
        Version, models.PROTECT, related_name="papers", verbose_name=_("question")
    )
    slot = models.PositiveSmallIntegerField(_("number"))
    points = models.DecimalField(_("points"), max_digits=6, decimal_places=2)

    class Meta:
        ordering = ["paper", "slot"]
        verbose_name = _("question of a paper")
        verbose_name_plural = _("questions of a paper")
        constraints = [
            models.UniqueConstraint(fields=["paper", "slot"], name="exams_paper_slot"),
            models.UniqueConstraint(fields=["paper", "version"], name="exams_paper_version_once"),
            models.CheckConstraint(condition=Q(points__gt=0), name="exams_paper_points"),
        ]

    def __str__(self):
        return f"{self.slot}. {self.version}"
