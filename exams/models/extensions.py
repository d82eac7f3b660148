"""More time: given before an exam to one person, and to sittings that are under way."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from exams.models.exams import Exam
from exams.models.sittings import Attempt
from organisation.models import Person


class Allowance(models.Model):
    """Extra time for one person, settled before she begins; the reason stays private."""

    exam = models.ForeignKey(
        Exam, models.CASCADE, related_name="allowances", verbose_name=_("exam")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="allowances", verbose_name=_("person")
    )
    minutes = models.PositiveSmallIntegerField(_("extra minutes"), default=0)
    percent = models.PositiveSmallIntegerField(_("extra percent"), default=0)
    reason = models.CharField(_("reason"), max_length=200)
    given_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=pgettext_lazy("of time", "given by")
    )
    given_at = models.DateTimeField(pgettext_lazy("of time", "given"))

    class Meta:
        ordering = ["exam", "person__name"]
        verbose_name = _("extra time of a person")
        verbose_name_plural = _("extra times of persons")
        constraints = [
            models.UniqueConstraint(fields=["exam", "person"], name="exams_allowance_once"),
            models.CheckConstraint(
                condition=Q(minutes=0, percent__gt=0, percent__lte=200)
                | Q(percent=0, minutes__gt=0, minutes__lte=240),
                name="exams_allowance_minutes_or_percent",
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.minutes} / {self.percent} %"

    @property
    def seconds(self):
        """On top of the exam's own time, rounded up to a whole second."""
        return self.minutes * 60 + -(-self.exam.minutes * 60 * self.percent // 100)


class Extension(models.Model):
    """More time for a sitting that is under way; append-only, and only ever more."""

    attempt = models.ForeignKey(
        Attempt, models.CASCADE, related_name="extensions", verbose_name=_("sitting")
    )
    seconds = models.PositiveIntegerField(_("seconds"))
    reason = models.CharField(_("reason"), max_length=200)
    # Nobody: the server itself, for the time it was away.
    actor = models.ForeignKey(
        Person,
        models.PROTECT,
        related_name="+",
        null=True,
        verbose_name=pgettext_lazy("of time", "given by"),
    )
    # The same key is the same act: a tap that came twice, a gap that two have seen.
    key = models.CharField(max_length=60)
    at = models.DateTimeField(_("at"))

    class Meta:
        ordering = ["attempt", "pk"]
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        constraints = [
            models.UniqueConstraint(fields=["attempt", "key"], name="exams_extension_once"),
            models.CheckConstraint(condition=Q(seconds__gt=0), name="exams_extension_seconds"),
        ]

    def __str__(self):
        return f"{self.attempt_id} +{self.seconds} s"
