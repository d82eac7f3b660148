"""The timekeeper and the time an entry was on stage; a correction is a new version."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from competitions.models.contests import Stage
from competitions.models.judging import Performance
from organisation.models import Person


class TimekeeperQuerySet(models.QuerySet):
    def editable_by(self, person):
        return self.filter(stage__in=Stage.objects.editable_by(person))

    def stages_timed_by(self, person):
        """Stages on which she may take the time: those she holds, and those she was named for."""
        named = self.filter(person=person).values("stage")
        held = Stage.objects.editable_by(person).values("pk")
        return Stage.objects.filter(Q(pk__in=named) | Q(pk__in=held))


class Timekeeper(models.Model):
    stage = models.ForeignKey(
        Stage, models.CASCADE, related_name="timekeepers", verbose_name=_("stage")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="timed_stages", verbose_name=_("timekeeper")
    )

    objects = TimekeeperQuerySet.as_manager()

    class Meta:
        ordering = ["stage", "pk"]
        verbose_name = _("timekeeper")
        verbose_name_plural = _("timekeepers")
        constraints = [
            models.UniqueConstraint(fields=["stage", "person"], name="competitions_timekeeper_once")
        ]

    def __str__(self):
        return str(self.person)


class TimingQuerySet(models.QuerySet):
    def current(self):
        return self.filter(is_current=True)


class Timing(models.Model):
    """How long an entry spoke and what it costs; until then the clock runs."""

    performance = models.ForeignKey(
        Performance, models.CASCADE, related_name="timings", verbose_name=_("performance")
    )
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    is_current = models.BooleanField(_("counts"), default=True)
    started_at = models.DateTimeField(_("clock started"), null=True, blank=True)
    seconds = models.PositiveIntegerField(_("seconds"), null=True, blank=True)
    points = models.DecimalField(_("points off"), max_digits=6, decimal_places=3, default=0)
    line = models.CharField(_("line of the rules"), max_length=12, blank=True)
    reason = models.CharField(_("why it was not timed"), max_length=120, blank=True)
    taken_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("timekeeper")
    )
    taken_at = models.DateTimeField(_("noted"), null=True, blank=True)

    objects = TimingQuerySet.as_manager()

    class Meta:
        ordering = ["performance", "version"]
        verbose_name = _("time on stage")
        verbose_name_plural = _("times on stage")
        constraints = [
            models.UniqueConstraint(
                fields=["performance", "version"], name="competitions_timing_version"
            ),
            models.UniqueConstraint(
                fields=["performance"],
                condition=Q(is_current=True),
                name="competitions_timing_one_current",
            ),
            models.CheckConstraint(
                condition=Q(seconds=None) | Q(reason=""), name="competitions_timing_one_of_two"
            ),
            models.CheckConstraint(
                condition=Q(points=0) | Q(seconds__isnull=False),
                name="competitions_timing_points_need_time",
            ),
        ]

    def __str__(self):
        return self.clock

    @property
    def is_running(self):
        return self.started_at is not None and not self.is_taken

    @property
    def is_taken(self):
        return self.seconds is not None or self.reason != ""

    @property
    def elapsed(self):
        """Seconds until now while the clock runs, else what was noted."""
        if not self.is_running:
            return self.seconds or 0
        return max(0, int((timezone.now() - self.started_at).total_seconds()))

    @property
    def clock(self):
        """8:12"""
        return f"{self.elapsed // 60}:{self.elapsed % 60:02d}"
