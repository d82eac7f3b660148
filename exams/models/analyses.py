"""What a marking run said about its exam and each question: kept with the run, made by a job."""

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from exams.models.banks import Version
from exams.models.exams import Exam, MarkingRun


class AnalysisQuerySet(models.QuerySet):
    def counting(self):
        """Of the run that counts for its exam."""
        return self.filter(run=F("run__exam__marking_run"))

    def closed_in(self, month):
        return self.counting().filter(run__exam__in=Exam.objects.closed_in(month))


class Analysis(models.Model):
    run = models.OneToOneField(
        MarkingRun, models.CASCADE, related_name="analysis", verbose_name=_("marking run")
    )
    # The scores it was made of, as a count and a sum: others mean that it is out of date.
    basis = models.CharField(max_length=60)
    made_at = models.DateTimeField(_("made"))
    people = models.PositiveIntegerField(_("people counted"))
    # Not a rank nor a pay: statistics are floats.
    alpha = models.FloatField(_("alpha"), null=True)
    # `services.analyses` writes it, `analysis_page` reads it.
    figures = models.JSONField(_("figures"), default=dict)

    objects = AnalysisQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        verbose_name = _("analysis of an exam")
        verbose_name_plural = _("analyses of exams")

    def __str__(self):
        return str(self.run)


class QuestionAnalysisQuerySet(models.QuerySet):
    def counting(self):
        return self.filter(analysis__run=F("analysis__run__exam__marking_run"))

    def flagged(self):
        return self.filter(urgency__gt=0)


class QuestionAnalysis(models.Model):
    """One wording in one exam."""

    analysis = models.ForeignKey(
        Analysis, models.CASCADE, related_name="questions", verbose_name=_("analysis")
    )
    version = models.ForeignKey(
        Version, models.PROTECT, related_name="analyses", verbose_name=_("question")
    )
    slot = models.PositiveSmallIntegerField(_("number"))
    people = models.PositiveIntegerField(_("people counted"))
    facility = models.FloatField(_("facility"), null=True)
    spread = models.FloatField(_("standard deviation"), null=True)
    rest_r = models.FloatField(_("r with the rest"), null=True)
    efficiency = models.FloatField(_("discriminative efficiency"), null=True)
    difficulty = models.FloatField(_("Rasch difficulty"), null=True)
    # Words of `analysis.flags`, the gravest first; the urgency sorts by them, 0 without a flag.
    flags = models.JSONField(_("to look at"), default=list)
    urgency = models.PositiveSmallIntegerField(default=0)
    # Options, and facility of the best and the last third.
    details = models.JSONField(_("details"), default=dict)

    objects = QuestionAnalysisQuerySet.as_manager()

    class Meta:
        ordering = ["analysis", "-urgency", "slot"]
        verbose_name = _("analysis of a question")
        verbose_name_plural = _("analyses of questions")
        constraints = [
            models.UniqueConstraint(
                fields=["analysis", "version"], name="exams_question_analysis_once"
            )
        ]

    def __str__(self):
        return f"{self.slot}: {self.analysis}"
