"""Services somebody asked for. Neither can exist without her recorded consent."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from records.encryption import EncryptedDateField
from records.models.consents import Consent
from records.models.events import Event
from records.models.people import Resident


class PregnancyQuerySet(models.QuerySet):
    def active(self):
        return self.filter(ended_on=None)


class Pregnancy(models.Model):
    """Booked services up to an expected date. How one ended is nobody's business here."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    woman = models.ForeignKey(Resident, models.PROTECT, related_name="pregnancies")
    event = models.OneToOneField(Event, models.PROTECT, related_name="pregnancy")
    consent = models.ForeignKey(Consent, models.PROTECT, related_name="pregnancies")
    edd = EncryptedDateField(_("expected date"), blank=True)
    ended_on = models.DateField(_("no longer needed since"), null=True, blank=True)

    objects = PregnancyQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("booked service")
        verbose_name_plural = _("booked services")
        constraints = [
            models.UniqueConstraint(
                fields=["woman"],
                condition=Q(ended_on=None),
                name="records_pregnancy_one_active",
            )
        ]

    def __str__(self):
        return str(self.pk)


class Visit(models.Model):
    class Kind(models.TextChoices):
        CARE = "care", _("neighbourly visit")
        MOVER = "mover", _("visit to a newcomer")
        SERVICE = "service", _("service she asked for")

    class Mode(models.TextChoices):
        HOME = "home", _("at home")
        PHONE = "phone", _("by phone")
        OFFICE = "office", _("at the village office")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    resident = models.ForeignKey(Resident, models.PROTECT, related_name="visits")
    event = models.OneToOneField(Event, models.PROTECT, related_name="visit")
    kind = models.CharField(_("visit"), max_length=10, choices=Kind)
    mode = models.CharField(_("how"), max_length=10, choices=Mode, default=Mode.HOME)
    done_on = models.DateField(_("day"))
    next_visit_on = models.DateField(_("next agreed day"), null=True, blank=True)
    consent = models.ForeignKey(
        Consent, models.PROTECT, related_name="visits", null=True, blank=True
    )

    class Meta:
        ordering = ["-done_on", "-id"]
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="service") | Q(consent__isnull=False),
                name="records_visit_health_needs_consent",
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.done_on:%Y-%m-%d}"
