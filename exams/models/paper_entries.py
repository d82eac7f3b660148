"""Answers given on paper, typed in by two people who do not see each other's."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from exams.models.exams import Candidate
from exams.models.sittings import Attempt
from organisation.models import Person


class PaperEntry(models.Model):
    candidate = models.OneToOneField(
        Candidate, models.PROTECT, related_name="paper_entry", verbose_name=_("candidate")
    )
    # {"form": 1, "answers": {slot: [value, …]}}, as the sheet of paper says.
    first = models.JSONField(_("first entry"))
    first_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("first entered by")
    )
    first_at = models.DateTimeField(_("first entered"))
    second = models.JSONField(_("second entry"), null=True)
    second_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, verbose_name=_("second entered by")
    )
    second_at = models.DateTimeField(_("second entered"), null=True)
    decided = models.JSONField(_("decided by the sheet"), null=True)
    decided_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), null=True)
    # The sitting it became.
    attempt = models.OneToOneField(
        Attempt, models.PROTECT, related_name="paper_entry", null=True, verbose_name=_("sitting")
    )

    class Meta:
        ordering = ["candidate"]
        verbose_name = _("answers on paper")
        verbose_name_plural = _("answers on paper")
        constraints = [
            models.CheckConstraint(
                condition=Q(second_by=None) | ~Q(second_by=F("first_by")),
                name="exams_paper_entry_two_people",
            ),
            models.CheckConstraint(
                condition=Q(second_by=None, second_at=None)
                | Q(second_by__isnull=False, second_at__isnull=False),
                name="exams_paper_entry_second_whole",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_at=None)
                | Q(decided_by__isnull=False, decided_at__isnull=False, second_by__isnull=False),
                name="exams_paper_entry_decided_last",
            ),
            models.CheckConstraint(
                condition=Q(attempt=None) | Q(second_by__isnull=False),
                name="exams_paper_entry_counts_when_twice",
            ),
        ]

    def __str__(self):
        return str(self.candidate)

    @property
    def differs(self):
        return self.second_by_id is not None and self.attempt_id is None
