"""The monthly notice: written, checked, approved by somebody else, issued, read."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from organisation.models import Person, Unit
from organisation.periods import Month
from organisation.rights import Act


class NoticeQuerySet(models.QuerySet):
    def issued(self):
        return self.filter(state=Notice.State.ISSUED)

    def living(self):
        return self.exclude(state=Notice.State.ISSUED)

    def of_month(self, month):
        return self.filter(month=month.first)

    def draftable_by(self, person):
        return self.filter(unit__in=Unit.objects.run_by(person, Act.DRAFT_NOTICES))

    def approvable_by(self, person):
        """A leader sees a notice from the moment it was checked."""
        mine = self.filter(unit__in=Unit.objects.run_by(person, Act.APPROVE_NOTICES))
        return mine.filter(state__in=[Notice.State.CHECKED, Notice.State.APPROVED])

    def issuable_by(self, person):
        return self.draftable_by(person) | self.approvable_by(person)

    def readable_by(self, person):
        """Issued notices come down to everybody served; what is not issued stays above."""
        served = self.filter(unit__in=Unit.objects.serving(person))
        return served.issued() | self.draftable_by(person) | self.approvable_by(person)

    def newest_first(self):
        return self.order_by("-month", "-pk")

    def periods(self):
        return [Month.of(day) for day in self.values_list("month", flat=True).distinct()]

    def before(self, notice):
        """The newest of the months before, or None."""
        return self.filter(month__lt=notice.month).newest_first().first()

    def after(self, notice):
        """The first of the months after, or None."""
        return self.filter(month__gt=notice.month).order_by("month", "pk").first()


class Notice(models.Model):
    class State(models.TextChoices):
        WRITING = "writing", _("being written")
        DRAFT = "draft", _("draft")
        CHECKED = "checked", _("waits for approval")
        APPROVED = "approved", _("approved")
        ISSUED = "issued", _("issued")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="notices", verbose_name=_("unit"))
    month = models.DateField(_("month"), help_text=_("Its first day."))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WRITING)
    title = models.CharField(_("title"), max_length=120, blank=True)
    overview = models.TextField(_("1. The county as a whole"), blank=True)
    eight = models.TextField(_("2. Progress of the Eight Ones"), blank=True)
    townships = models.TextField(_("3. The townships"), blank=True)
    help = models.TextField(_("4. Where help is needed"), blank=True)
    # A sheet (sheet.py): taken when the draft is written, what is checked, approved and issued.
    figures = models.JSONField(_("figures"), default=dict)
    remark = models.CharField(_("why it was sent back"), max_length=300, blank=True)
    corrects = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="corrections",
        null=True,
        blank=True,
        verbose_name=_("corrects"),
    )
    drafted_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("drafted by")
    )
    checked_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("checked by")
    )
    approved_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("approved by")
    )
    written_at = models.DateTimeField(_("figures taken"), null=True)
    issued_at = models.DateTimeField(_("issued"), null=True)
    year = models.PositiveSmallIntegerField(_("year of the number"), null=True)
    number = models.PositiveSmallIntegerField(_("number"), null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-month", "-pk"]
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "month"],
                condition=~Q(state="issued"),
                name="notices_notice_one_living",
            ),
            models.UniqueConstraint(
                fields=["unit", "month"],
                condition=Q(corrects=None),
                name="notices_notice_one_original",
            ),
            models.UniqueConstraint(fields=["year", "number"], name="notices_notice_number"),
            models.CheckConstraint(
                condition=Q(approved_by=None)
                | (
                    (Q(drafted_by=None) | ~Q(approved_by=F("drafted_by")))
                    & (Q(checked_by=None) | ~Q(approved_by=F("checked_by")))
                ),
                name="notices_notice_approved_by_another",
            ),
            models.CheckConstraint(
                condition=Q(state="issued", number__isnull=False, issued_at__isnull=False)
                | (~Q(state="issued") & Q(number=None, issued_at=None)),
                name="notices_notice_number_when_issued",
            ),
        ]

    def __str__(self):
        return self.title or self.period.label

    def get_absolute_url(self):
        return reverse("notices:notice_detail", kwargs={"pk": self.pk})

    @property
    def period(self):
        return Month.of(self.month)

    @property
    def number_words(self):
        """As it stands under the red name; nothing before it is issued."""
        if self.number is None:
            return ""
        words = gettext("No. %(number)s of %(year)s")
        return words % {"number": self.number, "year": self.year}

    @property
    def is_issued(self):
        return self.state == self.State.ISSUED

    @property
    def is_being_written(self):
        return self.state == self.State.WRITING


class ReceiptQuerySet(models.QuerySet):
    def unread(self):
        return self.filter(read_at=None)

    def of(self, person):
        return self.filter(person=person)


class Receipt(models.Model):
    """A notice was sent to a person of a unit; she says herself that she has read it."""

    notice = models.ForeignKey(
        Notice, models.CASCADE, related_name="receipts", verbose_name=_("notice")
    )
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="notice_receipts", verbose_name=_("person")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    read_at = models.DateTimeField(_("read"), null=True)

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        ordering = ["unit__path", "person__name"]
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        constraints = [
            models.UniqueConstraint(fields=["notice", "person"], name="notices_receipt_once")
        ]
        indexes = [
            models.Index(
                fields=["person"], condition=Q(read_at=None), name="notices_receipt_unread"
            )
        ]

    def __str__(self):
        return f"{self.notice}, {self.person}"
