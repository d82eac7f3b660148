"""What a person practises: a card for each question she met, her answers, topics she mastered."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from exams.models.banks import Question, Topic, Version
from exams.models.exams import Exam
from exams.models.sittings import Attempt
from exams.practice.wrong_book import Place
from organisation.models import Person, Unit
from organisation.periods import today
from organisation.rights import Act, posts_that_may


class CardQuerySet(models.QuerySet):
    def of(self, person):
        """Her own; what she got wrong is for nobody else but those who teach her."""
        return self.filter(person=person)

    def taught_by(self, person):
        """Of people whose marks she sees as well."""
        units = Unit.objects.run_by(person, Act.SEE_SCORES)
        kinds = posts_that_may(Act.LEARN)
        return self.filter(person__in=Person.objects.posted_in(units, today(), kinds))

    def in_book(self):
        """In the wrong-answer book."""
        return self.filter(entered_on__isnull=False, left_on=None)

    def left_since(self, day):
        return self.filter(left_on__gte=day)

    def due_by(self, day):
        """The longest due first; of these, what is remembered least."""
        return self.filter(due_on__lte=day).order_by("due_on", "stability", "pk")

    def not_answered_on(self, day):
        return self.exclude(last_on=day)


class Card(models.Model):
    """One person and one question: what she remembers, and whether it is in her wrong book."""

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="cards", verbose_name=_("person")
    )
    question = models.ForeignKey(
        Question, models.CASCADE, related_name="cards", verbose_name=_("question")
    )
    # The scheduler's own JSON (UTC), and the version of the library that wrote it.
    state = models.TextField(blank=True)
    library = models.CharField(max_length=20, blank=True)
    due_on = models.DateField(_("comes again"), null=True)
    stability = models.FloatField(null=True)
    answers = models.PositiveSmallIntegerField(_("answers"), default=0)
    last_on = models.DateField(_("last answered"), null=True)
    # For which of her answers, by number, a hint was given.
    hinted = models.PositiveSmallIntegerField(default=0)
    entered_on = models.DateField(_("entered the wrong-answer book"), null=True)
    left_on = models.DateField(_("left the wrong-answer book"), null=True)
    right_days = models.PositiveSmallIntegerField(default=0)
    last_right_on = models.DateField(null=True)
    # The exam it came from; such a question is practised although no author set it free.
    exam = models.ForeignKey(Exam, models.SET_NULL, related_name="+", null=True)

    objects = CardQuerySet.as_manager()

    class Meta:
        ordering = ["person", "question"]
        verbose_name = _("practice card")
        verbose_name_plural = _("practice cards")
        constraints = [
            models.UniqueConstraint(fields=["person", "question"], name="exams_card_once"),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("entered_on")),
                name="exams_card_left_after_it_entered",
            ),
            models.CheckConstraint(
                condition=Q(state="", due_on=None, stability=None)
                | Q(due_on__isnull=False, stability__isnull=False) & ~Q(state="") & ~Q(library=""),
                name="exams_card_remembered_as_a_whole",
            ),
        ]
        indexes = [models.Index(fields=["person", "due_on"], name="exams_card_due")]

    def __str__(self):
        return f"{self.person_id}, {self.question_id}"

    @property
    def turn(self):
        """The number of the next answer; a post that names an earlier one was sent before."""
        return self.answers + 1

    @property
    def place(self):
        return Place(self.entered_on, self.left_on, self.right_days, self.last_right_on)

    def put(self, place):
        """Takes over a place in the book; saves nothing."""
        self.entered_on, self.left_on = place.entered_on, place.left_on
        self.right_days, self.last_right_on = place.right_days, place.last_right_on

    def remember(self, memory):
        """Takes over what the scheduler says; saves nothing."""
        self.state, self.library = memory.state, memory.library
        self.due_on, self.stability = memory.due_on, memory.stability


class PracticeAnswerQuerySet(models.QuerySet):
    def of(self, person):
        return self.filter(card__person=person)

    def given_in(self, month):
        return self.filter(on__range=month.span)


class PracticeAnswer(models.Model):
    """One answer in practice; append-only."""

    class Mode(models.TextChoices):
        DAILY = "daily", _("today's practice")
        ORDER = "order", _("in order")
        TOPIC = "topic", _("by topic")
        WRONG = "wrong", _("wrong answers")
        EXAM = "exam", _("after an exam")

    card = models.ForeignKey(
        Card, models.CASCADE, related_name="given", verbose_name=_("practice card")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    version = models.ForeignKey(
        Version, models.PROTECT, related_name="+", verbose_name=_("version")
    )
    attempt = models.ForeignKey(Attempt, models.SET_NULL, related_name="+", null=True)
    mode = models.CharField(_("way of practising"), max_length=10, choices=Mode)
    value = models.JSONField(_("answer"))
    right = models.BooleanField(_("right"))
    hinted = models.BooleanField(_("after a hint"), default=False)
    was_due = models.BooleanField(_("was due"), default=False)
    # The day in the county, and the moment.
    on = models.DateField(_("day"))
    at = models.DateTimeField(_("at"))

    objects = PracticeAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["card", "number"]
        verbose_name = _("answer in practice")
        verbose_name_plural = _("answers in practice")
        constraints = [
            models.UniqueConstraint(fields=["card", "number"], name="exams_practice_answer_once")
        ]
        indexes = [models.Index(fields=["card", "on"], name="exams_practice_answer_day")]

    def __str__(self):
        return f"{self.card}: {self.number}"


class MasteredTopic(models.Model):
    """The day on which somebody's answers were first enough; a record, not a state."""

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="mastered", verbose_name=_("person")
    )
    topic = models.ForeignKey(
        Topic, models.CASCADE, related_name="mastered", verbose_name=_("topic")
    )
    on = models.DateField(_("day"))

    class Meta:
        ordering = ["-on", "pk"]
        verbose_name = _("mastered topic")
        verbose_name_plural = _("mastered topics")
        constraints = [
            models.UniqueConstraint(fields=["person", "topic"], name="exams_mastered_topic_once")
        ]

    def __str__(self):
        return f"{self.person}, {self.topic}"
