"""Those who missed an exam with a reason: they are called to the makeup sitting."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from exams.models.exams import Exam
from organisation.models import Person


class Absence(models.Model):
    exam = models.ForeignKey(Exam, models.CASCADE, related_name="absences", verbose_name=_("exam"))
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="absences", verbose_name=_("person")
    )
    reason = models.CharField(_("reason"), max_length=200)
    noted_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("noted by")
    )
    noted_at = models.DateTimeField(_("noted"))

    class Meta:
        ordering = ["exam", "person__name"]
        verbose_name = _("excused absence")
        verbose_name_plural = _("excused absences")
        constraints = [
            models.UniqueConstraint(fields=["exam", "person"], name="exams_absence_once")
        ]

    def __str__(self):
        return f"{self.person}: {self.reason}"
