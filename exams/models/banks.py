"""Questions. A question that was used never changes: it gets a new version."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from exams import topic_paths
from exams.models.pictures import Picture
from organisation.models import Person, Unit
from organisation.rights import Act


class BankQuerySet(models.QuerySet):
    def kept_by(self, person):
        """Banks she may change; one without a unit belongs to the whole county."""
        units = Unit.objects.run_by(person, Act.KEEP_BANKS)
        return self.filter(Q(unit__in=units) | Q(unit=None, pk__isnull=not units.exists()))


class Bank(models.Model):
    # Empty when it was imported before the list of units.
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="banks", null=True, blank=True, verbose_name=_("unit")
    )
    name = models.CharField(_("name"), max_length=120, unique=True)

    objects = BankQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("question bank")
        verbose_name_plural = _("question banks")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("exams:bank_detail", kwargs={"pk": self.pk})


class TopicQuerySet(models.QuerySet):
    def below(self, topics):
        """These topics and all that stand below them; // is a stroke that belongs to a name."""
        wanted = Q(pk__in=[])
        for bank, name in {(topic.bank_id, topic.name) for topic in topics}:
            inside = Q(name__startswith=f"{name}/") & ~Q(name__startswith=f"{name}//")
            wanted |= Q(bank=bank) & (Q(name=name) | inside)
        return self.filter(wanted)


class Topic(models.Model):
    """A node of a tree that is kept as paths: Files/Names stands below Files."""

    bank = models.ForeignKey(
        Bank, models.CASCADE, related_name="topics", verbose_name=_("question bank")
    )
    name = models.CharField(_("name"), max_length=120)

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["bank", "name"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints = [
            models.UniqueConstraint(fields=["bank", "name"], name="exams_topic_name"),
        ]

    def __str__(self):
        return self.name

    @property
    def parts(self):
        return topic_paths.parts(self.name)

    @property
    def depth(self):
        return min(len(self.parts), 4)

    @property
    def label(self):
        """The way down to it, in words."""
        return " › ".join(self.parts)


class QuestionQuerySet(models.QuerySet):
    def kept_by(self, person):
        return self.filter(bank__in=Bank.objects.kept_by(person))

    def in_use(self):
        return self.filter(state=Question.State.IN_USE)


class Question(models.Model):
    """What stays the same through all versions."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("question", "draft")
        CHECKED = "checked", pgettext_lazy("question", "checked")
        IN_USE = "in_use", pgettext_lazy("question", "in use")
        RETIRED = "retired", pgettext_lazy("question", "retired")

    bank = models.ForeignKey(
        Bank, models.PROTECT, related_name="questions", verbose_name=_("question bank")
    )
    topic = models.ForeignKey(
        Topic,
        models.SET_NULL,
        related_name="questions",
        null=True,
        blank=True,
        verbose_name=_("topic"),
    )
    name = models.CharField(_("name"), max_length=200)
    # As in the list it came from; both are handed out again on export.
    code = models.CharField(_("number in its own list"), max_length=100, blank=True)
    tags = models.JSONField(_("tags"), default=list, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    # Of the current wording; whoever wrote it does not check it.
    author = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("author")
    )
    checked_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, verbose_name=_("checked by")
    )
    checked_at = models.DateTimeField(_("checked"), null=True)
    # The share of the points people are expected to get; empty when nobody knows.
    difficulty = models.DecimalField(
        _("expected facility"), max_digits=4, decimal_places=3, null=True, blank=True
    )
    may_be_practised = models.BooleanField(_("may be practised"), default=False)
    enemies = models.ManyToManyField("self", verbose_name=_("not on one paper with"))
    # Somebody looked at both and found that they are no copies.
    unlike = models.ManyToManyField("self", verbose_name=_("not the same as"))

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        indexes = [models.Index(fields=["bank", "state"], name="exams_question_bank_state")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(checked_by=F("author")), name="exams_question_checked_by_another"
            ),
            models.CheckConstraint(
                condition=Q(checked_by=None, checked_at=None)
                | Q(checked_by__isnull=False, checked_at__isnull=False),
                name="exams_question_check_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="checked") | Q(checked_by__isnull=False),
                name="exams_question_checked_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(difficulty=None) | Q(difficulty__gte=0, difficulty__lte=1),
                name="exams_question_difficulty_is_a_share",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("exams:question_detail", kwargs={"pk": self.pk})


class ReviewStep(models.Model):
    """Who brought a question into which state, and when; append-only."""

    question = models.ForeignKey(
        Question, models.CASCADE, related_name="steps", verbose_name=_("question")
    )
    state = models.CharField(_("state"), max_length=10, choices=Question.State)
    by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, verbose_name=_("person")
    )
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        ordering = ["question", "pk"]
        verbose_name = _("step of a review")
        verbose_name_plural = _("steps of reviews")

    def __str__(self):
        return self.get_state_display()


class VersionQuerySet(models.QuerySet):
    def kept_by(self, person):
        return self.filter(question__bank__in=Bank.objects.kept_by(person))

    def current(self):
        return self.filter(is_current=True)

    def in_use(self):
        """Those from which papers may be made."""
        return self.current().filter(question__state=Question.State.IN_USE)

    def used(self, is_used=True):
        """Those of questions that were, or never were, on a published paper."""
        on_papers = Version.objects.filter(papers__paper__published_at__isnull=False)
        found = Q(question__in=on_papers.values("question"))
        return self.filter(found if is_used else ~found)

    def marked_by_key(self):
        """Those that need nobody to mark them."""
        return self.filter(type__in=Version.BY_KEY)

    def asked(self):
        """Those that can stand on an exam: all that are answered."""
        return self.exclude(type=Version.Type.DESCRIPTION)

    def about(self, words):
        """Those in whose text, options or name the words stand."""
        return self.filter(
            Q(text__icontains=words)
            | Q(question__name__icontains=words)
            | Q(pk__in=Option.objects.filter(text__icontains=words).values("version"))
        )


class Version(models.Model):
    """The wording of a question; what a paper refers to."""

    class Type(models.TextChoices):
        SINGLE = "single", _("single choice")
        MULTIPLE = "multiple", _("multiple choice")
        TRUEFALSE = "truefalse", _("true or false")
        SHORTANSWER = "shortanswer", _("short answer")
        FILL = "fill", _("fill-in")
        NUMERICAL = "numerical", pgettext_lazy("kind of question", "number")
        MATCHING = "matching", _("matching")
        ORDERING = "ordering", _("ordering")
        ESSAY = "essay", _("answer in words")
        TASK = "task", _("practical task")
        DESCRIPTION = "description", _("text without a question")

    # What the clock marks as soon as a sitting is closed.
    BY_KEY = (
        Type.SINGLE, Type.MULTIPLE, Type.TRUEFALSE, Type.SHORTANSWER, Type.FILL, Type.NUMERICAL,
        Type.MATCHING, Type.ORDERING,
    )  # fmt: skip
    BY_PEOPLE = (Type.ESSAY, Type.TASK)

    question = models.ForeignKey(
        Question, models.CASCADE, related_name="versions", verbose_name=_("question")
    )
    # As that of the question: here so that a wording is there once in a bank.
    bank = models.ForeignKey(Bank, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(_("version"), default=1)
    is_current = models.BooleanField(_("current"), default=True)
    type = models.CharField(_("type"), max_length=20, choices=Type)
    text = models.TextField(_("question"))
    explanation = models.TextField(_("why"), blank=True)
    picture = models.ForeignKey(Picture, models.PROTECT, related_name="+", null=True, blank=True)
    picture_alt = models.CharField(_("picture in words"), max_length=200, blank=True)
    case_matters = models.BooleanField(_("capital letters matter"), default=False)
    content_hash = models.CharField(max_length=64, db_index=True)
    made_at = models.DateTimeField(_("made"), auto_now_add=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["question", "number"]
        verbose_name = _("version of a question")
        verbose_name_plural = _("versions of questions")
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="exams_version_number"),
            models.UniqueConstraint(
                fields=["question"], condition=Q(is_current=True), name="exams_version_one_current"
            ),
            models.CheckConstraint(
                condition=Q(picture=None) | ~Q(picture_alt=""),
                name="exams_version_picture_in_words",
            ),
            models.UniqueConstraint(
                fields=["bank", "content_hash"],
                condition=Q(is_current=True),
                name="exams_version_once_in_a_bank",
            ),
        ]

    def __str__(self):
        return self.text[:60]


class Option(models.Model):
    """One answer; what it means depends on the type (`formats.question.Answer`)."""

    version = models.ForeignKey(
        Version, models.CASCADE, related_name="options", verbose_name=_("version")
    )
    # Canonical: answers are stored by it, however options are shuffled.
    key = models.CharField(_("letter"), max_length=12)
    text = models.TextField(_("option"), blank=True)
    fraction = models.DecimalField(_("share of the points"), max_digits=9, decimal_places=7)
    feedback = models.TextField(_("feedback"), blank=True)
    # What the text goes with: the other half of a pair, the number of a blank.
    match = models.TextField(_("goes with"), blank=True)
    # By how much a number may be missed; as text, so that it stays exact in every database.
    tolerance = models.CharField(_("tolerance"), max_length=40, blank=True)
    pinned = models.BooleanField(_("keeps its place"), default=False)
    picture = models.ForeignKey(Picture, models.PROTECT, related_name="+", null=True, blank=True)
    picture_alt = models.CharField(_("picture in words"), max_length=200, blank=True)

    class Meta:
        ordering = ["version", "pk"]
        verbose_name = _("option")
        verbose_name_plural = _("options")
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="exams_option_key"),
            models.CheckConstraint(
                condition=Q(picture=None) | ~Q(picture_alt=""),
                name="exams_option_picture_in_words",
            ),
            models.CheckConstraint(
                condition=Q(fraction__gte=-1, fraction__lte=1), name="exams_option_fraction"
            ),
        ]

    def __str__(self):
        return self.text[:60]

    @property
    def is_right(self):
        return self.fraction > 0
