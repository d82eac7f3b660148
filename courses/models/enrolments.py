"""A place in a session: one person, one computer. And whether she came."""

from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from courses.models.sessions import Session
from organisation.models import Computer, Person, Unit
from organisation.rights import Act


class EnrolmentQuerySet(models.QuerySet):
    def named_to(self, person):
        """Whose names she may read: organisers and township operators, of their own people."""
        return self.filter(unit__in=Unit.objects.run_by(person, Act.HOLD_COURSES))

    def counted_for(self, person):
        return self.filter(unit__in=Unit.objects.run_by(person, Act.SEE_RESULTS))

    def held_in(self, month):
        """Of sessions whose attendance was taken in that month."""
        return self.filter(
            session__day__range=month.span, session__attendance_taken_at__isnull=False
        ).exclude(session__state=Session.State.CANCELLED)

    def present(self):
        return self.filter(attendance=Enrolment.Attendance.PRESENT)

    def missed(self):
        """Did not come, with or without an excuse."""
        return self.filter(
            attendance__in=[Enrolment.Attendance.ABSENT, Enrolment.Attendance.EXCUSED]
        )

    def tallied(self):
        """Counts under the values asked for before: came, away, excused."""
        kinds = Enrolment.Attendance
        return self.order_by().annotate(
            came=Count("pk", filter=Q(attendance=kinds.PRESENT)),
            away=Count("pk", filter=Q(attendance=kinds.ABSENT)),
            excused=Count("pk", filter=Q(attendance=kinds.EXCUSED)),
        )


class Enrolment(models.Model):
    class Attendance(models.TextChoices):
        UNKNOWN = "", _("not taken yet")
        PRESENT = "present", _("came")
        ABSENT = "absent", _("did not come")
        EXCUSED = "excused", _("excused")

    session = models.ForeignKey(
        Session, models.CASCADE, related_name="enrolments", verbose_name=_("session")
    )
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="enrolments", verbose_name=_("person")
    )
    # The unit she came for on that day: figures stay there when she changes her post.
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="enrolments", verbose_name=_("unit")
    )
    computer = models.ForeignKey(
        Computer,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="enrolments",
        verbose_name=_("computer"),
    )
    attendance = models.CharField(
        _("attendance"),
        max_length=10,
        choices=Attendance,
        default=Attendance.UNKNOWN,
        blank=True,
    )
    made_at = models.DateTimeField(_("enrolled"), auto_now_add=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        ordering = ["session", "computer__number", "person__name"]
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        constraints = [
            models.UniqueConstraint(
                fields=["session", "person"], name="courses_enrolment_person_once"
            ),
            models.UniqueConstraint(
                fields=["session", "computer"], name="courses_enrolment_computer_once"
            ),
        ]

    def __str__(self):
        return f"{self.person}, {self.session}"
