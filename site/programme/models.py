"""What the county set itself, what it has, what it spent: goal, connections, money."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from organisation.models import Unit
from organisation.rights import Act


class Goal(models.Model):
    """One goal a year: the share of villages that are to be online at its end."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    percent = models.DecimalField(
        _("villages online, in percent"),
        max_digits=4,
        decimal_places=1,
        default=Decimal(100),
        validators=[MinValueValidator(Decimal(1)), MaxValueValidator(Decimal(100))],
    )

    class Meta:
        ordering = ["-year"]
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__gt=0, percent__lte=100), name="programme_goal_is_a_share"
            )
        ]

    def __str__(self):
        return f"{self.year}: {self.percent} %"


class ConnectionQuerySet(models.QuerySet):
    def on(self, day):
        """Connections that were there on a day."""
        return self.filter(connected_on__lte=day).filter(
            Q(ended_on=None) | Q(ended_on__gt=day),
        )

    def visible_to(self, person):
        return self.filter(village__in=Unit.objects.run_by(person, Act.SEE_BOARD))

    def editable_by(self, person):
        return self.filter(village__in=Unit.objects.run_by(person, Act.KEEP_PROGRAMME))


class VillageConnection(models.Model):
    """A village is online from a day on, up to (not including) another; one at a time."""

    class Way(models.TextChoices):
        FIBRE = "fibre", _("fibre")
        MOBILE = "mobile", _("mobile network")
        CABLE = "cable", _("telephone line")

    village = models.ForeignKey(
        Unit, models.PROTECT, related_name="connections", verbose_name=_("village")
    )
    way = models.CharField(_("way"), max_length=10, choices=Way)
    connected_on = models.DateField(_("connected on"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    reason = models.CharField(_("why it ended"), max_length=120, blank=True)
    checked_on = models.DateField(_("last checked on"), null=True, blank=True)

    objects = ConnectionQuerySet.as_manager()

    class Meta:
        ordering = ["-connected_on", "-pk"]
        verbose_name = _("connection of a village")
        verbose_name_plural = _("connections of villages")
        constraints = [
            models.UniqueConstraint(
                fields=["village"], condition=Q(ended_on=None), name="programme_connection_one"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("connected_on")),
                name="programme_connection_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return f"{self.village}, {self.get_way_display()}"


class BudgetQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self.filter(unit__in=Unit.objects.run_by(person, Act.SEE_BOARD))


class Budget(models.Model):
    """What a unit may spend on the programme in a year."""

    year = models.PositiveSmallIntegerField(_("year"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="budgets", verbose_name=_("unit"))
    amount = models.DecimalField(_("amount in yuan"), max_digits=12, decimal_places=2)

    objects = BudgetQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "unit__path"]
        verbose_name = _("budget")
        verbose_name_plural = _("budgets")
        constraints = [
            models.UniqueConstraint(fields=["year", "unit"], name="programme_budget_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="programme_budget_is_money"),
        ]

    def __str__(self):
        return f"{self.year} {self.unit}"


class SpendingQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self.filter(unit__in=Unit.objects.run_by(person, Act.SEE_BOARD))

    def in_year(self, year):
        return self.filter(day__year=year)

    def total(self):
        return self.aggregate(total=Sum("amount"))["total"] or Decimal(0)


class Spending(models.Model):
    """One line of the book: never changed; a mistake is put right by a line with a minus."""

    class Kind(models.TextChoices):
        TRAINING = "training", _("training")
        EQUIPMENT = "equipment", _("equipment")
        NETWORK = "network", _("network")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="spendings", verbose_name=_("unit"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    amount = models.DecimalField(_("amount in yuan"), max_digits=12, decimal_places=2)
    day = models.DateField(_("day"))
    voucher = models.CharField(_("voucher number"), max_length=40)
    purpose = models.CharField(_("what for"), max_length=120)

    objects = SpendingQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-pk"]
        verbose_name = _("spending")
        verbose_name_plural = _("spendings")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "voucher"], name="programme_spending_voucher_once"
            ),
            models.CheckConstraint(condition=~Q(amount=0), name="programme_spending_is_money"),
        ]
        indexes = [models.Index(fields=["unit", "day"], name="programme_spending_of_unit")]

    def __str__(self):
        return f"{self.voucher} {self.purpose}"

    def get_absolute_url(self):
        return reverse("programme:money") + f"?year={self.day.year}"
