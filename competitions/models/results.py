"""A result two people sign: compiled once, never changed, shown from here only."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from competitions.models.contests import Stage
from organisation.models import Person


class ResultSnapshotQuerySet(models.QuerySet):
    def published(self):
        return self.exclude(published_at=None)

    def in_work(self):
        return self.filter(published_at=None, discarded_at=None)

    def watched_by(self, person):
        return self.filter(stage__in=Stage.objects.watched_by(person), discarded_at=None)

    def editable_by(self, person):
        return self.filter(stage__in=Stage.objects.editable_by(person), discarded_at=None)


class ResultSnapshot(models.Model):
    stage = models.ForeignKey(
        Stage, models.PROTECT, related_name="snapshots", verbose_name=_("stage")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    data = models.JSONField(_("result"))
    rule_hash = models.CharField(_("hash of the rules"), max_length=64)
    input_hash = models.CharField(_("hash of the marks"), max_length=64)
    locked_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("locked by")
    )
    locked_at = models.DateTimeField(_("locked"))
    confirmed_by = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("confirmed by"),
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    published_by = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("published by"),
    )
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    discarded_at = models.DateTimeField(_("discarded"), null=True, blank=True)
    discard_reason = models.CharField(_("why it was discarded"), max_length=200, blank=True)

    objects = ResultSnapshotQuerySet.as_manager()

    class Meta:
        ordering = ["stage", "number"]
        get_latest_by = "number"
        verbose_name = _("result")
        verbose_name_plural = _("results")
        constraints = [
            models.UniqueConstraint(
                fields=["stage", "number"], name="competitions_snapshot_number"
            ),
            models.UniqueConstraint(
                fields=["stage"],
                condition=Q(published_at=None, discarded_at=None),
                name="competitions_snapshot_one_in_work",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("locked_by")),
                name="competitions_snapshot_two_people",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(confirmed_by__isnull=False),
                name="competitions_snapshot_confirmed_first",
            ),
        ]

    def __str__(self):
        return f"{self.stage} {self.number}"
