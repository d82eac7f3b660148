"""Contests in a person's training record."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from competitions.models import Award, AwardList, Entry
from credentials.record import Line, Source
from organisation.periods import today


def contests(person):
    """Stages she took part in that are over; her award beside, once it is published."""
    entries = Entry.objects.of(person).filter(stage__held_on__lte=today())
    lists = AwardList.objects.published()
    awards = Award.objects.filter(entry__in=entries, award_list__in=lists)
    won = {}
    for entry, title in awards.values_list("entry", "title"):
        won.setdefault(entry, []).append(title)
    return [
        Line(
            day=entry.stage.held_on,
            title=f"{entry.stage.contest} · {entry.stage}",
            note=str(entry),
            url=reverse("competitions:result_list", args=[entry.stage_id]),
            tag=_(", ").join(won.get(entry.pk, [])),
        )
        for entry in entries.select_related("stage__contest")
    ]


SOURCE = Source("competitions", gettext_lazy("Contests"), contests)
