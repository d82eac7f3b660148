"""How the results of a stage are shown: at once, late, together, or at a ceremony."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from competitions.models.contests import Stage
from competitions.reveal import CEREMONY, FIRST_TOGETHER, IMMEDIATE, ONE_LATE, Plan


class Reveal(models.Model):
    """A stage without one shows every result as soon as it is published."""

    class Mode(models.TextChoices):
        AT_ONCE = IMMEDIATE, _("each result as soon as it is published")
        ONE_LATE = ONE_LATE, _("each result when the next entry has spoken")
        FIRST_TOGETHER = FIRST_TOGETHER, _("the first ones together, then each at once")
        CEREMONY = CEREMONY, _("the last ones at the ceremony, from the last rank to the first")

    stage = models.OneToOneField(
        Stage, models.CASCADE, related_name="reveal", verbose_name=_("stage")
    )
    mode = models.CharField(_("how results are shown"), max_length=10, choices=Mode)
    number = models.PositiveSmallIntegerField(_("how many"), default=0)
    revealed = models.JSONField(_("revealed"), default=list)  # codes, in the order of the acts
    frozen_at = models.DateTimeField(_("frozen"), null=True, blank=True)
    acted_at = models.DateTimeField(_("last revealed"), null=True, blank=True)
    opened_at = models.DateTimeField(_("all of it shown"), null=True, blank=True)

    class Meta:
        verbose_name = _("way of showing results")
        verbose_name_plural = _("ways of showing results")
        constraints = [
            models.CheckConstraint(
                condition=~Q(mode__in=[FIRST_TOGETHER, CEREMONY]) | Q(number__gte=1),
                name="competitions_reveal_has_number",
            )
        ]

    def __str__(self):
        return self.get_mode_display()

    @property
    def plan(self):
        return Plan(self.mode, self.number, tuple(self.revealed), self.opened_at is not None)


def in_full(stage="stage"):
    """The condition that a stage holds nothing back; `stage` is the way to it."""
    return (
        Q(**{f"{stage}__reveal": None})
        | Q(**{f"{stage}__reveal__mode": IMMEDIATE})
        | Q(**{f"{stage}__reveal__opened_at__isnull": False})
    )
