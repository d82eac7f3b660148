"""Contests, their rules and entries."""

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from competitions.models import Call, Contest, Entry, Performance, RuleSet
from competitions.scoring.faults import RulesRefused
from competitions.scoring.rules import parse_rules
from competitions.services.quiz.setup import bring_on_stage
from competitions.services.refusal import ContestRefused
from competitions.words import sentence
from ledger import log


@transaction.atomic
def announce(contest, person):
    """From now on everybody it serves can read it; a second time changes nothing."""
    told = Contest.objects.filter(pk=contest.pk, announced_at=None).update(
        announced_at=timezone.now()
    )
    if told:
        log.append(f"contest:{contest.pk}", "announced", person, title=contest.title)


@transaction.atomic
def draft_rules(contest, data):
    """The one draft of a contest's rules: made, or written anew."""
    _refuse_unsound(data)
    if RuleSet.objects.filter(contest=contest, published_at=None).update(data=data):
        return RuleSet.objects.filter(contest=contest, published_at=None).latest("version")
    last = contest.rule_sets.aggregate(last=Max("version"))["last"] or 0
    return RuleSet.objects.create(contest=contest, version=last + 1, data=data)


@transaction.atomic
def publish_rules(rule_set, person):
    """Fixes a rule set for ever; stages that have not begun follow it from now on."""
    _refuse_unsound(rule_set.data)
    fixed = RuleSet.objects.filter(pk=rule_set.pk, published_at=None).update(
        published_at=timezone.now(), published_by=person
    )
    if not fixed:
        raise ContestRefused(_("These rules are published already."))
    begun = Performance.objects.begun().values("stage")
    rule_set.contest.stages.exclude(pk__in=begun).update(rule_set=rule_set)
    log.append(
        f"contest:{rule_set.contest_id}", "rules published", person, version=rule_set.version
    )


def _refuse_unsound(data):
    try:
        parse_rules(data)
    except RulesRefused as refusal:
        raise ContestRefused(" ".join(sentence(fault) for fault in refusal.faults)) from None


@transaction.atomic
def add_stage(stage):
    """A new stage follows the contest's rules that are in force."""
    stage.rule_set = stage.contest.rule_sets.published().order_by("-version").first()
    stage.save()
    return stage


def add_entry(entry, people):
    """A place in the order and a performance that waits for its turn."""
    try:
        with transaction.atomic():
            _enter(entry, people)
    except IntegrityError:
        raise ContestRefused(_("This name or this number in the order is taken.")) from None
    return entry


def enter_last(stage, unit, title, people=()):
    """The last one in the order, until the order is drawn; IntegrityError where the name is
    taken."""
    last = stage.entries.aggregate(last=Max("order_no"))["last"] or 0
    return _enter(Entry(stage=stage, unit=unit, title=title, order_no=last + 1), people)


def _enter(entry, people):
    entry.save()
    entry.people.set(people)
    Performance.objects.create(stage=entry.stage, entry=entry)
    bring_on_stage(entry)
    return entry


@transaction.atomic
def withdraw_entry(entry, person):
    """Only while nobody has marked it; who was called is withdrawn at the registration."""
    if Call.objects.filter(stage=entry.stage_id).exists():
        raise ContestRefused(_("Withdraw it at the registration, with a reason."))
    waiting = Performance.objects.filter(entry=entry, state=Performance.State.WAITING)
    if not waiting.exists() or waiting.begun().exists():
        raise ContestRefused(_("%(entry)s has been on stage already.") % {"entry": entry})
    log.append(entry.stage.log, "entry withdrawn", person, entry=entry.title)
    Entry.objects.filter(pk=entry.pk, performance__in=waiting).delete()
