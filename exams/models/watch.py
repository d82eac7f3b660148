"""What those who watch an exam tell candidates, and what they see of them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from exams.models.exams import Exam
from exams.models.sittings import Attempt
from organisation.models import Person, Unit


class AnnouncementQuerySet(models.QuerySet):
    def told_to(self, exam, person, unit):
        """To her, to her village or a unit above it, or to all."""
        return self.told_within(exam, person, Unit.paths_to(unit.path))

    def told_within(self, exam, person, paths):
        """To her, to a unit with one of these paths, or to all."""
        return self.filter(exam=exam).filter(
            Q(person=person) | Q(person=None, unit=None) | Q(person=None, unit__path__in=paths)
        )


class Announcement(models.Model):
    """A word to one candidate, to a unit, or to all; it is in the inbox and on the paper."""

    exam = models.ForeignKey(
        Exam, models.CASCADE, related_name="announcements", verbose_name=_("exam")
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", null=True, verbose_name=_("unit")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, verbose_name=_("person")
    )
    text = models.CharField(_("text"), max_length=200)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("told by"))
    at = models.DateTimeField(_("at"))
    key = models.CharField(max_length=40)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        ordering = ["exam", "pk"]
        verbose_name = _("word to candidates")
        verbose_name_plural = _("words to candidates")
        constraints = [
            models.UniqueConstraint(fields=["exam", "key"], name="exams_announcement_once")
        ]

    def __str__(self):
        return self.text


class Signal(models.Model):
    """Something worth a look, never a penalty: a call on a cheap phone also hides the page."""

    class Kind(models.TextChoices):
        AWAY = "away", _("left the page")
        CHAIN = "chain", _("the order of the answers cannot be proved")

    attempt = models.ForeignKey(
        Attempt, models.CASCADE, related_name="signals", verbose_name=_("sitting")
    )
    kind = models.CharField(_("kind of signal"), max_length=10, choices=Kind)
    device = models.CharField(_("device"), max_length=40)
    # By the steady counter of the device.
    from_ms = models.BigIntegerField(_("hidden from"), default=0)
    seconds = models.PositiveIntegerField(_("seconds"), default=0)
    at = models.DateTimeField(_("received"))

    class Meta:
        ordering = ["attempt", "pk"]
        verbose_name = _("signal")
        verbose_name_plural = _("signals")
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "device", "kind", "from_ms"], name="exams_signal_once"
            )
        ]

    def __str__(self):
        return f"{self.attempt_id} {self.kind}"
