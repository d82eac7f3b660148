"""Duty days and the daily clearing (村日清) of a village."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organisation.models import Person, Unit


class DutyDay(models.Model):
    """A village opened its list on a duty day; `cleared_at` when it also cleared the day."""

    village = models.ForeignKey(Unit, models.PROTECT, related_name="duty_days")
    date = models.DateField(_("duty day"))
    opened_at = models.DateTimeField(_("list opened"))
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    cleared_at = models.DateTimeField(_("day cleared"), null=True, blank=True)
    list_snapshot = models.JSONField(_("the list as it was"), default=list)

    class Meta:
        ordering = ["-date"]
        verbose_name = _("duty day of a village")
        verbose_name_plural = _("duty days of villages")
        constraints = [
            models.UniqueConstraint(fields=["village", "date"], name="records_dutyday_once")
        ]
        indexes = [models.Index(fields=["date"], name="records_dutyday_date")]

    def __str__(self):
        return f"{self.date:%Y-%m-%d}"


class DailyClose(models.Model):
    """A village's day is closed: by somebody, or by the clock as "not confirmed"."""

    village = models.ForeignKey(Unit, models.PROTECT, related_name="daily_closes")
    date = models.DateField(_("day"))
    closed_at = models.DateTimeField(_("closed"))
    closed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    auto = models.BooleanField(_("not confirmed"), default=False)
    zero_report = models.BooleanField(_("nothing happened"), default=False)
    entered = models.PositiveSmallIntegerField(_("entered"), default=0)
    settled = models.PositiveSmallIntegerField(_("settled"), default=0)

    class Meta:
        ordering = ["-date"]
        verbose_name = _("daily clearing")
        verbose_name_plural = _("daily clearings")
        constraints = [
            models.UniqueConstraint(fields=["village", "date"], name="records_dailyclose_once")
        ]
        indexes = [models.Index(fields=["date", "auto"], name="records_dailyclose_date")]

    def __str__(self):
        return f"{self.date:%Y-%m-%d}"
