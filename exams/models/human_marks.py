"""Answers that people mark: who was named for it, what is to be read, each reading by itself."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from exams.models.banks import Version
from exams.models.exams import Exam
from exams.models.sittings import Attempt
from organisation.models import Person


class Marker(models.Model):
    """Named for one exam by who holds it; she marks nothing else."""

    exam = models.ForeignKey(Exam, models.CASCADE, related_name="markers", verbose_name=_("exam"))
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="marker_of", verbose_name=_("person")
    )
    named_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("named by")
    )
    named_at = models.DateTimeField(_("named"))

    class Meta:
        ordering = ["exam", "person__name", "pk"]
        verbose_name = _("marker")
        verbose_name_plural = _("markers")
        constraints = [models.UniqueConstraint(fields=["exam", "person"], name="exams_marker_once")]

    def __str__(self):
        return str(self.person)


class ScriptQuerySet(models.QuerySet):
    def of_exam(self, exam):
        return self.filter(attempt__exam=exam)

    def unsettled(self):
        return self.filter(points=None)

    def newest(self):
        """Of each answer the last round."""
        later = Script.objects.filter(
            attempt=models.OuterRef("attempt"),
            slot=models.OuterRef("slot"),
            round__gt=models.OuterRef("round"),
        )
        return self.filter(~models.Exists(later))


class Script(models.Model):
    """One answer to be marked by people, as it was handed in; a later round marks it anew."""

    attempt = models.ForeignKey(
        Attempt, models.CASCADE, related_name="scripts", verbose_name=_("sitting")
    )
    slot = models.PositiveSmallIntegerField(_("question"))
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField(_("round of marking"), default=1)
    value = models.JSONField(_("answer"))
    of = models.DecimalField(_("of"), max_digits=6, decimal_places=2)
    # Why it is marked anew, and who asked for it; nothing at the first time.
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    asked_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, verbose_name=_("asked by")
    )
    differs = models.BooleanField(_("the two marks differ"), default=False)
    points = models.DecimalField(_("points"), max_digits=6, decimal_places=2, null=True)
    settled_at = models.DateTimeField(_("points settled at"), null=True)

    objects = ScriptQuerySet.as_manager()

    class Meta:
        ordering = ["attempt", "slot", "round"]
        verbose_name = _("answer to be marked")
        verbose_name_plural = _("answers to be marked")
        constraints = [
            models.UniqueConstraint(fields=["attempt", "slot", "round"], name="exams_script_round"),
            models.UniqueConstraint(
                fields=["attempt", "slot"],
                condition=Q(points=None),
                name="exams_script_one_unsettled",
            ),
            models.CheckConstraint(
                condition=Q(points=None, settled_at=None)
                | Q(points__gte=0, points__lte=F("of"), settled_at__isnull=False),
                name="exams_script_settled_whole",
            ),
        ]

    def __str__(self):
        return f"{self.attempt_id} {self.slot}"

    @property
    def is_settled(self):
        return self.settled_at is not None


class ReadingQuerySet(models.QuerySet):
    def of(self, person):
        """Hers; of exams nobody can sit any more, so that no question gets about."""
        return self.filter(marker=person)

    def over(self, now):
        return self.filter(script__attempt__exam__closes_at__lte=now)

    def to_do(self):
        return self.filter(given_at=None)

    def given(self):
        return self.filter(given_at__isnull=False)


class Reading(models.Model):
    """One answer read by one marker: the first two blind, the third where these differ."""

    script = models.ForeignKey(
        Script, models.CASCADE, related_name="readings", verbose_name=_("answer to be marked")
    )
    place = models.PositiveSmallIntegerField(_("first, second or third"))
    marker = models.ForeignKey(
        Person, models.PROTECT, related_name="marks_given", verbose_name=_("marker")
    )
    # Both as the answer has them: here so that the database can refuse what must not be.
    candidate = models.ForeignKey(Person, models.PROTECT, related_name="+")
    of = models.DecimalField(max_digits=6, decimal_places=2)
    points = models.DecimalField(_("points"), max_digits=6, decimal_places=2, null=True)
    # Criterion by criterion, as text: exact.
    parts = models.JSONField(_("points by criteria"), default=list)
    note = models.CharField(_("word to the person"), max_length=300, blank=True)
    given_at = models.DateTimeField(_("given"), null=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ["script", "place"]
        verbose_name = _("mark of one marker")
        verbose_name_plural = _("marks of markers")
        constraints = [
            models.UniqueConstraint(fields=["script", "place"], name="exams_reading_place"),
            models.UniqueConstraint(fields=["script", "marker"], name="exams_reading_marker"),
            models.CheckConstraint(
                condition=~Q(marker=F("candidate")), name="exams_reading_not_her_own"
            ),
            models.CheckConstraint(
                condition=Q(place__gte=1, place__lte=3), name="exams_reading_of_three"
            ),
            models.CheckConstraint(
                condition=Q(points=None, given_at=None)
                | Q(points__gte=0, points__lte=F("of"), given_at__isnull=False),
                name="exams_reading_given_whole",
            ),
        ]

    def __str__(self):
        return f"{self.script}: {self.place}"
