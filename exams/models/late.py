"""Answers that came after the time: kept, and counted only when two people say so."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from exams.models.exams import MarkingRun
from exams.models.sittings import Attempt
from organisation.models import Person


class LateClaim(models.Model):
    """One person asks that late answers count, another one decides; neither can do both."""

    attempt = models.ForeignKey(
        Attempt, models.CASCADE, related_name="late_claims", verbose_name=_("sitting")
    )
    reason = models.CharField(_("reason"), max_length=200)
    asked_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked"))
    decided_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), null=True)
    accepted = models.BooleanField(_("agreed"), null=True)
    # Up to this act; what the receipt was made of; the marking in which the answers count.
    last_op = models.BigIntegerField()
    before = models.JSONField(default=dict)
    run = models.ForeignKey(MarkingRun, models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering = ["attempt", "pk"]
        verbose_name = _("request to count late answers")
        verbose_name_plural = _("requests to count late answers")
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")),
                name="exams_late_claim_two_people",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_at=None, accepted=None)
                | Q(decided_by__isnull=False, decided_at__isnull=False, accepted__isnull=False),
                name="exams_late_claim_decided_whole",
            ),
            models.UniqueConstraint(
                fields=["attempt"],
                condition=Q(decided_at=None),
                name="exams_late_claim_one_pending",
            ),
        ]

    def __str__(self):
        return f"{self.attempt_id}: {self.reason}"

    @property
    def is_pending(self):
        return self.decided_at is None
