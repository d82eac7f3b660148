"""The figures this app offers the monthly notice, in printing order."""

from decimal import Decimal

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from competitions.models import Award, Entry, Performance
from competitions.models.reveal import in_full
from competitions.showing import shown_in_full
from organisation.indicators import Figure, Indicator
from organisation.models import Unit


def townships_with_team(units, month):
    """1 of 1 for a township that held its own stage or is on a stage of the county this year."""
    townships = {unit.pk for unit in units if unit.level == Unit.Level.TOWNSHIP}
    own = Q(in_full(), stage__unit__in=townships, state=Performance.State.PUBLISHED)
    above = Q(entry__unit__in=townships, stage__unit__level__lt=Unit.Level.TOWNSHIP)
    performances = Performance.objects.filter(
        own | above,
        stage__contest__announced_at__isnull=False,
        stage__contest__year=month.year,
        stage__held_on__lte=month.last,
    )
    pairs = performances.order_by().values_list("stage__unit", "entry__unit").distinct()
    with_team = {unit for pair in pairs for unit in pair}
    return {pk: Figure(Decimal(pk in with_team), Decimal(1)) for pk in townships}


def entries_judged(units, month):
    held = Performance.objects.filter(stage__unit__in=units, stage__held_on__range=month.span)
    published = shown_in_full(held)
    rows = published.order_by().values_list("stage__unit").annotate(n=Count("pk"))
    return {unit: Figure(Decimal(n)) for unit, n in rows}


def villages_entered(units, month):
    """1 of 1 for a village with an entry on any stage of this year's contests up to this month."""
    villages = {unit.pk for unit in units if unit.level == Unit.Level.VILLAGE}
    entries = Entry.objects.filter(
        unit__in=villages,
        stage__contest__announced_at__isnull=False,
        stage__contest__year=month.year,
        stage__held_on__lte=month.last,
    )
    entered = set(entries.order_by().values_list("unit", flat=True))
    return {pk: Figure(Decimal(pk in entered), Decimal(1)) for pk in villages}


def awards_won(units, month):
    """Awards published this month, for the unit they went to."""
    begins, ends = month.moments
    awards = Award.objects.filter(
        unit__in=units,
        award_list__published_at__gte=begins,
        award_list__published_at__lt=ends,
        award_list__discarded_at=None,
    )
    rows = awards.order_by().values_list("unit").annotate(n=Count("pk"))
    return {unit: Figure(Decimal(n)) for unit, n in rows}


INDICATORS = [
    Indicator(
        key="competitions.townships_with_team",
        label=_("townships with a team"),
        definition=_("Townships that held their own stage this year, or are on one of the county."),
        unit="share",
        measure=townships_with_team,
    ),
    Indicator(
        key="competitions.entries_judged",
        label=_("entries judged"),
        definition=_("Contest entries of stages held this month whose result is published."),
        unit="count",
        measure=entries_judged,
    ),
    Indicator(
        key="competitions.villages_entered",
        label=_("villages in a contest"),
        definition=_("Villages with an entry on a stage of this year's contests."),
        unit="share",
        measure=villages_entered,
    ),
    Indicator(
        key="competitions.awards_won",
        label=_("contest awards"),
        definition=_("Awards of contests whose list was published this month."),
        unit="count",
        measure=awards_won,
    ),
]
