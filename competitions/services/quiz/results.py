"""The final standing: locked by one person, confirmed by another, published like any result."""

import hashlib

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from competitions.models import Performance, ResultSnapshot
from competitions.quiz.standing import places
from competitions.quiz.table import as_csv, as_row, plain
from competitions.quiz_ledger import ledger_of, teams_of
from competitions.services.compilation import hash_of_rules
from competitions.services.quiz.paper import paper_times
from competitions.services.quiz.writing import in_turn
from competitions.services.refusal import ContestRefused
from competitions.services.results import facts_of
from ledger import log

State = Performance.State


def compile_quiz(quiz):
    """(data, hash of the rules, hash of the ledger), in the shape of a judged result."""
    teams = teams_of(quiz)
    ledger = ledger_of(quiz, teams)
    times = paper_times(quiz)
    stage, scores, ranks = quiz.stage, ledger.scores(), places(ledger, times)
    performances = dict(stage.performances.values_list("entry", "pk"))
    rows = [
        {
            "entry": team.key,
            "code": team.key,
            "group": None,
            "total": plain(scores[team.key]),
            "rank": ranks[team.key].rank,
            "tied": ranks[team.key].tied,
            "n": None,  # nobody judged
            "criteria": {},
            "dropped": [],
            "performance": performances.get(team.entry_id),
            "title": team.entry.title,
            "unit": team.entry.unit.name,
            "change": None,
            "sheets": [],
        }
        for team in teams
    ]
    data = {
        "kind": "quiz",
        "contest": stage.contest.title,
        "stage": stage.title,
        "unit": stage.unit.name,
        "held_on": stage.held_on.isoformat(),
        "rules": quiz.rule_set.data,
        "rules_version": quiz.rule_set.version,
        "results": sorted(rows, key=lambda row: (row["rank"], row["code"])),
        "waiting": [],
        "ledger": [as_row(event) for event in ledger.events],
        "paper_times": {team: at.isoformat() for team, at in times.items()},
    }
    return data, hash_of_rules(quiz.rule_set.data), _hash(ledger_csv(data))


def ledger_csv(data):
    """The ledger of a result; its SHA-256 is the check sum of the result."""
    teams = sorted(row["code"] for row in data["results"])
    return as_csv(data["rules"].get("base", 0), teams, data["ledger"])


def _hash(text):
    return hashlib.sha256(text.encode()).hexdigest()


def lock(quiz, person):
    """Fixes the ledger as it is, with the standing that follows from it, and signs it first."""

    def deed(writing):
        _refuse_unfinished(writing)
        stage = writing.quiz.stage
        last = stage.snapshots.order_by("-number").first()
        data, rule_hash, input_hash = compile_quiz(writing.quiz)
        snapshot = ResultSnapshot.objects.create(
            stage=stage, number=last.number + 1 if last else 1, data=data, rule_hash=rule_hash,
            input_hash=input_hash, locked_by=person, locked_at=writing.now,
        )  # fmt: skip
        on_stage = Performance.objects.filter(entry__quiz_team__quiz=writing.quiz)
        on_stage.update(state=State.CHECKED, snapshot=snapshot)
        writing.set_moment(claims_open_at=None, clock_started_at=None, clock_seconds=None)
        log.append(stage.log, "locked", person, **facts_of(snapshot))
        return snapshot

    return in_turn(quiz, person, deed)


def _refuse_unfinished(writing):
    if not writing.ledger.events:
        raise ContestRefused(_("Nothing is written in the ledger yet."))
    writing.refuse_while_on()
    if writing.quiz.protests.open().exists():
        raise ContestRefused(_("A protest still waits for the jury."))


@transaction.atomic
def confirm(snapshot, person):
    """The second signature: another person, over the same ledger."""
    if person.pk == snapshot.locked_by_id:
        raise ContestRefused(_("Another person must confirm what you locked."))
    _data, _rules, input_hash = compile_quiz(snapshot.stage.quiz)
    if input_hash != snapshot.input_hash:
        raise ContestRefused(_("The ledger is not the one that was locked. Send it back."))
    waiting = ResultSnapshot.objects.in_work().filter(pk=snapshot.pk, confirmed_by=None)
    if not waiting.update(confirmed_by=person, confirmed_at=timezone.now()):
        raise ContestRefused(_("This result is no longer waiting for a signature."))
    snapshot.performances.update(state=State.LOCKED)
    log.append(snapshot.stage.log, "confirmed", person, **facts_of(snapshot))
