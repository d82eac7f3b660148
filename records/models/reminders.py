"""What is to be done, by when. The dates come from `records/reminders.py`."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organisation.duty_days import horizon
from organisation.models import Person, Unit
from organisation.rights import Act
from records import reminders as rules
from records.models.events import Event
from records.models.people import Membership, Resident


class ReminderQuerySet(models.QuerySet):
    def kept_by(self, person):
        return self.filter(village__in=Unit.objects.run_by(person, Act.KEEP_RECORDS))

    def open(self):
        return self.filter(state__in=list(rules.OPEN))

    def shown_on(self, day):
        """What the daily page shows (`rules.shown_on`)."""
        return self.open().filter(
            Q(snoozed_to=None) | Q(snoozed_to__lte=day),
            notice_on__lte=day,
            window_end__gte=day - rules.GRACE,
        )

    def carried_on(self, duty_day):
        """Due by the duty day and still doable (`rules.is_carried`)."""
        return self.open().filter(due_on__lte=duty_day, window_end__gte=duty_day - rules.GRACE)

    def new_on(self, duty_day):
        """Due after the duty day, up to its horizon (`rules.is_new`)."""
        return self.open().filter(due_on__gt=duty_day, due_on__lte=horizon(duty_day))

    def next_period_of(self, duty_day):
        far = horizon(duty_day)
        return self.open().filter(due_on__gt=far, due_on__lte=far + rules.LEAD)

    def with_home(self):
        """With the resident and her household, for a list."""
        homes = Membership.objects.open().select_related("household")
        return self.select_related("resident").prefetch_related(
            models.Prefetch("resident__memberships", homes, to_attr="open_memberships")
        )


class Reminder(models.Model):
    class Rule(models.TextChoices):
        CERTIFICATE_READY = rules.Rule.CERTIFICATE_READY, _("certificate to collect")
        EXPECTED_DATE = rules.Rule.EXPECTED_DATE, _("service (she agreed)")
        AGREED_VISIT = rules.Rule.AGREED_VISIT, _("agreed visit")
        MOVED_IN = rules.Rule.MOVED_IN, _("visit to a newcomer")

    class State(models.TextChoices):
        SCHEDULED = rules.State.SCHEDULED, _("later")
        READY = rules.State.READY, _("to do")
        DONE = rules.State.DONE, _("done")
        DECLINED = rules.State.DECLINED, _("done (the person does not need it)")
        CANCELLED = rules.State.CANCELLED, _("no longer needed")
        LAPSED = rules.State.LAPSED, _("time is over")

    class Group(models.TextChoices):
        """The chips above the list."""

        PAPERS = "papers", _("certificates")
        VISITS = "visits", _("visits")
        MOVERS = "movers", _("newcomers")

    rule = models.CharField(max_length=10, choices=Rule)
    resident = models.ForeignKey(Resident, models.CASCADE, related_name="reminders")
    village = models.ForeignKey(Unit, models.PROTECT, related_name="record_reminders")
    anchor = models.ForeignKey(Event, models.PROTECT, related_name="reminders")
    occurrence = models.PositiveSmallIntegerField(default=0)
    window_start = models.DateField()
    window_end = models.DateField()
    due_on = models.DateField(_("due on"))
    notice_on = models.DateField()
    state = models.CharField(_("state"), max_length=10, choices=State)
    sensitive = models.BooleanField(default=False)
    snoozed_to = models.DateField(_("put off to"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("times nobody was reached"), default=0)
    resolved_on = models.DateField(_("settled on"), null=True, blank=True)
    resolved_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "resident", "anchor", "occurrence"],
                name="records_reminder_once",
            )
        ]
        indexes = [
            models.Index(fields=["village", "state", "due_on"], name="records_reminder_village"),
            models.Index(fields=["state", "window_end"], name="records_reminder_state"),
        ]

    def __str__(self):
        return self.title

    @property
    def title(self):
        """Fit for a list: no name, no health matter, only that something was agreed."""
        if self.sensitive:
            return self.Rule.EXPECTED_DATE.label
        return self.get_rule_display()

    @property
    def group(self):
        if self.rule == self.Rule.CERTIFICATE_READY:
            return self.Group.PAPERS
        return self.Group.MOVERS if self.rule == self.Rule.MOVED_IN else self.Group.VISITS

    @property
    def home(self):
        """The household of the resident; needs `with_home()`."""
        memberships = self.resident.open_memberships
        return memberships[0].household if memberships else None

    @property
    def household_number(self):
        return self.home.number if self.home else ""
