"""What hangs on a seat: conflicts with entries, and the key of the tablet that stands there."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from competitions.models.contests import Entry, Stage
from competitions.models.judging import Seat
from organisation.models import Person


class ConflictQuerySet(models.QuerySet):
    def standing(self):
        """Those nobody has overridden: the judge does not mark."""
        return self.filter(overridden_by=None)

    def editable_by(self, person):
        return self.filter(seat__panel__stage__in=Stage.objects.editable_by(person))


class Conflict(models.Model):
    """A judge and an entry that belong together; a hard stop unless somebody answers for it."""

    class Kind(models.TextChoices):
        UNIT = "unit", _("same unit")
        KIN = "kin", _("kin")
        DECLARED = "declared", _("declared by the judge")

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="conflicts", verbose_name=_("seat"))
    entry = models.ForeignKey(
        Entry, models.CASCADE, related_name="conflicts", verbose_name=_("entry")
    )
    kind = models.CharField(_("kind of conflict"), max_length=10, choices=Kind)
    note = models.CharField(_("note"), max_length=120, blank=True)
    declared_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("noted by")
    )
    declared_at = models.DateTimeField(_("noted"), auto_now_add=True)
    overridden_by = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("overridden by"),
    )
    overridden_at = models.DateTimeField(_("overridden"), null=True, blank=True)
    override_reason = models.CharField(_("why all the same"), max_length=120, blank=True)

    objects = ConflictQuerySet.as_manager()

    class Meta:
        ordering = ["seat", "entry"]
        verbose_name = _("conflict")
        verbose_name_plural = _("conflicts")
        constraints = [
            models.UniqueConstraint(fields=["seat", "entry"], name="competitions_conflict_once"),
            models.CheckConstraint(
                condition=Q(overridden_by=None)
                | (~Q(override_reason="") & Q(overridden_at__isnull=False)),
                name="competitions_conflict_override_has_reason",
            ),
        ]

    def __str__(self):
        return f"{self.seat}, {self.entry}: {self.get_kind_display()}"


class SeatKeyQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(revoked_at=None)

    def valid_on(self, day):
        """Keys that open: of an approved panel, until the day of the stage is over."""
        return self.standing().filter(
            seat__panel__approved_at__isnull=False, seat__panel__stage__held_on__gte=day
        )


class SeatKey(models.Model):
    """A PIN, and a code to be scanned once; both are told once and kept as hashes."""

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="keys", verbose_name=_("seat"))
    pin = models.CharField(max_length=128)
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("by"))
    made_at = models.DateTimeField(_("card made"), auto_now_add=True)
    used_at = models.DateTimeField(_("scanned"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("card taken back"), null=True, blank=True)

    objects = SeatKeyQuerySet.as_manager()

    class Meta:
        ordering = ["seat", "pk"]
        verbose_name = _("key of a seat")
        verbose_name_plural = _("keys of seats")
        constraints = [
            models.UniqueConstraint(
                fields=["seat"], condition=Q(revoked_at=None), name="competitions_key_one_a_seat"
            )
        ]

    def __str__(self):
        return str(self.seat)
