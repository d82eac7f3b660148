"""Certificates: what was printed on them, for ever, and whether they still hold."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from organisation.models import Person, Unit
from organisation.rights import Act


class CertificateQuerySet(models.QuerySet):
    def of(self, person):
        return self.filter(person=person)

    def standing(self):
        return self.filter(revoked_at=None)

    def kept_by(self, person):
        """Those that her office gives out: awards with contests, passes with exams."""
        mine = Q(pk__in=[])
        for kind, act in ACTS.items():
            mine |= Q(kind=kind, unit__in=Unit.objects.run_by(person, act))
        return self.filter(mine)

    def readable_by(self, person):
        return self.filter(
            Q(pk__in=self.model.objects.kept_by(person).values("pk")) | Q(person=person)
        )

    def called(self, words):
        """By the number, or by a part of the holder's name or of the text."""
        return self.filter(Q(number=words) | Q(holder__icontains=words) | Q(text__icontains=words))


class Certificate(models.Model):
    class Kind(models.TextChoices):
        AWARD = "award", _("certificate of award")
        PASS = "pass", _("certificate of a passed exam")

    kind = models.CharField(_("kind of certificate"), max_length=10, choices=Kind)
    number = models.CharField(_("number"), max_length=20, unique=True)
    code = models.CharField(_("check code"), max_length=8)
    # What it is for, in the words of the app that gives it: no second one of the same key stands.
    key = models.CharField(_("key"), max_length=120)
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="certificates", verbose_name=_("issuing unit")
    )
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        related_name="certificates",
        null=True,
        blank=True,
        verbose_name=_("person"),
        help_text=_("Empty on a certificate for a unit."),
    )
    # As printed, so that a reprint is the same whatever is renamed later.
    holder = models.CharField(_("given to"), max_length=80)
    title = models.CharField(_("printed title"), max_length=40)
    text = models.CharField(_("text"), max_length=300)
    signer = models.CharField(_("signed by"), max_length=80)
    check_url = models.CharField(_("address of the check"), max_length=200)
    issued_at = models.DateTimeField(_("date of issue"))
    issued_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("done by")
    )
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("done by")
    )
    revoke_reason = models.CharField(_("why it was revoked"), max_length=120, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_at", "-pk"]
        verbose_name = _("training certificate")
        verbose_name_plural = _("training certificates")
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=Q(revoked_at=None), name="credentials_certificate_once"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None) | ~Q(revoke_reason=""),
                name="credentials_certificate_revoked_for_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.title} {self.number}"

    def get_absolute_url(self):
        return reverse("credentials:certificate_detail", args=[self.pk])

    @property
    def stands(self):
        return self.revoked_at is None

    @property
    def public_holder(self):
        """Whom anybody may read it was given to: a unit by name, a person by surname (王**)."""
        return self.holder if self.person_id is None else f"{self.holder[:1]}**"


ACTS = {Certificate.Kind.AWARD: Act.HOLD_CONTESTS, Certificate.Kind.PASS: Act.HOLD_EXAMS}
