"""Households, residents, and who lived where from when on."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from organisation.models import Unit
from organisation.rights import Act
from records.encryption import (
    EncryptedTextField,
    blind_index,
    masked_id_no,
    masked_name,
    masked_phone,
    masked_surname,
    tail_index,
)


class HouseholdQuerySet(models.QuerySet):
    def kept_by(self, person):
        """Households of the villages whose records she keeps."""
        return self.filter(village__in=Unit.objects.run_by(person, Act.KEEP_RECORDS))


class Household(models.Model):
    class Status(models.TextChoices):
        ACTIVE = "active", _("lives here")
        ENDED = "ended", _("ended")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.CharField(_("number"), max_length=20, unique=True)
    village = models.ForeignKey(
        Unit, models.PROTECT, related_name="households", verbose_name=_("village")
    )
    group = models.PositiveSmallIntegerField(_("group"))
    address = EncryptedTextField(_("address"), blank=True)
    head = models.ForeignKey(
        "records.Resident",
        models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("head"),
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.ACTIVE)

    objects = HouseholdQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        verbose_name = _("household")
        verbose_name_plural = _("households")

    def __str__(self):
        return self.number


class ResidentQuerySet(models.QuerySet):
    def kept_by(self, person):
        """Residents of the villages whose records she keeps."""
        return self.filter(village__in=Unit.objects.run_by(person, Act.KEEP_RECORDS))

    def open_to(self, person, moment=None):
        """Files she may read: of her own village, or opened to her by a stated purpose."""
        moment = moment or timezone.now()
        kept = Unit.objects.run_by(person, Act.KEEP_RECORDS)
        asked = Unit.objects.run_by(person, Act.ASK_FOR_A_FILE)
        granted = Q(
            village__in=asked,
            pk__in=person.file_grants.filter(expires_at__gt=moment).values("resident"),
        )
        return self.filter(Q(village__in=kept) | granted)

    def living_in(self, villages):
        return self.filter(village__in=villages, left_on=None)

    def found_by(self, words):
        """By whole name, initials of its pinyin, last four of card or phone, whole number."""
        asked = Q(name_index=blind_index("resident.name", words))
        asked |= Q(id_no_index=blind_index("resident.id_no", words))
        letters = words.strip().lower()
        if letters.isascii() and letters.isalpha():
            asked |= Q(initials__startswith=letters)
        if len(letters) == 4:
            asked |= Q(id_tail_index=tail_index("resident.id_tail", words))
            asked |= Q(phone_tail_index=tail_index("resident.phone_tail", words))
        return self.filter(asked)

    def asked_for(self, asked):
        """By whole name or whole ID number in one village; of several, the one that was chosen."""
        here = self.filter(village=asked["village"])
        exact = here.filter(
            Q(name_index=blind_index("resident.name", asked["words"]))
            | Q(id_no_index=blind_index("resident.id_no", asked["words"]))
        )
        chosen = asked.get("resident")
        return (exact.filter(pk=chosen) if chosen else exact).with_home()

    def with_home(self):
        """With the household of the open membership, in one query more for the whole list."""
        homes = Membership.objects.open().select_related("household")
        return self.select_related("village").prefetch_related(
            models.Prefetch("memberships", homes, to_attr="open_memberships")
        )


class Resident(models.Model):
    class Sex(models.TextChoices):
        MALE = "1", _("male")
        FEMALE = "2", _("female")
        UNKNOWN = "9", _("not stated")

    class Kind(models.TextChoices):
        LOCAL = "local", _("household register here")
        INFLOW = "inflow", _("household register elsewhere")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    village = models.ForeignKey(
        Unit, models.PROTECT, related_name="residents", verbose_name=_("village")
    )
    name = EncryptedTextField(_("full name"))
    name_index = models.CharField(max_length=64, editable=False)
    initials = models.CharField(max_length=50, editable=False)
    id_no = EncryptedTextField(_("ID number"), blank=True)
    id_no_index = models.CharField(max_length=64, blank=True, editable=False)
    id_tail_index = models.CharField(max_length=12, blank=True, editable=False)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex)
    birth_date = models.DateField(_("birth date"))
    phone = EncryptedTextField(_("phone number"), blank=True)
    phone_tail_index = models.CharField(max_length=12, blank=True, editable=False)
    kind = models.CharField(_("residence"), max_length=10, choices=Kind, default=Kind.LOCAL)
    guardian = models.ForeignKey(
        "self",
        models.SET_NULL,
        related_name="wards",
        null=True,
        blank=True,
        verbose_name=_("guardian"),
    )
    resided_since = models.DateField(_("lives here since"))
    left_on = models.DateField(_("left on"), null=True, blank=True)
    do_not_contact = models.BooleanField(_("wants no calls or visits"), default=False)

    objects = ResidentQuerySet.as_manager()

    class Meta:
        ordering = ["village", "initials", "id"]
        verbose_name = _("resident")
        verbose_name_plural = _("residents")
        constraints = [
            models.UniqueConstraint(
                fields=["id_no_index"],
                condition=~Q(id_no_index=""),
                name="records_resident_id_no_once",
            ),
        ]
        indexes = [
            models.Index(fields=["village", "name_index"], name="records_resident_name"),
            models.Index(fields=["village", "initials"], name="records_resident_initials"),
        ]

    def __str__(self):
        # Whatever prints a resident prints a masked one: logs and messages too.
        return masked_name(self.name)

    @property
    def masked_name(self):
        return masked_name(self.name)

    @property
    def masked_surname(self):
        return masked_surname(self.name)

    @property
    def masked_id_no(self):
        return masked_id_no(self.id_no)

    @property
    def masked_phone(self):
        return masked_phone(self.phone)

    @property
    def home(self):
        """The household she lives in; needs `with_home()`."""
        return self.open_memberships[0].household if self.open_memberships else None

    def age_on(self, day):
        birthday_to_come = (day.month, day.day) < (self.birth_date.month, self.birth_date.day)
        return day.year - self.birth_date.year - birthday_to_come


class MembershipQuerySet(models.QuerySet):
    def open(self):
        return self.filter(valid_to=None)


class Membership(models.Model):
    """A resident lives in a household from a day on, up to (not including) another."""

    class Kin(models.TextChoices):
        HEAD = "0", _("head")
        SPOUSE = "1", _("spouse")
        SON = "2", _("son")
        DAUGHTER = "3", _("daughter")
        GRANDCHILD = "4", _("grandchild")
        PARENT = "5", _("parent")
        GRANDPARENT = "6", _("grandparent")
        SIBLING = "7", _("brother or sister")
        OTHER = "8", _("other")

    resident = models.ForeignKey(Resident, models.CASCADE, related_name="memberships")
    household = models.ForeignKey(Household, models.PROTECT, related_name="memberships")
    kin = models.CharField(_("to the head of the household"), max_length=1, choices=Kin)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["household", "kin", "valid_from"]
        verbose_name = _("membership of a household")
        verbose_name_plural = _("memberships of households")
        constraints = [
            models.UniqueConstraint(
                fields=["resident"],
                condition=Q(valid_to=None),
                name="records_membership_one_open",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="records_membership_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return f"{self.household} {self.get_kin_display()}"
