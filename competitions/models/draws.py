"""How the order was drawn: kept for ever, a draw that was given up beside the one that holds."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from competitions.models.contests import Stage
from organisation.models import Person


class DrawQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(voided_at=None)

    def committed(self):
        """Waits for the public value."""
        return self.standing().filter(kind=Draw.Kind.COMMITTED, drawn_at=None)

    def editable_by(self, person):
        return self.filter(stage__in=Stage.objects.editable_by(person))


class Draw(models.Model):
    class Kind(models.TextChoices):
        COMMITTED = "committed", _("by secret and public value")
        BY_HAND = "by_hand", _("by hand, before two witnesses")

    stage = models.ForeignKey(Stage, models.PROTECT, related_name="draws", verbose_name=_("stage"))
    kind = models.CharField(_("kind of draw"), max_length=10, choices=Kind)
    # [{"code", "entry", "title", "unit"}] in the order it was published, names as they were then
    listed = models.JSONField(_("list"))
    list_hash = models.CharField(_("fingerprint of the list"), max_length=64)
    secret = models.CharField(_("secret"), max_length=64, blank=True)
    commitment = models.CharField(_("seal"), max_length=64, blank=True)
    public = models.CharField(_("public value"), max_length=120, blank=True)
    order = models.JSONField(_("order"), default=list, blank=True)  # codes, the first one first
    witness_one = models.CharField(_("first witness"), max_length=40, blank=True)
    witness_two = models.CharField(_("second witness"), max_length=40, blank=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("by"))
    made_at = models.DateTimeField(_("list published"), auto_now_add=True)
    drawn_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("drawn by")
    )
    drawn_at = models.DateTimeField(_("drawn"), null=True, blank=True)
    voided_at = models.DateTimeField(_("given up"), null=True, blank=True)
    void_reason = models.CharField(_("why it was given up"), max_length=120, blank=True)

    objects = DrawQuerySet.as_manager()

    class Meta:
        ordering = ["stage", "pk"]
        verbose_name = _("draw of the order")
        verbose_name_plural = _("draws of the order")
        constraints = [
            models.UniqueConstraint(
                fields=["stage"], condition=Q(voided_at=None), name="competitions_draw_one_stands"
            ),
            models.CheckConstraint(
                condition=~Q(kind="committed") | (~Q(secret="") & ~Q(commitment="")),
                name="competitions_draw_has_seal",
            ),
            models.CheckConstraint(
                condition=~Q(kind="committed")
                | Q(drawn_at=None, public="")
                | (Q(drawn_at__isnull=False) & ~Q(public="")),
                name="competitions_draw_with_public_value",
            ),
            models.CheckConstraint(
                condition=~Q(kind="by_hand")
                | (~Q(witness_one="") & ~Q(witness_two="") & ~Q(witness_one=F("witness_two"))),
                name="competitions_draw_two_witnesses",
            ),
            models.CheckConstraint(
                condition=Q(voided_at=None) | ~Q(void_reason=""),
                name="competitions_draw_void_has_reason",
            ),
        ]

    def __str__(self):
        return f"{self.stage}: {self.get_kind_display()}"

    @property
    def is_by_hand(self):
        return self.kind == self.Kind.BY_HAND

    @property
    def told_secret(self):
        """The secret, once it may be told: after the draw."""
        return self.secret if self.drawn_at else ""

    def codes(self):
        return [row["code"] for row in self.listed]
