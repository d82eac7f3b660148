"""What may change in the programme: goal, connections, money. Each change leaves a line."""

from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ledger import log
from organisation.periods import today
from programme.models import Budget, Goal, Spending, VillageConnection

STREAM = "programme"


class ProgrammeRefused(Exception):
    """Its message may be shown to the person who asked."""


@transaction.atomic
def set_goal(person, year, percent):
    goal, _new = Goal.objects.update_or_create(year=year, defaults={"percent": percent})
    log.append(STREAM, "goal set", person, year=year, percent=str(percent))
    return goal


@transaction.atomic
def set_budget(person, unit, year, amount):
    if amount <= 0:
        raise ProgrammeRefused(_("A budget is more than 0 yuan."))
    budget, _new = Budget.objects.update_or_create(
        unit=unit, year=year, defaults={"amount": amount}
    )
    log.append(STREAM, "budget set", person, unit=unit.pk, year=year, amount=str(amount))
    return budget


@transaction.atomic
def book_spending(person, unit, kind, amount, day, voucher, purpose):
    """Spending beyond the budget is booked: the money is gone, the book must say so.

    `overspent` tells by how much, for the page to warn.
    """
    if day > today():
        raise ProgrammeRefused(_("This day has not come yet. Book it when the money is spent."))
    if not amount:
        raise ProgrammeRefused(_("Fill in the amount on the voucher."))
    if not Budget.objects.filter(unit=unit, year=day.year).exists():
        raise ProgrammeRefused(
            _("%(unit)s has no budget for %(year)s yet. Set the budget first.")
            % {"unit": unit, "year": day.year}
        )
    try:
        with transaction.atomic():
            line = Spending.objects.create(
                unit=unit, kind=kind, amount=amount, day=day, voucher=voucher, purpose=purpose
            )
    except IntegrityError:
        raise ProgrammeRefused(
            _("Voucher %(voucher)s is in the book already.") % {"voucher": voucher}
        ) from None
    log.append(STREAM, "money spent", person, line=line.pk, amount=str(amount), voucher=voucher)
    return line


def overspent(unit, year):
    """How much more was spent than the unit may spend in the year; 0 when it keeps to it."""
    budget = Budget.objects.filter(unit=unit, year=year).first()
    spent = Spending.objects.filter(unit=unit).in_year(year).total()
    return max(spent - budget.amount, Decimal(0)) if budget else Decimal(0)


@transaction.atomic
def connect(person, village, way, day):
    if day > today():
        raise ProgrammeRefused(_("This day has not come yet. Enter it when the village is online."))
    last = village.connections.first()
    if last is not None and last.ended_on is None:
        raise ProgrammeRefused(_("This village is online already."))
    if last is not None and day < last.ended_on:
        raise ProgrammeRefused(
            _("The last connection ended on %(day)s. Choose that day or a later one.")
            % {"day": f"{last.ended_on:%Y-%m-%d}"}
        )
    try:
        with transaction.atomic():
            made = VillageConnection.objects.create(
                village=village, way=way, connected_on=day, checked_on=day
            )
    except IntegrityError:
        raise ProgrammeRefused(_("This village is online already.")) from None
    log.append(STREAM, "village connected", person, village=village.pk, way=way, day=str(day))
    return made


@transaction.atomic
def disconnect(person, connection, day, reason):
    if not connection.connected_on <= day <= today():
        raise ProgrammeRefused(_("Choose a day between the day it was connected and today."))
    ended = VillageConnection.objects.filter(pk=connection.pk, ended_on=None).update(
        ended_on=day, reason=reason
    )
    if not ended:
        raise ProgrammeRefused(_("This connection has ended already."))
    log.append(
        STREAM, "village cut off", person, village=connection.village_id, day=str(day), why=reason
    )


@transaction.atomic
def check(person, connection, day):
    """Somebody saw on that day that the village is online."""
    if not VillageConnection.objects.filter(pk=connection.pk, ended_on=None).update(checked_on=day):
        raise ProgrammeRefused(_("This connection has ended already."))
    log.append(STREAM, "connection checked", person, village=connection.village_id, day=str(day))
