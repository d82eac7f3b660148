"""A session (课次): a course on one day, in a room with computers, or live over the network."""

from datetime import datetime

from django.db import models
from django.db.models import F, FilteredRelation, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _

from courses.models.plan import Course, within_sight
from organisation.models import Computer, Person, Room, Unit
from organisation.periods import today
from organisation.rights import Act


def _number_of(rows):
    """How many rows a subquery has, as a number."""
    counted = rows.order_by().values("room").annotate(n=models.Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


class SessionQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self.filter(within_sight(person, "course__unit"))

    def offered_to(self, person):
        """Sessions she may enrol in: held by her units or above them, and she is a trainee."""
        units = Unit.objects
        if not units.run_by(person, Act.LEARN).exists():
            return self.none()
        return self.filter(course__unit__in=units.serving(person))

    def editable_by(self, person):
        return self.filter(course__unit__in=Unit.objects.run_by(person, Act.HOLD_COURSES))

    def attended_to_by(self, person):
        """Sessions whose list she keeps: those of her units, or those she teaches."""
        units = Unit.objects
        whole = Q(course__unit__in=units.run_by(person, Act.HOLD_COURSES))
        taught = Q(teacher=person)
        return self.filter(
            whole | taught, course__unit__in=units.run_by(person, Act.TAKE_ATTENDANCE)
        )

    def of(self, person):
        """Sessions she has a place in."""
        return self.filter(enrolments__person=person)

    def hers(self, person):
        """Sessions she has a place in or teaches."""
        places = self.model.objects.of(person).values("pk")
        return self.filter(Q(pk__in=places) | Q(teacher=person))

    def taught_by(self, person):
        return self.filter(teacher=person)

    def held_in(self, month):
        return self.filter(day__range=month.span)

    def from_day(self, day):
        return self.filter(day__gte=day)

    def going_on(self):
        """All but those called off."""
        return self.exclude(state=Session.State.CANCELLED)

    def open(self):
        return self.filter(state=Session.State.OPEN, course__state=Course.State.OPEN)

    def attended(self):
        """Sessions that were held: their attendance is taken."""
        return self.going_on().filter(attendance_taken_at__isnull=False)

    def waiting_for_attendance(self, day):
        return self.going_on().filter(attendance_taken_at=None, day__lte=day)

    def overlapping(self, day, starts, ends):
        return self.going_on().filter(day=day, starts__lt=ends, ends__gt=starts)

    def with_places(self):
        """Each with `capacity`, working computers, and `free`, those nobody has chosen."""
        working = Computer.objects.filter(room=OuterRef("room"), works=True)
        unchosen = working.exclude(enrolments__session=OuterRef("pk"))
        return self.annotate(capacity=_number_of(working), free=_number_of(unchosen))

    def with_place_of(self, person):
        """Each with `place_pk` (her enrolment or None), `seat` (her computer's number), `came`."""
        return self.annotate(
            own=FilteredRelation("enrolments", condition=Q(enrolments__person=person)),
            place_pk=F("own__pk"),
            seat=F("own__computer__number"),
            came=F("own__attendance"),
        )

    def in_full(self):
        """With all that a line of the schedule says."""
        return self.with_places().select_related("course__unit", "room__venue", "teacher")


class Session(models.Model):
    class State(models.TextChoices):
        OPEN = "open", _("open for enrolment")
        CLOSED = "closed", _("enrolment is closed")
        CANCELLED = "cancelled", _("called off")

    course = models.ForeignKey(
        Course, models.PROTECT, related_name="sessions", verbose_name=_("course")
    )
    day = models.DateField(_("day"))
    starts = models.TimeField(_("begins at"))
    ends = models.TimeField(_("ends at"))
    room = models.ForeignKey(
        Room,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sessions",
        verbose_name=_("room"),
    )
    live = models.BooleanField(_("live over the network"), default=False)
    teacher = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sessions_taught",
        verbose_name=_("teacher"),
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.OPEN, editable=False
    )
    attendance_taken_by = models.ForeignKey(
        Person, models.PROTECT, null=True, editable=False, related_name="+"
    )
    attendance_taken_at = models.DateTimeField(null=True, editable=False)
    points_connected = models.PositiveSmallIntegerField(_("points connected"), null=True)
    questions_asked = models.PositiveSmallIntegerField(_("questions asked"), null=True)
    questions_answered = models.PositiveSmallIntegerField(_("questions answered"), null=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["day", "starts", "pk"]
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        indexes = [models.Index(fields=["day"], name="courses_session_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")), name="courses_session_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(room__isnull=False) | Q(live=True), name="courses_session_has_a_place"
            ),
            models.CheckConstraint(
                condition=Q(live=True) | Q(points_connected=None),
                name="courses_session_points_are_live",
            ),
            models.CheckConstraint(
                condition=Q(questions_answered=None)
                | Q(questions_answered__lte=F("questions_asked")),
                name="courses_session_answers_what_was_asked",
            ),
        ]

    def __str__(self):
        return f"{self.course.title}, {self.when}"

    def get_absolute_url(self):
        return reverse("courses:session_detail", kwargs={"pk": self.pk})

    @property
    def when(self):
        """Sunday, 16 August, 9:00–11:30."""
        # Translators: the day of a session, in Django's date format.
        day = formats.date_format(self.day, str(_("l, j F")))
        return str(_("%(day)s %(hour)s")) % {"day": day, "hour": self.hours}

    @property
    def hours(self):
        return f"{self.starts.hour}:{self.starts:%M}–{self.ends.hour}:{self.ends:%M}"

    @property
    def starts_at(self):
        return timezone.make_aware(datetime.combine(self.day, self.starts))

    @property
    def ends_at(self):
        return timezone.make_aware(datetime.combine(self.day, self.ends))

    @property
    def place(self):
        return str(self.room) if self.room else str(_("Your township's teaching point"))

    @property
    def is_cancelled(self):
        return self.state == Session.State.CANCELLED

    @property
    def is_open(self):
        return self.state == Session.State.OPEN

    @property
    def is_over(self):
        return self.day < today()

    @property
    def has_figures(self):
        return self.points_connected is not None
