"""Who judges, what was given: panel, seats, performances, sheets, marks."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from uuid_utils.compat import uuid7

from competitions.models.contests import Entry, Stage
from organisation.models import Person, Unit


class Panel(models.Model):
    stage = models.OneToOneField(
        Stage, models.CASCADE, related_name="panel", verbose_name=_("stage")
    )
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)
    approved_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    exception_reason = models.CharField(
        _("why it judges without a neutral majority"), max_length=120, blank=True
    )

    class Meta:
        verbose_name = _("panel")
        verbose_name_plural = _("panels")
        constraints = [
            models.CheckConstraint(
                condition=Q(exception_reason="") | Q(approved_by__isnull=False),
                name="competitions_panel_exception_has_name",
            )
        ]

    def __str__(self):
        return str(self.stage)


class SeatQuerySet(models.QuerySet):
    def held_by(self, person):
        """The right to judge: a seat, and nothing else, on an approved panel."""
        return self.filter(judge=person, panel__approved_at__isnull=False)

    def due(self, day):
        """Seats on stages of this day or later, or with an entry open."""
        open_now = self.filter(panel__stage__performances__state="open").values("pk")
        return self.filter(Q(panel__stage__held_on__gte=day) | Q(pk__in=open_now))

    def on_desk_of(self, person):
        return self.filter(panel__stage__in=Stage.objects.editable_by(person))

    def main(self):
        return self.filter(kind=Seat.Kind.MAIN)

    def reserve(self):
        return self.filter(kind=Seat.Kind.RESERVE)


class Seat(models.Model):
    class Kind(models.TextChoices):
        MAIN = "main", _("judge")
        RESERVE = "reserve", _("reserve judge")

    panel = models.ForeignKey(Panel, models.CASCADE, related_name="seats", verbose_name=_("panel"))
    judge = models.ForeignKey(Person, models.PROTECT, related_name="seats", verbose_name=_("judge"))
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("unit"),
        help_text=_("Where the judge belongs, as it was at the appointment."),
    )
    kind = models.CharField(_("kind of seat"), max_length=8, choices=Kind, default=Kind.MAIN)
    number = models.PositiveSmallIntegerField(_("number"))

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ["panel", "number"]
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        constraints = [
            models.UniqueConstraint(fields=["panel", "number"], name="competitions_seat_number"),
            models.UniqueConstraint(fields=["panel", "judge"], name="competitions_seat_judge"),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=99), name="competitions_seat_from_1"
            ),
        ]

    def __str__(self):
        return str(_("Judge %(number)s") % {"number": self.number})

    def get_absolute_url(self):
        return reverse("competitions:pad", args=[self.pk])

    @property
    def code(self):
        """Its name in the table of marks; of equal length, so that it sorts by number."""
        return f"{self.number:02d}"

    def belongs_to(self, delegation):
        """Whether the judge comes from the unit with this path, or from below it."""
        return bool(delegation and self.unit and self.unit.path.startswith(delegation))


class PerformanceQuerySet(models.QuerySet):
    def on_desk_of(self, person):
        return self.filter(stage__in=Stage.objects.editable_by(person))

    def in_state(self, *states):
        return self.filter(state__in=states)

    def on_stage(self):
        """Of a quiz only its teams: the written paper may have let some of the entries on."""
        return self.filter(Q(stage__quiz=None) | Q(entry__quiz_team__isnull=False))

    def begun(self):
        """Those whose stage goes on: somebody was on it, or the ledger of its quiz has a line."""
        written = Q(stage__quiz__events__isnull=False)
        return self.filter(~Q(state=Performance.State.WAITING) | written).distinct()


class Performance(models.Model):
    """An entry on stage."""

    class State(models.TextChoices):
        WAITING = "waiting", _("not yet on")
        OPEN = "open", _("being judged")
        ALL_IN = "all_in", _("all marks in")
        CHECKED = "checked", _("waits for the second signature")
        LOCKED = "locked", _("locked")
        PUBLISHED = "published", pgettext_lazy("a result", "published")

    stage = models.ForeignKey(
        Stage, models.CASCADE, related_name="performances", verbose_name=_("stage")
    )
    entry = models.OneToOneField(
        Entry,
        models.CASCADE,
        related_name="performance",
        verbose_name=_("entry"),
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    opened_at = models.DateTimeField(_("opened for judging"), null=True, blank=True)
    snapshot = models.ForeignKey(
        "competitions.ResultSnapshot",
        models.PROTECT,
        related_name="performances",
        null=True,
        blank=True,
        verbose_name=_("first in result"),
    )

    objects = PerformanceQuerySet.as_manager()

    class Meta:
        ordering = ["stage", "entry__order_no"]
        verbose_name = _("performance")
        verbose_name_plural = _("performances")
        constraints = [
            models.UniqueConstraint(
                fields=["stage"],
                condition=Q(state="open"),
                name="competitions_performance_one_open",
            )
        ]

    def __str__(self):
        return str(self.entry)

    @property
    def is_open(self):
        return self.state == self.State.OPEN

    @property
    def is_all_in(self):
        return self.state == self.State.ALL_IN


class SheetQuerySet(models.QuerySet):
    def current(self):
        return self.filter(is_current=True)

    def on_desk_of(self, person):
        return self.current().filter(performance__stage__in=Stage.objects.editable_by(person))

    def awaited(self):
        return self.current().filter(state=Sheet.State.PENDING)


class Sheet(models.Model):
    """What one judge gave one performance; a correction is a new version, never a change."""

    class State(models.TextChoices):
        PENDING = "pending", _("awaited")
        SUBMITTED = "submitted", _("in")
        RECUSED = "recused", _("recused")
        ABSENT = "absent", _("absent")
        VOID = "void", _("void")

    LEFT_OUT = (State.ABSENT, State.VOID)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="sheets", verbose_name=_("seat"))
    performance = models.ForeignKey(
        Performance, models.CASCADE, related_name="sheets", verbose_name=_("performance")
    )
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    is_current = models.BooleanField(_("counts"), default=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PENDING)
    reason = models.CharField(_("reason"), max_length=120, blank=True)
    client_key = models.UUIDField(_("key of the sending"), null=True, blank=True, unique=True)
    submitted_at = models.DateTimeField(_("received"), null=True, blank=True)
    correction_asked_at = models.DateTimeField(_("correction asked"), null=True, blank=True)
    # From paper: typed by one person, compared with the paper by another.
    entered_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("typed by")
    )
    confirmed_by = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("compared by"),
    )

    objects = SheetQuerySet.as_manager()

    class Meta:
        ordering = ["seat__number", "version"]
        verbose_name = _("score sheet")
        verbose_name_plural = _("score sheets")
        constraints = [
            models.UniqueConstraint(
                fields=["seat", "performance", "version"], name="competitions_sheet_version"
            ),
            models.UniqueConstraint(
                fields=["seat", "performance"],
                condition=Q(is_current=True),
                name="competitions_sheet_one_current",
            ),
            models.CheckConstraint(
                condition=~Q(state="submitted") | Q(submitted_at__isnull=False),
                name="competitions_sheet_in_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["absent", "void"]) | ~Q(reason=""),
                name="competitions_sheet_left_out_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("entered_by")),
                name="competitions_sheet_two_people",
            ),
        ]

    def __str__(self):
        return f"{self.seat}, {self.performance}"

    @property
    def is_pending(self):
        return self.state == self.State.PENDING

    @property
    def is_in(self):
        return self.state == self.State.SUBMITTED

    @property
    def is_from_paper(self):
        return self.is_pending and self.entered_by_id is not None

    def values(self):
        """criterion → mark, of the rows already fetched."""
        return {mark.criterion: mark.value for mark in self.marks.all()}


class Mark(models.Model):
    sheet = models.ForeignKey(
        Sheet, models.CASCADE, related_name="marks", verbose_name=_("score sheet")
    )
    criterion = models.CharField(_("criterion"), max_length=40)
    value = models.DecimalField(_("mark"), max_digits=5, decimal_places=2)

    class Meta:
        ordering = ["sheet", "pk"]
        verbose_name = _("mark")
        verbose_name_plural = _("marks")
        constraints = [
            models.UniqueConstraint(fields=["sheet", "criterion"], name="competitions_mark_once")
        ]

    def __str__(self):
        return f"{self.criterion} {self.value}"


class Receipt(models.Model):
    """The reply to a sending, kept so that the same sending gets the same reply."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name=_("person"))
    key = models.UUIDField(_("key of the sending"))
    digest = models.CharField(max_length=64)
    body = models.JSONField(_("reply"))
    at = models.DateTimeField(_("received"), auto_now_add=True)

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="competitions_receipt_once")
        ]

    def __str__(self):
        return str(self.key)
