"""What is held: a contest, its stages, the rules they follow, who takes part."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from competitions.scoring.rules import parse_rules
from organisation.models import Person, Unit
from organisation.rights import Act


class ContestQuerySet(models.QuerySet):
    def announced(self):
        return self.exclude(announced_at=None)

    def editable_by(self, person):
        return self.filter(unit__in=Unit.objects.run_by(person, Act.HOLD_CONTESTS))

    def visible_to(self, person):
        """What her own units announce, what is offered from above, what she holds or judges."""
        units = Q(unit__in=Unit.objects.serving(person)) | Q(unit__in=Unit.objects.seen_by(person))
        judged = Q(
            pk__in=self.model.objects.filter(stages__panel__seats__judge=person).values("pk")
        )
        held = Q(unit__in=Unit.objects.run_by(person, Act.HOLD_CONTESTS))
        return self.filter((units | judged) & Q(announced_at__isnull=False) | held)

    def open_to_stages_of(self, person):
        """Contests in which she may hold a stage in a unit of her own."""
        own = Unit.objects.run_by(person, Act.HOLD_CONTESTS)
        return self.visible_to(person) if own.exists() else self.none()


class Contest(models.Model):
    class Kind(models.TextChoices):
        SPEECH = "speech", _("software-application speech")
        KNOWLEDGE = "knowledge", _("computer knowledge")

    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="contests", verbose_name=_("held by")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    title = models.CharField(_("name of the contest"), max_length=80)
    kind = models.CharField(_("kind of contest"), max_length=12, choices=Kind)
    about = models.TextField(_("call"), blank=True, max_length=2000)
    announced_at = models.DateTimeField(_("announced"), null=True, blank=True, editable=False)

    objects = ContestQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "title", "pk"]
        verbose_name = _("contest")
        verbose_name_plural = _("contests")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "title"], name="competitions_contest_once_a_year"
            ),
            models.CheckConstraint(
                condition=Q(year__gte=2000, year__lte=2100), name="competitions_contest_year"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("competitions:contest_detail", args=[self.pk])

    @property
    def is_knowledge(self):
        return self.kind == self.Kind.KNOWLEDGE


class RuleSetQuerySet(models.QuerySet):
    def published(self):
        return self.exclude(published_at=None)

    def editable_by(self, person):
        """Drafts; a published one is for ever as it is."""
        return self.filter(contest__in=Contest.objects.editable_by(person), published_at=None)

    def visible_to(self, person):
        return self.filter(contest__in=Contest.objects.editable_by(person))


class RuleSet(models.Model):
    """How marks become a result, as data (CONTESTS.md §2.15); never changed once published."""

    contest = models.ForeignKey(
        Contest, models.CASCADE, related_name="rule_sets", verbose_name=_("contest")
    )
    version = models.PositiveSmallIntegerField(_("version"))
    data = models.JSONField(_("rules"))
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    published_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by")
    )

    objects = RuleSetQuerySet.as_manager()

    class Meta:
        ordering = ["contest", "version"]
        verbose_name = _("rule set")
        verbose_name_plural = _("rule sets")
        constraints = [
            models.UniqueConstraint(
                fields=["contest", "version"], name="competitions_rule_set_version"
            )
        ]

    def __str__(self):
        return str(_("Rules, version %(version)s") % {"version": self.version})

    @property
    def rules(self):
        return parse_rules(self.data)


class StageQuerySet(models.QuerySet):
    def announced(self):
        """What anybody may read: stages of announced contests."""
        return self.filter(contest__in=Contest.objects.announced())

    def editable_by(self, person):
        return self.filter(unit__in=Unit.objects.run_by(person, Act.HOLD_CONTESTS))

    def visible_to(self, person):
        held = Q(unit__in=Unit.objects.run_by(person, Act.HOLD_CONTESTS))
        return self.filter(Q(contest__in=Contest.objects.visible_to(person)) | held)

    def with_progress(self):
        """Adds `shown` and `of`: so many performances of so many are published; and whether some
        of them are held back (models/reveal.py)."""
        published = Q(performances__state="published")
        on_stage = Q(quiz=None) | Q(performances__entry__quiz_team__isnull=False)
        holds_back = Q(reveal__isnull=False, reveal__opened_at=None) & ~Q(reveal__mode="immediate")
        return self.annotate(
            of=models.Count("performances", filter=on_stage, distinct=True),
            shown=models.Count("performances", filter=published, distinct=True),
            holds_back=models.ExpressionWrapper(holds_back, models.BooleanField()),
        ).order_by("held_on", "level", "pk")

    def watched_by(self, person):
        """The control desk: those who hold it, and those who confirm its results."""
        held = Q(unit__in=Unit.objects.run_by(person, Act.HOLD_CONTESTS))
        return self.filter(held | Q(unit__in=Unit.objects.run_by(person, Act.CONFIRM_RESULTS)))


class Stage(models.Model):
    class Level(models.IntegerChoices):
        VILLAGE = 1, _("village stage")
        DISTRICT = 2, _("district stage")
        TOWNSHIP = 3, _("township stage")
        COUNTY = 4, _("county stage")

    contest = models.ForeignKey(
        Contest, models.CASCADE, related_name="stages", verbose_name=_("contest")
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="contest_stages", verbose_name=_("held by")
    )
    level = models.PositiveSmallIntegerField(_("level"), choices=Level)
    title = models.CharField(_("name of the stage"), max_length=80)
    held_on = models.DateField(_("day"))
    place = models.CharField(_("place"), max_length=120, blank=True)
    rule_set = models.ForeignKey(
        RuleSet,
        models.PROTECT,
        related_name="stages",
        null=True,
        blank=True,
        verbose_name=_("rules"),
    )

    objects = StageQuerySet.as_manager()

    class Meta:
        ordering = ["held_on", "level", "pk"]
        verbose_name = _("stage of a contest")
        verbose_name_plural = _("stages of contests")
        constraints = [
            models.UniqueConstraint(
                fields=["contest", "unit", "title"], name="competitions_stage_once"
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("competitions:stage_detail", args=[self.pk])

    @property
    def is_out(self):
        """Every result is published and none held back; of a stage `with_progress`."""
        return bool(self.of) and self.shown == self.of and not self.holds_back

    @property
    def log(self):
        """The stream of the ledger that holds what was done here."""
        return f"contest:{self.contest_id}:stage:{self.pk}"


class EntryQuerySet(models.QuerySet):
    def editable_by(self, person):
        return self.filter(stage__in=Stage.objects.editable_by(person))

    def kept_by(self, person):
        """Entries of the units for which she may enter somebody."""
        return self.filter(unit__in=Unit.objects.run_by(person, Act.ENTER_CONTESTS))

    def of(self, person):
        """Entries she takes part in, of contests that are announced."""
        return self.filter(people=person, stage__contest__announced_at__isnull=False)


class Entry(models.Model):
    """A person or a team on a stage."""

    stage = models.ForeignKey(
        Stage, models.CASCADE, related_name="entries", verbose_name=_("stage")
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="contest_entries", verbose_name=_("for")
    )
    title = models.CharField(_("name"), max_length=60)
    people = models.ManyToManyField(
        Person, related_name="contest_entries", blank=True, verbose_name=_("people")
    )
    order_no = models.PositiveSmallIntegerField(_("order"))

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["stage", "order_no"]
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        constraints = [
            models.UniqueConstraint(fields=["stage", "order_no"], name="competitions_entry_order"),
            models.UniqueConstraint(fields=["stage", "title"], name="competitions_entry_title"),
            models.CheckConstraint(
                condition=Q(order_no__gte=1),
                name="competitions_entry_order_from_1",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def delegation(self):
        """The path of the unit that competes here: the one just below the unit of the stage.

        In a county final the township, in a township's own stage the village; empty where the
        stage is the unit's own and nobody competes with it.
        """
        end = len(self.stage.unit.path) + Unit.steplen
        return self.unit.path[:end] if len(self.unit.path) >= end else ""
