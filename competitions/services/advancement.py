"""From a published result to the stage above."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from competitions.advance import StillTied, advancing, advancing_exactly, one_of_each, settled
from competitions.board import board_of
from competitions.models import Advancement, Call, Origin, Performance, Stage
from competitions.services.contests import enter_last
from competitions.services.refusal import ContestRefused
from competitions.services.registration import refuse_over_quota
from inbox import services as inbox
from ledger import log
from organisation.models import Unit

Rule = Advancement.Rule


@dataclass(frozen=True)
class Going:
    """What would follow from a rule; `tie` has to be decided before it can."""

    rows: list[dict]  # of the snapshot, who goes on
    tie: list[dict]
    places: int = 0  # for so many of the tie


def stages_above(stage):
    """Where entries may go on to: of the same contest, of the unit or above it, not begun."""
    above = Unit.paths_to(stage.unit.path)
    begun = Performance.objects.begun().values("stage")
    return (
        stage.contest.stages.filter(unit__path__in=above, held_on__gte=stage.held_on)
        .exclude(pk=stage.pk)
        .exclude(pk__in=begun)
    )


def going_on(stage, rule, places, chosen=()):
    """Who goes on by the published result; `chosen` are codes of entries preferred in a tie."""
    board = board_of(stage)
    if not board.is_over:
        raise ContestRefused(_("The result of the whole stage must be published first."))
    rows = {row["code"]: row for row in board.rows}
    ranks = {code: row["rank"] for code, row in rows.items()}
    try:
        codes = settled(_choice(rule, places, stage), ranks, set(chosen))
    except StillTied as tie:
        return Going([], [rows[code] for code in tie.entries], tie.places)
    return Going([rows[code] for code in codes], [])


def _choice(rule, places, stage):
    if rule == Rule.SHARED:
        return lambda ranks: advancing(ranks, places)
    if rule == Rule.EXACT:
        return lambda ranks: advancing_exactly(ranks, places)
    entries = stage.entries.select_related("unit", "stage__unit")
    unit_of = {f"{entry.order_no:02d}": entry.delegation or entry.unit.path for entry in entries}
    return lambda ranks: sorted(one_of_each(ranks, unit_of).values(), key=ranks.get)


def advance(stage, to_stage, rule, places, person, chosen=(), decision=""):
    """Enters them on the stage above; a tie must have been decided, in words, by the panel."""
    try:
        with transaction.atomic():
            return _advance(stage, to_stage, rule, places, person, chosen, decision)
    except IntegrityError:
        raise ContestRefused(_("They have gone on already, or a name is taken there.")) from None


def _advance(stage, to_stage, rule, places, person, chosen, decision):
    going = going_on(stage, rule, places, chosen)
    if going.tie:
        words = _("There is a tie: choose exactly %(places)s.") % {"places": going.places}
        raise ContestRefused(words)
    if chosen and not decision:
        raise ContestRefused(_("Write how the tie was decided."))
    to_stage = Stage.objects.select_for_update(of=("self",)).get(pk=to_stage.pk)
    if to_stage.draws.standing().exists():
        raise ContestRefused(_("The list for the draw is published. Nothing is changed any more."))
    titles = [row["title"] for row in going.rows]
    decided = [row["title"] for row in going.rows if row["tied"] and row["code"] in chosen]
    act = Advancement.objects.create(
        from_stage=stage, to_stage=to_stage, snapshot=board_of(stage).shown.snapshot, rule=rule,
        places=places, decided=decided, decision=decision if decided else "", made_by=person,
    )  # fmt: skip
    before = stage.entries.select_related("unit").prefetch_related("people")
    entries = {entry.order_no: entry for entry in before}
    for row in going.rows:
        _enter(act, entries[int(row["code"])], row)
    log.append(
        stage.log, "advanced", person,
        stage=stage.title, to=to_stage.title, rule=rule, places=places, entries=titles,
        decided=act.decided, decision=act.decision,
    )  # fmt: skip
    return act


def _enter(act, before, row):
    """On the stage above it stands for the unit that competes there: its township."""
    stage = act.to_stage
    unit = _competing(stage, before.unit)
    call = Call.objects.filter(stage=stage).first()
    if call is not None and unit.level == call.asks:
        refuse_over_quota(call, unit)
    people = list(before.people.all())
    entry = enter_last(stage, unit, before.title, people)
    Origin.objects.create(
        entry=entry, advancement=act, came_from=before, rank=row["rank"], total=row["total"]
    )
    inbox.send(
        people,
        _("You go on to %(stage)s") % {"stage": stage},
        url=stage.get_absolute_url(),
        key=f"competitions.advanced.{entry.pk}",
    )


def _competing(stage, unit):
    end = len(stage.unit.path) + Unit.steplen
    return Unit.objects.get(path=unit.path[:end]) if len(unit.path) > end else unit
