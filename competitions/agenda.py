"""What this app asks of a person on a day."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from competitions.models import (
    AwardList,
    Call,
    Contest,
    Correction,
    Entry,
    Performance,
    Quiz,
    ResultSnapshot,
    Seat,
    Sheet,
    Stage,
    Timekeeper,
)
from organisation.agenda import AgendaItem, MenuItem, Urgency
from organisation.rights import Act, posts_that_may

AHEAD = timedelta(days=5)
NEAR = timedelta(days=3)  # a deadline that becomes work of today


def agenda(person, day):
    return [
        *_sheets_that_wait(person, day),
        *_seats(person, day),
        *_clocks(person, day),
        *_signatures(person, day),
        *_corrections(person, day),
        *_stages_to_hold(person, day),
        *_own_contests(person, day),
        *_quizzes_to_host(person, day),
        *_calls(person, day),
        *_awards(person, day),
    ]


def _sheets_that_wait(person, day):
    sheets = Sheet.objects.awaited().filter(
        seat__judge=person, performance__state=Performance.State.OPEN, entered_by=None
    )
    return [
        AgendaItem(
            when=day,
            title=_("Mark %(entry)s") % {"entry": sheet.performance.entry},
            url=sheet.seat.get_absolute_url(),
            urgency=Urgency.NOW,
            note=str(sheet.performance.stage),
            act=_("Open the pad"),
        )
        for sheet in sheets.select_related("seat", "performance__entry", "performance__stage")
    ]


def _seats(person, day):
    seats = Seat.objects.held_by(person).filter(panel__stage__held_on__range=(day, day + AHEAD))
    return [
        AgendaItem(
            when=seat.panel.stage.held_on,
            title=_("You judge: %(stage)s") % {"stage": seat.panel.stage},
            url=seat.get_absolute_url(),
            urgency=_on(day, seat.panel.stage),
            note=seat.panel.stage.place,
        )
        for seat in seats.select_related("panel__stage")
    ]


def _clocks(person, day):
    """Stages on which she was named to take the time."""
    named = Timekeeper.objects.filter(person=person, stage__held_on__range=(day, day + AHEAD))
    return [
        AgendaItem(
            when=one.stage.held_on,
            title=_("You take the time: %(stage)s") % {"stage": one.stage},
            url=reverse("competitions:timekeeping", args=[one.stage_id]),
            urgency=_on(day, one.stage),
            note=one.stage.place,
        )
        for one in named.select_related("stage")
    ]


def _signatures(person, day):
    """Results that wait for a second signature, which the person may give."""
    waiting = ResultSnapshot.objects.watched_by(person).in_work().filter(confirmed_by=None)
    return [
        AgendaItem(
            when=day,
            title=_("Confirm a result: %(stage)s") % {"stage": snapshot.stage},
            url=reverse("competitions:result_check", args=[snapshot.pk]),
            act=_("Check it"),
        )
        for snapshot in waiting.exclude(locked_by=person).select_related("stage")
    ]


def _corrections(person, day):
    """Corrections somebody else proposed, which the person may approve."""
    waiting = Correction.objects.watched_by(person).open().exclude(proposer=person)
    return [
        AgendaItem(
            when=day,
            title=_("Approve a correction: %(entry)s") % {"entry": made.about},
            url=made.get_absolute_url(),
            note=made.reason,
            act=_("Check it"),
        )
        for made in waiting.select_related("performance__entry")
    ]


def _stages_to_hold(person, day):
    stages = Stage.objects.editable_by(person).filter(held_on__range=(day, day + AHEAD))
    return [
        AgendaItem(
            when=stage.held_on,
            title=_("Contest: %(stage)s") % {"stage": stage},
            url=_desk_of(stage),
            urgency=_on(day, stage),
            note=stage.place,
            act=_("Control desk") if stage.held_on == day else "",
        )
        for stage in stages.select_related("quiz")
    ]


def _desk_of(stage):
    if hasattr(stage, "quiz"):
        return reverse("competitions:quiz_desk", args=[stage.quiz.pk])
    return reverse("competitions:desk", args=[stage.pk])


def _quizzes_to_host(person, day):
    """For a host who does not hold the stage: those who do have it in their list already."""
    held = Stage.objects.editable_by(person).values("pk")
    quizzes = Quiz.objects.filter(host=person, stage__held_on__range=(day, day + AHEAD))
    return [
        AgendaItem(
            when=quiz.stage.held_on,
            title=_("You host: %(stage)s") % {"stage": quiz.stage},
            url=reverse("competitions:quiz_desk", args=[quiz.pk]),
            urgency=_on(day, quiz.stage),
            note=quiz.stage.place,
            act=_("Host's page"),
        )
        for quiz in quizzes.exclude(stage__in=held).select_related("stage")
    ]


def _own_contests(person, day):
    entries = Entry.objects.of(person).filter(stage__held_on__range=(day, day + AHEAD))
    return [
        AgendaItem(
            when=entry.stage.held_on,
            title=_("You take part: %(stage)s") % {"stage": entry.stage},
            url=entry.stage.get_absolute_url(),
            urgency=_on(day, entry.stage),
            note=_("Number %(number)s") % {"number": entry.order_no},
        )
        for entry in entries.select_related("stage")
    ]


def _calls(person, day):
    """Calls that ask a unit of one of her posts which has entered nobody yet."""
    kinds = posts_that_may(Act.ENTER_CONTESTS)
    units = [post.unit for post in person.posts_on(day).filter(kind__in=kinds)]
    asked = Call.objects.open_at(timezone.now()).filter(asks__in={unit.level for unit in units})
    entered = set(Entry.objects.filter(unit__in=units).values_list("stage", "unit"))
    return [
        AgendaItem(
            when=call.closes_at,
            title=_("Enter for %(stage)s") % {"stage": call.stage},
            url=reverse("competitions:registration", args=[call.stage_id]),
            urgency=Urgency.TODAY
            if timezone.localdate(call.closes_at) <= day + NEAR
            else Urgency.LATER,
            note=unit.name,
            act=_("Enter"),
        )
        for call in asked.select_related("stage__unit")
        for unit in units
        if call.asks == unit.level
        and unit.path.startswith(call.stage.unit.path)
        and (call.stage_id, unit.pk) not in entered
    ]


def _awards(person, day):
    """Lists of awards that wait for a second pair of eyes, which the person may be."""
    waiting = AwardList.objects.watched_by(person).in_work().filter(checked_by=None)
    return [
        AgendaItem(
            when=day,
            title=_("Check the awards: %(stage)s") % {"stage": award_list.stage},
            url=reverse("competitions:award_work", args=[award_list.stage_id]),
            act=_("Check it"),
        )
        for award_list in waiting.exclude(compiled_by=person).select_related("stage")
    ]


def _on(day, stage):
    return Urgency.TODAY if stage.held_on == day else Urgency.NEXT


def menu(person):
    items = [MenuItem(_("Contests"), reverse("competitions:contest_list"))]
    if Contest.objects.editable_by(person).exists():
        items.append(MenuItem(_("New contest"), reverse("competitions:contest_create")))
    return items
