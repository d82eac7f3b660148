"""What is put right after the lock: one proposes, another approves, nothing is overwritten."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from competitions.models.contests import Stage
from competitions.models.judging import Performance, Sheet
from competitions.models.quiz_events import QuizEvent
from competitions.models.results import ResultSnapshot
from organisation.models import Person


class CorrectionQuerySet(models.QuerySet):
    def open(self):
        return self.filter(approved_at=None, declined_at=None)

    def approved(self):
        return self.exclude(approved_at=None)

    def watched_by(self, person):
        return self.filter(stage__in=Stage.objects.watched_by(person))


class Correction(models.Model):
    """`before` and `after` hold what counted and what is to count: {"marks": {key: text}},
    {"state": "void"}, {"seconds": 492}, or of a line of a quiz {"outcome": "wrong"}. It is about a
    performance, and a sheet unless about the time; or about a line of the ledger."""

    stage = models.ForeignKey(
        Stage, models.PROTECT, related_name="corrections", verbose_name=_("stage")
    )
    performance = models.ForeignKey(
        Performance,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name=_("performance"),
    )
    sheet = models.ForeignKey(
        Sheet,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name=_("score sheet"),
    )
    event = models.ForeignKey(
        QuizEvent,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name=_("line of the ledger"),
    )
    before = models.JSONField(_("what counted"))
    after = models.JSONField(_("what is to count"))
    reason = models.CharField(_("reason"), max_length=200)
    proposer = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("proposed by")
    )
    proposed_at = models.DateTimeField(_("proposed"), auto_now_add=True)
    approver = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("approved by"),
    )
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)
    declined_at = models.DateTimeField(_("declined"), null=True, blank=True)
    decline_reason = models.CharField(_("why it was declined"), max_length=200, blank=True)
    snapshot_from = models.ForeignKey(
        ResultSnapshot, models.PROTECT, related_name="+", verbose_name=_("result before")
    )
    snapshot_to = models.OneToOneField(
        ResultSnapshot,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="correction",
        verbose_name=_("result after"),
    )
    # [{"code", "title", "total": [before, after], "rank": [before, after]}] of those that changed
    changes = models.JSONField(_("what changed"), default=list)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["stage", "pk"]
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        constraints = [
            models.CheckConstraint(
                condition=Q(approver=None) | ~Q(approver=F("proposer")),
                name="competitions_correction_two_people",
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None)
                | (Q(approver__isnull=False) & Q(snapshot_to__isnull=False)),
                name="competitions_correction_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None) | Q(declined_at=None),
                name="competitions_correction_one_end",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""), name="competitions_correction_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(performance__isnull=False, event=None)
                | Q(performance=None, event__isnull=False),
                name="competitions_correction_is_about_one_thing",
            ),
            models.UniqueConstraint(
                fields=["stage"],
                condition=Q(approved_at=None, declined_at=None),
                name="competitions_correction_one_open",
            ),
        ]

    def __str__(self):
        return f"{self.about}: {self.reason}"

    def get_absolute_url(self):
        return reverse("competitions:correction", args=[self.pk])

    @property
    def is_open(self):
        return self.approved_at is None and self.declined_at is None

    @property
    def about(self):
        """The entry; of a quiz the team, or the line where it is of no single team."""
        if self.event_id is None:
            return self.performance.entry
        return self.event.team or self.event

    @property
    def code(self):
        """As in the result; empty where it is about no single entry."""
        if self.event_id is None:
            return f"{self.performance.entry.order_no:02d}"
        return self.event.team.key if self.event.team_id else ""

    @property
    def rank_changes(self):
        return [change for change in self.changes if change["rank"][0] != change["rank"][1]]
