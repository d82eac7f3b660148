"""What somebody agreed to, and what she asks about her own record."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from organisation.models import Person, Unit
from organisation.rights import Act
from records.encryption import EncryptedTextField
from records.models.people import Resident


class ConsentQuerySet(models.QuerySet):
    def kept_by(self, person):
        return self.filter(
            resident__village__in=Unit.objects.run_by(person, Act.KEEP_RECORDS)
        ).select_related("resident")

    def standing(self):
        return self.filter(withdrawn_on=None)


class Consent(models.Model):
    """A yes that was given. A no is not stored: it would say what was asked."""

    class Purpose(models.TextChoices):
        HEALTH = "health", _("reminders of health services")
        CONTACT = "contact", _("calls and visits at home")

    class Channel(models.TextChoices):
        PAPER = "paper", _("signed on paper")
        SPOKEN = "spoken", _("said in person")

    resident = models.ForeignKey(Resident, models.PROTECT, related_name="consents")
    purpose = models.CharField(_("kept for"), max_length=10, choices=Purpose)
    channel = models.CharField(_("how"), max_length=10, choices=Channel)
    by_guardian = models.BooleanField(_("given by the guardian"), default=False)
    notice_version = models.CharField(max_length=20, default="2026-1")
    given_on = models.DateField(_("given on"))
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["-given_on", "-pk"]
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.UniqueConstraint(
                fields=["resident", "purpose"],
                condition=Q(withdrawn_on=None),
                name="records_consent_one_standing",
            )
        ]

    def __str__(self):
        return self.get_purpose_display()


class RightsRequestQuerySet(models.QuerySet):
    def kept_by(self, person):
        return self.filter(
            resident__village__in=Unit.objects.run_by(person, Act.KEEP_RECORDS)
        ).select_related("resident")

    def waiting(self):
        return self.filter(answered_on=None)


class RightsRequest(models.Model):
    """更正 or 删除申请: handed in on paper or in person, answered within 15 working days."""

    class Kind(models.TextChoices):
        CORRECT = "correct", _("correct something")
        DELETE = "delete", _("delete something")
        COPY = "copy", _("a copy of the file")

    class Decision(models.TextChoices):
        DONE = "done", _("done as asked")
        PARTLY = "partly", _("done in part")
        REFUSED = "refused", _("not possible")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    resident = models.ForeignKey(Resident, models.PROTECT, related_name="requests")
    kind = models.CharField(_("what is asked"), max_length=10, choices=Kind)
    text = EncryptedTextField(_("in her words"))
    received_on = models.DateField(_("received on"))
    due_on = models.DateField(_("to be answered by"))
    decision = models.CharField(_("answer"), max_length=10, choices=Decision, blank=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)

    objects = RightsRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-received_on", "-pk"]
        verbose_name = _("request about a file")
        verbose_name_plural = _("requests about files")

    def __str__(self):
        return self.get_kind_display()
