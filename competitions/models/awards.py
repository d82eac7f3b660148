"""Awards: by which rule, who gets them, and who signed the list."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from competitions.models.contests import Entry, Stage
from competitions.models.results import ResultSnapshot
from organisation.models import Person, Unit


class AwardRules(models.Model):
    """How many awards a stage gives and by what, as data; never changed once published.

    {"quotas": [{"key", "title", "places"}], the best award first, "shared": whether equals at a
    line all get the better award, "organisation": null or {"title", "places", "weights":
    {measure: weight}} with the measures of `competitions/organising.py`}.
    """

    stage = models.OneToOneField(
        Stage, models.CASCADE, related_name="award_rules", verbose_name=_("stage")
    )
    data = models.JSONField(_("rules"))
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    published_by = models.ForeignKey(
        Person,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("published by"),
    )

    class Meta:
        verbose_name = _("rules of awards")
        verbose_name_plural = _("rules of awards")

    def __str__(self):
        return str(self.stage)


class AwardListQuerySet(models.QuerySet):
    def published(self):
        """What everybody reads: a list that was taken back is not among them."""
        return self.exclude(published_at=None).filter(discarded_at=None)

    def taken_back(self):
        return self.exclude(published_at=None).exclude(discarded_at=None)

    def in_work(self):
        return self.filter(published_at=None, discarded_at=None)

    def watched_by(self, person):
        return self.filter(stage__in=Stage.objects.watched_by(person), discarded_at=None)

    def editable_by(self, person):
        return self.filter(stage__in=Stage.objects.editable_by(person), discarded_at=None)


class AwardList(models.Model):
    """Compiled by one person, checked by another, published; then certificates are given."""

    stage = models.ForeignKey(
        Stage, models.PROTECT, related_name="award_lists", verbose_name=_("stage")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    snapshot = models.ForeignKey(
        ResultSnapshot, models.PROTECT, related_name="+", verbose_name=_("result")
    )
    # key of the award → {"chosen": codes, "titles", "how"}: what the panel decided among equals
    decisions = models.JSONField(_("decisions"), default=dict)
    # [{"key", "title", "places", "entries": [[code, title]]}]: ties still to be decided
    undecided = models.JSONField(_("to be decided"), default=list)
    compiled_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("compiled by")
    )
    compiled_at = models.DateTimeField(_("compiled"))
    checked_by = models.ForeignKey(
        Person,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("checked by"),
    )
    checked_at = models.DateTimeField(_("checked at"), null=True, blank=True)
    published_by = models.ForeignKey(
        Person,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("published by"),
    )
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    discarded_at = models.DateTimeField(_("discarded"), null=True, blank=True)
    discard_reason = models.CharField(_("why it was discarded"), max_length=200, blank=True)

    objects = AwardListQuerySet.as_manager()

    class Meta:
        ordering = ["stage", "number"]
        verbose_name = _("list of awards")
        verbose_name_plural = _("lists of awards")
        constraints = [
            models.UniqueConstraint(
                fields=["stage", "number"], name="competitions_award_list_number"
            ),
            models.UniqueConstraint(
                fields=["stage"],
                condition=Q(discarded_at=None),
                name="competitions_award_list_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(checked_by=None) | ~Q(checked_by=F("compiled_by")),
                name="competitions_award_list_two_people",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(checked_by__isnull=False),
                name="competitions_award_list_checked_first",
            ),
            models.CheckConstraint(
                condition=Q(checked_by=None) | Q(undecided=[]),
                name="competitions_award_list_decided_first",
            ),
        ]

    def __str__(self):
        return f"{self.stage} {self.number}"

    @property
    def is_open(self):
        """Still to be checked: lines may be added and taken away."""
        return self.checked_at is None and self.discarded_at is None


class Award(models.Model):
    class Kind(models.TextChoices):
        RANK = "rank", _("by rank")
        SPECIAL = "special", _("special award")
        ORGANISATION = "organisation", _("good organisation")

    award_list = models.ForeignKey(
        AwardList, models.CASCADE, related_name="awards", verbose_name=_("list of awards")
    )
    position = models.PositiveSmallIntegerField(_("place in the list"))
    kind = models.CharField(_("kind of award"), max_length=12, choices=Kind)
    title = models.CharField(_("award"), max_length=40)
    entry = models.ForeignKey(
        Entry,
        models.PROTECT,
        related_name="awards",
        null=True,
        blank=True,
        verbose_name=_("entry"),
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="contest_awards", verbose_name=_("unit")
    )
    holder = models.CharField(_("given to"), max_length=80)
    note = models.CharField(_("why"), max_length=120, blank=True)
    rank = models.PositiveSmallIntegerField(_("rank"), null=True, blank=True)

    class Meta:
        ordering = ["award_list", "position", "pk"]
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="organisation", entry=None)
                | ~Q(kind="organisation") & Q(entry__isnull=False),
                name="competitions_award_for_a_unit_or_an_entry",
            ),
            models.CheckConstraint(
                condition=~Q(kind="special") | ~Q(note=""),
                name="competitions_award_special_for_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.title}: {self.holder}"

    @property
    def why(self):
        """Of good organisation the note is the score: worded for whoever reads it."""
        if self.kind != self.Kind.ORGANISATION:
            return self.note
        # Older notes have a word behind the score, in the language of whoever compiled the list.
        return _("%(score)s points") % {"score": self.note.partition(" ")[0]}
