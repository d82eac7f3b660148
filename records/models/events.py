"""What happened: append-only, the source of everything else."""

import json

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from organisation.models import Person, Unit
from organisation.rights import Act
from records.encryption import EncryptedTextField
from records.models.people import Resident


class EventQuerySet(models.QuerySet):
    def kept_by(self, person):
        return self.filter(village__in=Unit.objects.run_by(person, Act.KEEP_RECORDS))

    def standing(self):
        """Not taken back."""
        return self.filter(status=Event.Status.ACCEPTED)

    def of_kind(self, *kinds):
        return self.filter(kind__in=kinds)

    def like(self, resident, kind, day):
        """What may be the same thing, written before."""
        return self.standing().filter(resident=resident, kind=kind, occurred_on=day)


class Event(models.Model):
    """A row is never changed but for `status`; a correction is a new row that points to it."""

    class Kind(models.TextChoices):
        MARRIAGE = "marriage", _("marriage")
        BIRTH = "birth", _("birth")
        PREGNANCY_REGISTERED = "pregnancy_registered", _("services asked for")
        EDD_REVISED = "edd_revised", _("date of a service changed")
        PREGNANCY_ENDED = "pregnancy_ended", _("services no longer needed")
        VISIT = "visit", _("visit")
        MOVE_IN = "move_in", _("move in")
        MOVE_OUT = "move_out", _("move out")
        CERTIFICATE_APPLIED = "cert_applied", _("certificate applied for")
        CERTIFICATE_READY = "cert_ready", _("certificate ready")
        CERTIFICATE_COLLECTED = "cert_collected", _("certificate collected")
        CORRECTION = "info_corrected", _("correction")

    class Status(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        VOIDED = "voided", _("taken back")

    class Source(models.TextChoices):
        VILLAGE = "village", _("village")
        IMPORT = "import", _("import")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    # Made by the page that asks: a repeated send is the same event.
    client_uuid = models.UUIDField(unique=True, default=uuid7)
    kind = models.CharField(_("what happened"), max_length=30, choices=Kind)
    resident = models.ForeignKey(Resident, models.PROTECT, related_name="events")
    village = models.ForeignKey(Unit, models.PROTECT, related_name="record_events")
    occurred_on = models.DateField(_("day"))
    recorded_on = models.DateField(_("written on"))
    recorded_at = models.DateTimeField(_("written at"), default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    source = models.CharField(max_length=10, choices=Source, default=Source.VILLAGE)
    status = models.CharField(max_length=10, choices=Status, default=Status.ACCEPTED)
    sensitive = models.BooleanField(_("about health"), default=False)
    corrects = models.ForeignKey(
        "self", models.PROTECT, related_name="corrections", null=True, blank=True
    )
    details = EncryptedTextField(_("details"), blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-occurred_on", "-recorded_at", "-id"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [
            models.Index(fields=["village", "recorded_on"], name="records_event_recorded"),
            models.Index(fields=["resident", "kind"], name="records_event_resident"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.occurred_on:%Y-%m-%d}"

    @property
    def receipt(self):
        """What the village notes down: the end of the key, in capitals."""
        return self.pk.hex[-6:].upper()

    @property
    def facts(self):
        return json.loads(self.details) if self.details else {}
