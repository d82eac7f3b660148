"""Lessons to read by oneself, and how long somebody read."""

from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from courses.blocks import LessonBlock
from courses.models.plan import Course, within_sight
from organisation.models import Person, Unit


class LessonQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self.filter(within_sight(person, "course__unit"))

    def editable_by(self, person):
        return self.filter(course__in=Course.objects.written_by(person))


class Lesson(models.Model):
    course = models.ForeignKey(
        Course, models.CASCADE, related_name="lessons", verbose_name=_("course")
    )
    title = models.CharField(_("title"), max_length=60)
    order = models.PositiveSmallIntegerField(_("place in the course"), default=1)
    minutes = models.PositiveSmallIntegerField(
        _("minutes to read"), default=10, validators=[MinValueValidator(1)]
    )
    body = StreamField(LessonBlock(), verbose_name=_("text"))

    objects = LessonQuerySet.as_manager()

    class Meta:
        ordering = ["course", "order", "pk"]
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(minutes__gte=1), name="courses_lesson_takes_time"
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("courses:lesson_detail", kwargs={"pk": self.pk})


class ReadingQuerySet(models.QuerySet):
    def of(self, person):
        return self.filter(person=person)

    def held_in(self, month):
        return self.filter(day__range=month.span)

    def finished(self):
        return self.filter(finished=True)


class Reading(models.Model):
    """What one person read of a lesson on one day."""

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="readings", verbose_name=_("person")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="readings", verbose_name=_("unit"))
    lesson = models.ForeignKey(
        Lesson, models.CASCADE, related_name="readings", verbose_name=_("lesson")
    )
    day = models.DateField(_("day"))
    opened_at = models.DateTimeField(_("opened"))
    seconds = models.PositiveIntegerField(_("seconds"), default=0)
    finished = models.BooleanField(_("read to the end"), default=False)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-opened_at"]
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "lesson", "day"], name="courses_reading_once_a_day"
            )
        ]
        indexes = [models.Index(fields=["day"], name="courses_reading_day")]

    def __str__(self):
        return f"{self.person}, {self.lesson}"
