"""A correction after the lock: a reason, two people, a new sheet, a new result (§2.13)."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from competitions.closing import are_awards_out
from competitions.models import Correction, Performance, ResultSnapshot, Sheet, Stage, Timing
from competitions.services.compilation import compile_result
from competitions.services.quiz import correcting
from competitions.services.refusal import ContestRefused
from competitions.services.results import refuse_judges
from competitions.services.sheets import plain, read_marks, write_marks
from competitions.services.timing import charge
from ledger import log

State = Performance.State
SIGNED = (State.LOCKED, State.PUBLISHED)


def propose_marks(sheet, marks, reason, person):
    """Other marks on a judge's sheet, as her paper or she herself says they should be."""
    values = read_marks(sheet.performance.stage.rule_set.rules, marks)
    after = {"marks": {key: plain(value) for key, value in values.items()}}
    return _propose(sheet.performance, sheet, _of_sheet(sheet), after, reason, person)


def propose_void(sheet, reason, person):
    """The sheet should not have counted."""
    return _propose(
        sheet.performance,
        sheet,
        _of_sheet(sheet),
        {"state": Sheet.State.VOID.value},
        reason,
        person,
    )


def propose_time(performance, seconds, reason, person):
    timing = performance.timings.current().first()
    if timing is None or timing.is_running:
        raise ContestRefused(_("No time was noted for this entry."))
    before = {"seconds": timing.seconds}
    return _propose(performance, None, before, {"seconds": seconds}, reason, person)


def propose_line(event, decision, reason, person):
    """Of a quiz: a line of the ledger is judged otherwise, taken back, or its question void."""
    before = {"outcome": event.outcome or event.act}
    if before["outcome"] == decision:
        raise ContestRefused(_("Nothing would change."))
    if _standing(event.quiz.stage) is None:
        raise ContestRefused(_("The result is not signed yet. Until then the host puts it right."))
    correcting.refuse_impossible(event, decision)
    about = {"event": event, "before": before, "after": {"outcome": decision}}
    return _create(event.quiz.stage, reason, person, **about)


def _of_sheet(sheet):
    if not sheet.is_in:
        return {"state": str(sheet.state)}
    return {"marks": {key: plain(value) for key, value in sheet.values().items()}}


def _propose(performance, sheet, before, after, reason, person):
    if performance.state not in SIGNED:
        raise ContestRefused(_("This entry is not locked. The desk can put it right."))
    if before == after:
        raise ContestRefused(_("Nothing would change."))
    about = {"performance": performance, "sheet": sheet, "before": before, "after": after}
    return _create(performance.stage, reason, person, **about)


def _create(stage, reason, person, **about):
    _refuse_too_late(stage)
    refuse_judges(stage, person)
    try:
        with transaction.atomic():
            made = Correction.objects.create(
                stage=stage,
                reason=reason,
                proposer=person,
                snapshot_from=_standing(stage),
                **about,
            )
            log.append(stage.log, "correction proposed", person, **_facts(made))
    except IntegrityError:
        raise ContestRefused(_("Another correction of this stage waits to be approved.")) from None
    return made


def _standing(stage):
    """The signed result that counts: one that waits to be published, else the published one."""
    signed = stage.snapshots.filter(discarded_at=None).exclude(confirmed_by=None)
    return signed.order_by("-number").first()


def _refuse_too_late(stage):
    if are_awards_out(stage):
        raise ContestRefused(_("The awards are handed out. The result stays as it is."))


@transaction.atomic
def approve(correction, person):
    """The second person: from now on the new sheet counts, and a new result waits to be shown."""
    stage = Stage.objects.select_for_update(of=("self",)).get(pk=correction.stage_id)
    _refuse_too_late(stage)
    refuse_judges(stage, person)
    if person.pk == correction.proposer_id:
        raise ContestRefused(_("Another person must approve what you proposed."))
    waiting = stage.snapshots.in_work().first()
    if waiting is not None and waiting.confirmed_by_id is None:
        raise ContestRefused(_("A result waits for its signature. Sign it or send it back first."))
    taken = Correction.objects.open().filter(pk=correction.pk)
    if not taken.exists():
        raise ContestRefused(_("This correction is not open any more."))
    _write(correction, person)
    snapshot, changes = _compile_anew(correction, stage, waiting, person)
    taken.update(approver=person, approved_at=timezone.now(), snapshot_to=snapshot, changes=changes)
    log.append(
        stage.log, "correction approved", person, **_facts(correction),
        result=snapshot.number, rules=snapshot.rule_hash, marks=snapshot.input_hash,
        changes=changes,
    )  # fmt: skip
    return snapshot


@transaction.atomic
def decline(correction, reason, person):
    """Nothing changes; the proposal stays to be read."""
    declined = Correction.objects.open().filter(pk=correction.pk)
    if not declined.update(declined_at=timezone.now(), decline_reason=reason):
        raise ContestRefused(_("This correction is not open any more."))
    log.append(
        correction.stage.log, "correction declined", person, why=reason, **_facts(correction)
    )


def _write(correction, person):
    """A new version; what was signed stays and no longer counts."""
    if correction.event_id is not None:
        return correcting.write(correction, person)
    if correction.sheet_id is None:
        return _write_time(correction, person)
    old, after = correction.sheet, correction.after
    if not Sheet.objects.current().filter(pk=old.pk).update(is_current=False):
        raise ContestRefused(_("This sheet has been replaced already."))
    state = after.get("state", Sheet.State.SUBMITTED)
    new = Sheet.objects.create(
        seat=old.seat,
        performance=old.performance,
        version=old.version + 1,
        state=state,
        reason=correction.reason[:120] if "state" in after else "",
        submitted_at=timezone.now(),
        entered_by=correction.proposer,
        confirmed_by=person,
    )
    if "marks" in after:
        write_marks(new, read_marks(correction.stage.rule_set.rules, after["marks"]))
    return None


def _write_time(correction, person):
    performance, seconds = correction.performance, correction.after["seconds"]
    current = performance.timings.current()
    if not current.update(is_current=False):
        raise ContestRefused(_("No time was noted for this entry."))
    points, line = charge(correction.stage, seconds)
    Timing.objects.create(
        performance=performance,
        version=performance.timings.count() + 1,
        seconds=seconds,
        points=points,
        line=line,
        taken_by=person,
        taken_at=timezone.now(),
    )


def _compile_anew(correction, stage, waiting, person):
    """The same entries as in the result before, signed by proposer and approver."""
    before = correction.snapshot_from
    if waiting is not None:
        before = waiting
        ResultSnapshot.objects.filter(pk=waiting.pk).update(
            discarded_at=timezone.now(), discard_reason=correction.reason
        )
    data, rule_hash, input_hash = _compiled(correction, stage, before)
    now = timezone.now()
    snapshot = ResultSnapshot.objects.create(
        stage=stage,
        number=stage.snapshots.order_by("-number").first().number + 1,
        data=data,
        rule_hash=rule_hash,
        input_hash=input_hash,
        locked_by=correction.proposer,
        locked_at=correction.proposed_at,
        confirmed_by=person,
        confirmed_at=now,
    )
    if waiting is not None:
        stage.performances.filter(snapshot=waiting).update(snapshot=snapshot)
    return snapshot, changes_between(before.data, data)


def _compiled(correction, stage, before):
    if correction.event_id is not None:
        return correcting.compile_anew(stage)
    return compile_result(stage, stage.performances.in_state(*SIGNED), before.data)


def changes_between(before, after):
    """Every entry whose total or rank is another, with both."""
    old = {row["code"]: row for row in before["results"]}
    return [
        {
            "code": row["code"],
            "title": row["title"],
            "total": [old[row["code"]]["total"], row["total"]],
            "rank": [old[row["code"]]["rank"], row["rank"]],
        }
        for row in after["results"]
        if row["code"] in old
        and (old[row["code"]]["total"], old[row["code"]]["rank"]) != (row["total"], row["rank"])
    ]


def _facts(correction):
    seat = correction.sheet.seat.number if correction.sheet_id else None
    line = {"line": correction.event.number} if correction.event_id else {"seat": seat}
    return {
        "entry": str(correction.about),
        **line,
        "before": correction.before,
        "after": correction.after,
        "reason": correction.reason,
    }
