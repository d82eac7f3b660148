"""Objections to the marking of a question: put in writing, and answered in writing."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from exams.models.exams import Exam
from exams.models.sittings import Attempt
from organisation.models import Person


class AppealQuerySet(models.QuerySet):
    def pending(self):
        return self.filter(decided_at=None)

    def answered_by(self, person):
        """Those to exams she holds; never her own."""
        return self.filter(attempt__exam__in=Exam.objects.held_by(person)).exclude(
            attempt__person=person
        )


class Appeal(models.Model):
    """One sentence about one question of one sitting."""

    attempt = models.ForeignKey(
        Attempt, models.CASCADE, related_name="appeals", verbose_name=_("sitting")
    )
    slot = models.PositiveSmallIntegerField(_("question"))
    text = models.CharField(_("objection"), max_length=300)
    made_at = models.DateTimeField(_("made"))
    answer = models.CharField(_("answer"), max_length=500, blank=True)
    decided_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), null=True)
    accepted = models.BooleanField(_("agreed"), null=True)

    objects = AppealQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "pk"]
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        constraints = [
            models.UniqueConstraint(fields=["attempt", "slot"], name="exams_appeal_once"),
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_at=None, accepted=None, answer="")
                | Q(decided_by__isnull=False, decided_at__isnull=False, accepted__isnull=False)
                & ~Q(answer=""),
                name="exams_appeal_answered_whole",
            ),
        ]

    def __str__(self):
        return f"{self.slot}: {self.text}"

    @property
    def is_pending(self):
        return self.decided_at is None
