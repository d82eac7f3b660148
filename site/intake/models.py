"""A file on its way in: what was read waits here, line by line, until it is confirmed."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from intake.registry import importers
from organisation.models import Person

UNDO_TIME = timedelta(minutes=10)


class IntakeQuerySet(models.QuerySet):
    def of(self, person):
        return self.filter(person=person)

    def undoable(self, now):
        return self.filter(state=Intake.State.DONE, done_at__gt=now - UNDO_TIME)


class Intake(models.Model):
    class State(models.TextChoices):
        READING = "reading", _("being read")
        READ = "read", _("columns to be matched")
        CHECKING = "checking", _("being checked")
        CHECKED = "checked", _("to be confirmed")
        WRITING = "writing", _("coming in")
        DONE = "done", _("has come in")
        UNDOING = "undoing", _("being taken back")
        UNDONE = "undone", _("taken back")
        REFUSED = "refused", _("not imported")

    UNDER_WAY = (State.READING, State.CHECKING, State.WRITING, State.UNDOING)
    UNCONFIRMED = (State.READING, State.READ, State.CHECKING, State.CHECKED)
    WRITTEN = (State.DONE, State.UNDOING, State.UNDONE)

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="intakes", verbose_name=_("person")
    )
    importer = models.CharField(_("importer"), max_length=30)
    file_name = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField(max_length=64)
    # The words of problems are written in the language of whoever sent the file.
    language = models.CharField(max_length=10)
    options = models.JSONField(default=dict)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.READING)
    # Counts the works begun, so that each has a key of its own in the queue.
    round = models.PositiveIntegerField(default=0)
    cursor = models.PositiveIntegerField(_("lines worked through"), default=0)
    total = models.PositiveIntegerField(_("lines"))
    # Lines that are read and not staged yet; the file itself is never stored.
    waiting = models.BinaryField(null=True)
    headers = models.JSONField(default=list)
    counted_in = models.CharField(max_length=4, choices=[("row", _("row")), ("line", _("line"))])
    # Column → header; null where the importer's own reader knew what is what.
    columns = models.JSONField(null=True)
    counts = models.JSONField(default=dict)
    notes = models.JSONField(default=list)
    refusal = models.CharField(_("why not"), max_length=500, blank=True)
    begun_at = models.DateTimeField(_("begun"), auto_now_add=True)
    done_at = models.DateTimeField(_("came in at"), null=True)

    objects = IntakeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        constraints = [
            models.CheckConstraint(
                condition=Q(cursor__lte=F("total")), name="intake_intake_cursor_in_the_list"
            ),
            models.CheckConstraint(
                condition=(Q(done_at=None) & ~Q(state__in=["done", "undoing", "undone"]))
                | (~Q(done_at=None) & Q(state__in=["done", "undoing", "undone"])),
                name="intake_intake_done_has_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(refusal=""),
                name="intake_intake_refused_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state="reading") | Q(waiting=None),
                name="intake_intake_waiting_while_read",
            ),
        ]
        indexes = [models.Index(fields=["person", "-id"], name="intake_intake_mine")]

    def __str__(self):
        return self.file_name

    def get_absolute_url(self):
        return reverse("intake:intake_detail", kwargs={"pk": self.pk})

    @property
    def kind(self):
        return importers[self.importer]

    @property
    def is_under_way(self):
        return self.state in self.UNDER_WAY

    @property
    def undo_until(self):
        return self.done_at + UNDO_TIME

    def may_be_undone(self, now):
        return self.state == self.State.DONE and now < self.undo_until

    def matched(self, cells):
        """A row of a table by our names of the columns."""
        return {key: cells.get(self.columns.get(key), "") for key in self.kind.columns}


class RowQuerySet(models.QuerySet):
    def faulty(self):
        return self.exclude(fault="")

    def good(self):
        return self.filter(fault="")

    def doubtful(self):
        return self.exclude(doubt="").good()


class Row(models.Model):
    """One line of the file. It is deleted when it can be neither undone nor put right."""

    class Outcome(models.TextChoices):
        ADDED = "added", _("new")
        UPDATED = "updated", _("changed")
        UNCHANGED = "unchanged", _("there already")

    intake = models.ForeignKey(Intake, models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    number = models.PositiveIntegerField(_("row or line"))
    is_readable = models.BooleanField(default=True)
    cells = models.JSONField(default=dict)
    content = models.JSONField(default=dict)
    fault = models.TextField(_("what to put right"), blank=True)
    doubt = models.TextField(_("what is unusual"), blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    undo = models.JSONField(default=dict)

    objects = RowQuerySet.as_manager()

    class Meta:
        ordering = ["intake", "position"]
        verbose_name = _("line of an import")
        verbose_name_plural = _("lines of imports")
        constraints = [
            models.UniqueConstraint(fields=["intake", "position"], name="intake_row_position"),
            models.CheckConstraint(
                condition=Q(fault="") | Q(outcome=""), name="intake_row_faulty_stays_out"
            ),
            models.CheckConstraint(
                condition=Q(is_readable=True) | ~Q(fault=""), name="intake_row_unreadable_is_faulty"
            ),
        ]

    def __str__(self):
        return f"{self.intake_id}:{self.number}"
