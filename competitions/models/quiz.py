"""A knowledge competition on a stage: its rules, teams and questions (CONTESTS.md §2.14)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from competitions.models.contests import Contest, Entry, Stage
from competitions.models.reveal import in_full
from competitions.quiz.rules import parse_quiz_rules
from exams.models import Bank, Exam, Version
from organisation.models import Person


class QuizRuleSetQuerySet(models.QuerySet):
    def published(self):
        return self.exclude(published_at=None)

    def editable_by(self, person):
        """Drafts; a published one is for ever as it is."""
        return self.filter(contest__in=Contest.objects.editable_by(person), published_at=None)


class QuizRuleSet(models.Model):
    """What the rounds of a quiz give and take, as data; never changed once published."""

    contest = models.ForeignKey(
        Contest, models.CASCADE, related_name="quiz_rule_sets", verbose_name=_("contest")
    )
    version = models.PositiveSmallIntegerField(_("version"))
    data = models.JSONField(_("rules"))
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    published_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by")
    )

    objects = QuizRuleSetQuerySet.as_manager()

    class Meta:
        ordering = ["contest", "version"]
        verbose_name = _("rules of a quiz")
        verbose_name_plural = _("rules of quizzes")
        constraints = [
            models.UniqueConstraint(
                fields=["contest", "version"], name="competitions_quiz_rule_set_version"
            ),
            models.UniqueConstraint(
                fields=["contest"],
                condition=Q(published_at=None),
                name="competitions_quiz_rule_set_one_draft",
            ),
        ]

    def __str__(self):
        return str(_("Rules, version %(version)s") % {"version": self.version})

    @property
    def rules(self):
        return parse_quiz_rules(self.data)


class QuizQuerySet(models.QuerySet):
    def editable_by(self, person):
        return self.filter(stage__in=Stage.objects.editable_by(person))

    def run_by(self, person):
        """Who writes its ledger: those who hold the stage, and its host."""
        return self.filter(Q(stage__in=Stage.objects.editable_by(person)) | Q(host=person))

    def watched_by(self, person):
        """Those too who confirm its result."""
        return self.filter(Q(stage__in=Stage.objects.watched_by(person)) | Q(host=person))

    def announced(self):
        return self.filter(stage__in=Stage.objects.announced())

    def readable_by(self, person):
        """What is published and not held back is for everybody; before that for who watches."""
        told = self.announced().filter(in_full(), stage__snapshots__published_at__isnull=False)
        public = Q(pk__in=told.values("pk"))
        if not person.is_authenticated:
            return self.filter(public)
        return self.filter(public | Q(pk__in=self.watched_by(person).values("pk")))


class Quiz(models.Model):
    stage = models.OneToOneField(
        Stage, models.CASCADE, related_name="quiz", verbose_name=_("stage")
    )
    rule_set = models.ForeignKey(
        QuizRuleSet, models.PROTECT, related_name="quizzes", verbose_name=_("rules")
    )
    host = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=pgettext_lazy("of a quiz", "host"),
    )  # fmt: skip
    bank = models.ForeignKey(
        Bank, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("question bank"),
    )  # fmt: skip
    exam = models.ForeignKey(
        Exam, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("written paper"),
    )  # fmt: skip
    # From here on it is not history but the moment: what the pages ask for each second.
    shown_at = models.DateTimeField(_("shown to the hall"), null=True, blank=True)
    claims_open_at = models.DateTimeField(_("open for claims"), null=True, blank=True)
    clock_started_at = models.DateTimeField(_("clock started"), null=True, blank=True)
    clock_seconds = models.PositiveSmallIntegerField(_("seconds"), null=True, blank=True)
    # Goes up with everything that is written, so that a page knows whether it is old.
    change = models.PositiveIntegerField(default=0, editable=False)

    objects = QuizQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("on stage", "quiz")
        verbose_name_plural = pgettext_lazy("on stage", "quizzes")
        constraints = [
            models.CheckConstraint(
                condition=Q(clock_started_at=None, clock_seconds=None)
                | Q(clock_started_at__isnull=False, clock_seconds__gte=1),
                name="competitions_quiz_clock_has_seconds",
            )
        ]

    def __str__(self):
        return str(self.stage)

    @property
    def rules(self):
        return self.rule_set.rules


class QuizTeamQuerySet(models.QuerySet):
    def run_by(self, person):
        return self.filter(quiz__in=Quiz.objects.run_by(person))

    def at_device(self, quiz, device):
        """The team for which this device was let in; None for any other device."""
        return self.filter(quiz=quiz, device=device).exclude(device="").first()


class QuizTeam(models.Model):
    """An entry that comes on stage, and the device it claims questions with."""

    quiz = models.ForeignKey(
        Quiz, models.CASCADE, related_name="teams", verbose_name=pgettext_lazy("on stage", "quiz")
    )
    entry = models.OneToOneField(
        Entry, models.CASCADE, related_name="quiz_team", verbose_name=_("entry")
    )
    code = models.CharField(_("code"), max_length=6, blank=True)  # works once
    device = models.CharField(_("device"), max_length=43, blank=True)
    joined_at = models.DateTimeField(_("joined"), null=True, blank=True)

    objects = QuizTeamQuerySet.as_manager()

    class Meta:
        ordering = ["quiz", "entry__order_no"]
        verbose_name = _("team")
        verbose_name_plural = _("teams")

    def __str__(self):
        return str(self.entry)

    @property
    def key(self):
        """Its name in the ledger; of equal length, so that it sorts by number."""
        return f"{self.entry.order_no:02d}"


class QuizQuestionQuerySet(models.QuerySet):
    def editable_by(self, person):
        return self.filter(quiz__in=Quiz.objects.editable_by(person))


class QuizQuestion(models.Model):
    """A wording from the bank, kept for one round; only who runs the quiz sees it."""

    quiz = models.ForeignKey(
        Quiz, models.CASCADE, related_name="questions",
        verbose_name=pgettext_lazy("on stage", "quiz"),
    )  # fmt: skip
    round = models.CharField(_("round"), max_length=40)
    number = models.PositiveSmallIntegerField(_("number"))
    value = models.PositiveSmallIntegerField(_("stake"), null=True, blank=True)
    version = models.ForeignKey(
        Version, models.PROTECT, related_name="+", verbose_name=_("question")
    )

    objects = QuizQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["quiz", "pk"]
        verbose_name = _("question of a quiz")
        verbose_name_plural = _("questions of a quiz")
        constraints = [
            models.UniqueConstraint(
                fields=["quiz", "round", "number"], name="competitions_quiz_question_number"
            ),
            models.UniqueConstraint(
                fields=["quiz", "version"], name="competitions_quiz_question_once"
            ),
        ]

    def __str__(self):
        return f"{self.round} {self.number}"
