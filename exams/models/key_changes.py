"""Keys that were wrong: one person proposes what is right, another approves, a run counts it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from exams import rekeying
from exams.models.banks import Version
from exams.models.exams import Exam, MarkingRun
from organisation.models import Person


class KeyChangeQuerySet(models.QuerySet):
    def in_run(self, run):
        """Those a run marks by: its own, and those of the runs before it."""
        return self.filter(run__exam=run.exam_id, run__number__lte=run.number).order_by(
            "run__number", "pk"
        )

    def rules_in(self, run):
        """The same as the marking takes them; a first run has none, and costs no query."""
        if run.number == 1:
            return []
        return [change.rule for change in self.in_run(run)]

    def pending(self):
        return self.filter(decided_at=None)


class KeyChange(models.Model):
    class Way(models.TextChoices):
        KEY = rekeying.KEY, _("another answer is right")
        ALL = rekeying.ALL, _("everybody gets the points")
        NONE = rekeying.NONE, _("the question does not count")

    exam = models.ForeignKey(
        Exam, models.CASCADE, related_name="key_changes", verbose_name=_("exam")
    )
    version = models.ForeignKey(
        Version, models.PROTECT, related_name="key_changes", verbose_name=_("question")
    )
    way = models.CharField(_("what is to count"), max_length=5, choices=Way, default=Way.KEY)
    # As `rekeying.Change` says.
    key = models.JSONField(_("right answer"), default=dict)
    reason = models.CharField(_("reason"), max_length=200)
    proposed_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("proposed by")
    )
    proposed_at = models.DateTimeField(_("proposed"))
    decided_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), null=True)
    accepted = models.BooleanField(_("agreed"), null=True)
    run = models.ForeignKey(MarkingRun, models.PROTECT, related_name="key_changes", null=True)

    objects = KeyChangeQuerySet.as_manager()

    class Meta:
        ordering = ["exam", "-pk"]
        verbose_name = _("change of a key")
        verbose_name_plural = _("changes of keys")
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("proposed_by")),
                name="exams_key_change_two_people",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_at=None, accepted=None)
                | Q(decided_by__isnull=False, decided_at__isnull=False, accepted__isnull=False),
                name="exams_key_change_decided_whole",
            ),
            models.CheckConstraint(
                condition=Q(run=None) | Q(accepted=True), name="exams_key_change_counts_if_agreed"
            ),
            models.UniqueConstraint(
                fields=["exam", "version"],
                condition=Q(decided_at=None),
                name="exams_key_change_one_pending",
            ),
        ]

    def __str__(self):
        return f"{self.exam}: {self.version}"

    @property
    def rule(self):
        return rekeying.Change(self.version_id, self.way, self.key)

    @property
    def is_pending(self):
        return self.decided_at is None

    @property
    def is_being_marked(self):
        """Agreed, and its run is not there yet."""
        return bool(self.accepted) and self.run_id is None
