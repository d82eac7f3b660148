"""What a stage asks of the units below it, and who may step in for whom."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from competitions.models.contests import Entry, Stage
from organisation.models import Person, Post, Unit
from organisation.periods import today
from organisation.rights import Act


class CallQuerySet(models.QuerySet):
    def sent(self):
        return self.filter(sent_at__isnull=False, stage__contest__announced_at__isnull=False)

    def open_at(self, moment):
        return self.sent().filter(closes_at__gt=moment)

    def readable_by(self, person):
        """Sent ones she may see the stage of; hers also before they are sent."""
        seen = Q(pk__in=self.sent().filter(stage__in=Stage.objects.visible_to(person)).values("pk"))
        return self.filter(seen | Q(stage__in=Stage.objects.editable_by(person)))


class Call(models.Model):
    """Which units may enter whom for a stage, how many, and until when."""

    class Asks(models.IntegerChoices):
        TOWNSHIP = Unit.Level.TOWNSHIP, _("the townships")
        VILLAGE = Unit.Level.VILLAGE, _("the villages")

    stage = models.OneToOneField(
        Stage, models.CASCADE, related_name="call", verbose_name=_("stage")
    )
    asks = models.PositiveSmallIntegerField(_("who is asked"), choices=Asks)
    quota = models.PositiveSmallIntegerField(_("entries of each of them"), default=1)
    fewest = models.PositiveSmallIntegerField(_("people in an entry, at least"), default=1)
    most = models.PositiveSmallIntegerField(_("people in an entry, at most"), default=1)
    substitutes = models.PositiveSmallIntegerField(_("substitutes, at most"), default=0)
    posts = models.JSONField(_("posts"), default=list)  # kinds of post one of which is needed
    closes_at = models.DateTimeField(_("registration until"))
    sent_at = models.DateTimeField(_("sent out"), null=True, blank=True)
    sent_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("done by")
    )

    objects = CallQuerySet.as_manager()

    class Meta:
        ordering = ["closes_at", "pk"]
        verbose_name = _("call for entries")
        verbose_name_plural = _("calls for entries")
        constraints = [
            models.CheckConstraint(
                condition=Q(quota__gte=1, fewest__gte=1, most__gte=F("fewest"), most__lte=9),
                name="competitions_call_asks_for_somebody",
            ),
            models.CheckConstraint(
                condition=Q(substitutes__lte=9), name="competitions_call_few_substitutes"
            ),
        ]

    def __str__(self):
        return str(self.stage)

    @property
    def is_open(self):
        return self.sent_at is not None and self.closes_at > timezone.now()

    @property
    def post_words(self):
        return [str(Post.Kind(kind).label) for kind in self.posts]

    def units(self):
        """Those that may enter somebody."""
        return Unit.objects.within(self.stage.unit).now().filter(level=self.asks)

    def units_of(self, person):
        """Those for which she may enter somebody."""
        return self.units() & Unit.objects.run_by(person, Act.ENTER_CONTESTS)

    def eligible(self, unit):
        """Who may take part for a unit: by one of the posts, in it or below it."""
        here = Unit.objects.within(unit)
        return Person.objects.posted_in(here, today(), self.posts).filter(is_active=True)


class Substitute(models.Model):
    """Named with the entry; steps in for one of its people before the order is drawn."""

    entry = models.ForeignKey(
        Entry, models.CASCADE, related_name="substitutes", verbose_name=_("entry")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="substitute_in", verbose_name=_("person")
    )
    replaced = models.ForeignKey(
        Person,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("in the place of"),
    )
    stepped_in_at = models.DateTimeField(_("stepped in"), null=True, blank=True)
    by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("done by")
    )
    reason = models.CharField(_("reason"), max_length=120, blank=True)

    class Meta:
        ordering = ["entry", "pk"]
        verbose_name = _("substitute")
        verbose_name_plural = _("substitutes")
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "person"], name="competitions_substitute_once"
            ),
            models.CheckConstraint(
                condition=Q(replaced=None, stepped_in_at=None)
                | Q(replaced__isnull=False, stepped_in_at__isnull=False) & ~Q(reason=""),
                name="competitions_substitute_for_somebody",
            ),
        ]

    def __str__(self):
        return str(self.person)
