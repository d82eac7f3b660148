"""What is taught: terms at the county school, courses of the county and the townships."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from organisation.models import Unit
from organisation.rights import Act


def within_sight(person, prefix="unit"):
    """Courses come down from above; who answers for units below sees theirs, too."""
    units = Unit.objects
    return (
        Q(**{f"{prefix}__in": units.serving(person)})
        | Q(**{f"{prefix}__in": units.run_by(person, Act.SEE_BOARD)})
        | Q(**{f"{prefix}__in": units.run_by(person, Act.TAKE_ATTENDANCE)})
    )


class TermQuerySet(models.QuerySet):
    def editable_by(self, person):
        return self.filter(unit__in=Unit.objects.run_by(person, Act.HOLD_COURSES))


class Term(models.Model):
    """Some days of central training (集中培训) at the county school, spring or autumn."""

    class Season(models.TextChoices):
        SPRING = "spring", _("Spring")
        AUTUMN = "autumn", _("Autumn")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="terms", verbose_name=_("unit"))
    season = models.CharField(_("season"), max_length=10, choices=Season)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on"]
        verbose_name = _("central term")
        verbose_name_plural = _("central terms")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="courses_term_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                fields=["unit", "season", "starts_on"], name="courses_term_once"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("courses:term_edit", kwargs={"pk": self.pk})

    @property
    def title(self):
        words = {
            Term.Season.SPRING: gettext("Spring term %(year)s"),
            Term.Season.AUTUMN: gettext("Autumn term %(year)s"),
        }
        return words[self.season] % {"year": self.starts_on.year}


class CourseQuerySet(models.QuerySet):
    def visible_to(self, person):
        """What is offered to her from above, and what the units she answers for hold."""
        return self.filter(within_sight(person))

    def editable_by(self, person):
        return self.filter(unit__in=Unit.objects.run_by(person, Act.HOLD_COURSES))

    def written_by(self, person):
        """Courses whose lessons she writes: her units' own, or those she teaches."""
        units = Unit.objects
        whole = Q(unit__in=units.run_by(person, Act.HOLD_COURSES))
        taught = Q(pk__in=self.model.objects.filter(sessions__teacher=person).values("pk"))
        return self.filter(whole | taught, unit__in=units.run_by(person, Act.WRITE_LESSONS))


class Course(models.Model):
    class State(models.TextChoices):
        OPEN = "open", _("running")
        CLOSED = "closed", _("finished")

    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="courses", verbose_name=_("held by the unit")
    )
    term = models.ForeignKey(
        Term,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="courses",
        verbose_name=_("central term"),
    )
    title = models.CharField(_("title"), max_length=60)
    description = models.TextField(_("what it is about"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)

    objects = CourseQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("courses:course_detail", kwargs={"pk": self.pk})
