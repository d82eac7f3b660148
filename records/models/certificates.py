from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from records.models.events import Event
from records.models.people import Resident


class CertificateQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state__in=[Certificate.State.APPLIED, Certificate.State.READY])


class Certificate(models.Model):
    """A paper somebody applied for, until it is in her hands."""

    class Kind(models.TextChoices):
        BIRTH = "birth", _("birth certificate")
        REGISTER = "register", _("entry in the household register")
        ID_CARD = "id_card", _("ID card")
        RESIDENCE = "residence", _("residence permit")
        SOCIAL_CARD = "social_card", _("social security card")
        ALLOWANCE = "allowance", _("child-care allowance")
        LEGACY = "legacy", _("honour certificate of earlier years")
        OTHER = "other", _("another certificate")

    class State(models.TextChoices):
        APPLIED = "applied", _("applied for")
        READY = "ready", _("ready")
        COLLECTED = "collected", _("collected")
        CANCELLED = "cancelled", _("cancelled")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    resident = models.ForeignKey(Resident, models.PROTECT, related_name="certificates")
    kind = models.CharField(_("certificate"), max_length=20, choices=Kind)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.APPLIED)
    applied_on = models.DateField(_("applied on"))
    ready_on = models.DateField(_("ready on"), null=True, blank=True)
    ready_event = models.OneToOneField(
        Event, models.PROTECT, related_name="certificate", null=True, blank=True
    )
    pickup_place = models.CharField(_("where to collect it"), max_length=60, blank=True)
    pickup_on = models.DateField(_("agreed day"), null=True, blank=True)
    collected_on = models.DateField(_("collected on"), null=True, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["-applied_on", "-id"]
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.CheckConstraint(
                condition=Q(ready_on=None) | Q(ready_on__gte=F("applied_on")),
                name="records_certificate_ready_after_applied",
            ),
            models.CheckConstraint(
                condition=Q(collected_on=None) | Q(collected_on__gte=F("ready_on")),
                name="records_certificate_collected_after_ready",
            ),
            models.UniqueConstraint(
                fields=["resident", "kind"],
                condition=Q(state__in=["applied", "ready"]),
                name="records_certificate_one_open_of_a_kind",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.get_state_display()}"
