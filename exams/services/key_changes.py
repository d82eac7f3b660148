"""A wrong key is put right: proposed, approved by a second person, marked by a job, told."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from exams import papers, rekeying
from exams.models import Attempt, Exam, KeyChange, Score
from exams.services import messages, remarking
from ledger import jobs, log
from organisation.models import Person


class KeyRefused(Exception):
    """Its message may be shown to the person who asked."""


@dataclass(frozen=True)
class Effect:
    """What a change does to results: people whose points, and whether they passed, differ."""

    people: int
    other_points: int
    pass_now: int
    fail_now: int


def frozen_of(exam, version):
    """The question as it was asked; None where it was not."""
    asked = papers.all_questions(exam.paper.content)
    return next((one for one in asked if one["version"] == version), None)


def question_of(exam, version):
    """The same with the key that counts now."""
    found = frozen_of(exam, version)
    rule = found and _rule_now(exam, found)
    return rekeying.with_key(found, rule.key) if rule and rule.way == rekeying.KEY else found


def _rule_now(exam, question):
    """How the question counts: by the last change, or by the key on the paper."""
    rules = KeyChange.objects.rules_in(exam.marking_run)
    own = [rule for rule in rules if rule.version == question["version"]]
    first = rekeying.Change(question["version"], rekeying.KEY, rekeying.key_of(question))
    return [first, *own][-1]


def propose(exam, version, way, key, reason, actor, now):
    """The first of two people."""
    _refuse(exam, now)
    change = KeyChange(exam=exam, version_id=version, way=way, key=key, reason=reason)
    if change.rule == _rule_now(exam, frozen_of(exam, version)):
        raise KeyRefused(_("This is what counts already."))
    if way == KeyChange.Way.NONE and _leaves_nothing(exam, change):
        raise KeyRefused(_("Somebody would have no question left. Give everybody the points."))
    change.proposed_by, change.proposed_at = actor, now
    try:
        with transaction.atomic():
            change.save()
            log.append(f"exam/{exam.pk}", "propose key", actor, version=version, reason=reason)
    except IntegrityError as error:
        raise KeyRefused(
            _("A change of this question is proposed already. It is decided first.")
        ) from error
    return change


def _refuse(exam, now):
    if exam.is_draft or exam.closes_at > now:
        raise KeyRefused(_("The exam is not over yet."))
    try:
        remarking.refuse_while_answering(exam)
    except remarking.MarkingRefused as refusal:
        raise KeyRefused(str(refusal)) from refusal


def _leaves_nothing(exam, change):
    rules = [*KeyChange.objects.rules_in(exam.marking_run), change.rule]
    sat = exam.attempts.exclude(state=Attempt.State.OPEN)
    return any(not rekeying.content_with(attempt.content, rules)["questions"] for attempt in sat)


@transaction.atomic
def take_back(change, actor):
    """Who proposed it may take it back until it is decided."""
    change = KeyChange.objects.select_for_update().get(pk=change.pk)
    if not change.is_pending:
        raise KeyRefused(_("This is decided already."))
    if change.proposed_by_id != actor.pk:
        raise KeyRefused(_("Who proposed it can take it back; others decide."))
    log.append(f"exam/{change.exam_id}", "take back key", actor, version=change.version_id)
    change.delete()


@transaction.atomic
def decide(change, accepted, actor, now):
    """The second of two people; agreed, a job marks the exam anew."""
    change = KeyChange.objects.select_for_update().get(pk=change.pk)
    if not change.is_pending:
        raise KeyRefused(_("This is decided already."))
    if change.proposed_by_id == actor.pk:
        raise KeyRefused(_("A second person decides, not the one who proposed it."))
    if accepted:
        _refuse(change.exam, now)
        key = f"exams.mark_again:{change.pk}"
        jobs.enqueue("exams.tasks.mark_again", change.pk, key=key)
    change.decided_by, change.decided_at, change.accepted = actor, now, accepted
    change.save(update_fields=["decided_by", "decided_at", "accepted"])
    log.append(f"exam/{change.exam_id}", "decide key", actor, change=change.pk, accepted=accepted)
    return change


@transaction.atomic
def make(change, now):
    """Marks the exam by the changed key and tells those whose result is another one; once."""
    change = KeyChange.objects.select_for_update().get(pk=change.pk)
    if not change.is_being_marked:
        return None
    exam = Exam.objects.get(pk=change.exam_id)
    before = exam.marking_run
    run = remarking.mark_again(exam, change.reason, change.decided_by, change)
    if exam.results_are_out(now):
        messages.tell_marked_again(run, Person.objects.filter(attempts__in=_other(before, run)))
        jobs.enqueue(
            "exams.tasks.collect_wrong_answers", exam.pk, key=f"exams.wrong:{exam.pk}:{run.number}"
        )
    return run


def _other(before, after):
    """Sittings that one run gave other points, or another outcome, than the other."""
    had = _outcomes(Score.objects.filter(run=before))
    has = _outcomes(Score.objects.filter(run=after))
    return [attempt for attempt, outcome in has.items() if had.get(attempt) != outcome]


def _outcomes(scores):
    rows = scores.order_by().values_list("attempt", "points", "of", "passed")
    return {attempt: outcome for attempt, *outcome in rows}


def effect_of(change):
    """What the change would do, as results stand."""
    exam = Exam.objects.select_related("paper", "marking_run").get(pk=change.exam_id)
    rules = [*KeyChange.objects.rules_in(exam.marking_run), change.rule]
    would = {one.attempt_id: one for one in remarking.scores_by(exam, None, rules)}
    pairs = [
        (now, would[now.attempt_id])
        for now in Score.objects.filter(run=exam.marking_run_id)
        if now.attempt_id in would
    ]
    return Effect(
        people=len(pairs),
        other_points=sum((a.points, a.of) != (b.points, b.of) for a, b in pairs),
        pass_now=sum(b.passed and not a.passed for a, b in pairs),
        fail_now=sum(a.passed and not b.passed for a, b in pairs),
    )
