"""Who went on from one stage to the next, by which rule, and where an entry came from."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from competitions.models.contests import Entry, Stage
from competitions.models.results import ResultSnapshot
from organisation.models import Person


class AdvancementQuerySet(models.QuerySet):
    def corrected_since(self):
        """Those whose stage has a later published result: it was corrected after they went on."""
        later = ResultSnapshot.objects.published().filter(
            stage=OuterRef("from_stage"), number__gt=OuterRef("snapshot__number")
        )
        return self.filter(Exists(later))


class Advancement(models.Model):
    """One act: the published result of a stage, a rule, and what was decided where it was a tie."""

    class Rule(models.TextChoices):
        SHARED = "shared", _("the first ones; equals at the line all go on")
        EXACT = "exact", _("the first ones, no more; a tie at the line is decided")
        ONE_EACH = "one_each", _("exactly one of each unit; a tie is decided")

    from_stage = models.ForeignKey(
        Stage, models.PROTECT, related_name="sent_on", verbose_name=_("from the stage")
    )
    to_stage = models.ForeignKey(
        Stage, models.PROTECT, related_name="received", verbose_name=_("to the stage")
    )
    snapshot = models.ForeignKey(
        ResultSnapshot, models.PROTECT, related_name="+", verbose_name=_("result")
    )
    rule = models.CharField(_("rule"), max_length=10, choices=Rule)
    places = models.PositiveSmallIntegerField(_("places"))
    # Titles of those who were chosen among equals; empty where nothing had to be decided.
    decided = models.JSONField(_("chosen among equals"), default=list)
    decision = models.CharField(_("how it was decided"), max_length=200, blank=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("done by"))
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    objects = AdvancementQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("advancement")
        verbose_name_plural = _("advancements")
        constraints = [
            models.UniqueConstraint(
                fields=["from_stage", "to_stage"], name="competitions_advancement_once"
            ),
            models.CheckConstraint(
                condition=Q(decided=[]) | ~Q(decision=""),
                name="competitions_advancement_decided_somehow",
            ),
            models.CheckConstraint(
                condition=~Q(from_stage=models.F("to_stage")),
                name="competitions_advancement_goes_somewhere",
            ),
        ]

    def __str__(self):
        return f"{self.from_stage} → {self.to_stage}"


class Origin(models.Model):
    """The entry an entry comes from, with the place it had there."""

    entry = models.OneToOneField(
        Entry, models.CASCADE, related_name="origin", verbose_name=_("entry")
    )
    advancement = models.ForeignKey(
        Advancement, models.PROTECT, related_name="origins", verbose_name=_("advancement")
    )
    came_from = models.ForeignKey(
        Entry, models.PROTECT, related_name="went_on", verbose_name=_("came from")
    )
    rank = models.PositiveSmallIntegerField(_("rank"))
    total = models.CharField(_("result"), max_length=20)

    class Meta:
        ordering = ["entry"]
        verbose_name = _("origin of an entry")
        verbose_name_plural = _("origins of entries")

    def __str__(self):
        return f"{self.came_from} ({self.rank})"
