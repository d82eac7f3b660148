"""The ledger of a quiz, what the devices sent, and protests: added to, never changed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from competitions.models.quiz import Quiz, QuizTeam
from organisation.models import Person


class NeverChanged(Exception):
    """A line of the ledger is reversed by another line, never changed or taken away."""


class QuizEventQuerySet(models.QuerySet):
    def update(self, **fields):
        raise NeverChanged

    def delete(self):
        raise NeverChanged

    def of_quizzes_run_by(self, person):
        return self.filter(quiz__in=Quiz.objects.run_by(person))


class QuizEvent(models.Model):
    class Act(models.TextChoices):
        PAPER = "paper", _("from the paper")
        PUT = "put", _("question put")
        PASS = "pass", _("turn let go")
        BUZZ = "buzz", _("claimed")
        ANSWER = "answer", pgettext_lazy("a question", "answered")
        FOUL = "foul", _("foul")
        VOID = "void", pgettext_lazy("a question", "void")
        REVERSE = "reverse", _("undone")

    class Outcome(models.TextChoices):
        RIGHT = "right", pgettext_lazy("an answer", "right")
        WRONG = "wrong", pgettext_lazy("an answer", "wrong")
        EARLY = "early", _("claimed too early")
        SPOKE = "spoke", _("spoke without the right")

    quiz = models.ForeignKey(
        Quiz, models.PROTECT, related_name="events", verbose_name=pgettext_lazy("on stage", "quiz")
    )
    number = models.PositiveIntegerField(_("number"))
    act = models.CharField(_("what"), max_length=8, choices=Act)
    round = models.CharField(_("round"), max_length=40, blank=True)
    question = models.CharField(_("question"), max_length=8, blank=True)
    team = models.ForeignKey(
        QuizTeam, models.PROTECT, null=True, blank=True, related_name="events",
        verbose_name=_("team"),
    )  # fmt: skip
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome, blank=True)
    value = models.PositiveSmallIntegerField(_("stake"), null=True, blank=True)
    teams = models.JSONField(_("put to"), default=list, blank=True)  # their keys
    delta = models.DecimalField(_("points"), max_digits=7, decimal_places=2, default=0)
    # One to one: nothing is undone twice.
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reversed_by",
        verbose_name=_("undoes"),
    )  # fmt: skip
    key = models.UUIDField(_("key of the sending"), null=True, blank=True)
    # Nobody where the team's own device sent it.
    by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"))

    objects = QuizEventQuerySet.as_manager()

    class Meta:
        ordering = ["quiz", "number"]
        verbose_name = _("line of the ledger")
        verbose_name_plural = _("lines of the ledger")
        constraints = [
            # Of two who write at the same moment one is first, and the other must look again.
            models.UniqueConstraint(
                fields=["quiz", "number"], name="competitions_quiz_event_number"
            ),
            models.UniqueConstraint(fields=["quiz", "key"], name="competitions_quiz_event_once"),
            models.CheckConstraint(
                condition=Q(act="reverse", reverses__isnull=False)
                | ~Q(act="reverse") & Q(reverses=None),
                name="competitions_quiz_event_reverses",
            ),
            models.CheckConstraint(
                condition=~Q(act__in=["paper", "buzz", "answer", "foul"]) | Q(team__isnull=False),
                name="competitions_quiz_event_has_team",
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.get_act_display()}"


class QuizPress(models.Model):
    """A press of a team's device as the server received it; one too early is only noted."""

    quiz = models.ForeignKey(
        Quiz, models.PROTECT, related_name="presses",
        verbose_name=pgettext_lazy("on stage", "quiz"),
    )  # fmt: skip
    round = models.CharField(_("round"), max_length=40)
    question = models.CharField(_("question"), max_length=8)
    team = models.ForeignKey(
        QuizTeam, models.PROTECT, related_name="presses", verbose_name=_("team")
    )
    is_early = models.BooleanField(_("before the start"))
    at = models.DateTimeField(_("received"))

    class Meta:
        ordering = ["quiz", "pk"]
        verbose_name = _("press of a device")
        verbose_name_plural = _("presses of devices")
        constraints = [
            models.UniqueConstraint(
                fields=["quiz", "round", "question", "team", "is_early"],
                name="competitions_quiz_press_once",
            )
        ]

    def __str__(self):
        return f"{self.team} {self.round} {self.question}"


class QuizProtestQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state=QuizProtest.State.OPEN)

    def run_by(self, person):
        return self.filter(quiz__in=Quiz.objects.run_by(person))


class QuizProtest(models.Model):
    class State(models.TextChoices):
        OPEN = "open", _("waits for the jury")
        STANDS = "stands", _("the ruling stands")
        CORRECTED = "corrected", _("corrected")

    quiz = models.ForeignKey(
        Quiz, models.PROTECT, related_name="protests",
        verbose_name=pgettext_lazy("on stage", "quiz"),
    )  # fmt: skip
    event = models.ForeignKey(
        QuizEvent, models.PROTECT, related_name="protests", verbose_name=_("about")
    )
    team = models.ForeignKey(
        QuizTeam, models.PROTECT, related_name="protests", verbose_name=_("protest of")
    )
    reason = models.CharField(_("reason"), max_length=200)
    # As it was when the protest was made.
    largest_swing = models.PositiveIntegerField(_("largest swing"))
    changes_the_first = models.BooleanField(_("could change who is first"))
    made_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("written down by")
    )
    made_at = models.DateTimeField(_("protest made"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    ruling = models.CharField(_("ruling of the jury"), max_length=200, blank=True)
    jury = models.CharField(_("jury"), max_length=120, blank=True)
    ruled_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("ruling written down by"),
    )  # fmt: skip
    ruled_at = models.DateTimeField(_("ruled"), null=True, blank=True)

    objects = QuizProtestQuerySet.as_manager()

    class Meta:
        ordering = ["quiz", "pk"]
        verbose_name = _("protest")
        verbose_name_plural = _("protests")
        constraints = [
            models.UniqueConstraint(
                fields=["event", "team"],
                condition=Q(state="open"),
                name="competitions_quiz_protest_one_open",
            ),
            models.CheckConstraint(
                condition=Q(state="open", ruled_at=None)
                | ~Q(state="open") & Q(ruled_at__isnull=False) & ~Q(ruling="") & ~Q(jury=""),
                name="competitions_quiz_protest_ruled_in_words",
            ),
        ]

    def __str__(self):
        return f"{self.team}: {self.reason}"
