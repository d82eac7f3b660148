"""The list of awards: compiled by the published rule, checked by another person, published."""

from decimal import Decimal

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from competitions.awards import OrganisationRule, Quota, best_organisation, by_rank_decided
from competitions.board import board_of
from competitions.models import Award, AwardList, AwardRules, Stage
from competitions.organising import measures_of
from competitions.services.refusal import ContestRefused
from credentials import services as credentials
from credentials.models import Certificate
from inbox import services as inbox
from ledger import log

SPECIAL, ORGANISATION = 1000, 2000  # places in the list: behind those by rank


def are_results_known(stage):
    """From then on no rules of awards are made: they would be made for somebody."""
    begun = stage.performances.begun().filter(stage__quiz__isnull=False)
    return stage.snapshots.published().exists() or begun.exists()


def _refuse_when_results_are_known(stage):
    if are_results_known(stage):
        raise ContestRefused(_("There are results already. Rules of awards come before them."))


@transaction.atomic
def draft_award_rules(stage, data):
    _refuse_when_results_are_known(stage)
    rules, _made = AwardRules.objects.get_or_create(stage=stage, defaults={"data": data})
    if not AwardRules.objects.filter(pk=rules.pk, published_at=None).update(data=data):
        raise ContestRefused(_("These rules are published already. They stay as they are."))
    return rules


@transaction.atomic
def publish_award_rules(rules, person):
    """Before the marks are known: fixed for ever, and read by everybody."""
    _refuse_when_results_are_known(rules.stage)
    waiting = AwardRules.objects.filter(pk=rules.pk, published_at=None)
    if not waiting.update(published_at=timezone.now(), published_by=person):
        raise ContestRefused(_("These rules are published already. They stay as they are."))
    log.append(rules.stage.log, "rules of awards published", person, stage_id=rules.stage_id)


def compile_list(stage, person):
    """A new list from the published result, by the published rules."""
    try:
        with transaction.atomic():
            return _compile_list(stage, person)
    except IntegrityError:
        raise ContestRefused(_("There is a list already. Send it back first.")) from None


def _compile_list(stage, person):
    stage = Stage.objects.select_for_update(of=("self",)).get(pk=stage.pk)
    board = board_of(stage)
    if not board.is_over:
        raise ContestRefused(_("The result of the whole stage must be published first."))
    _rules(stage)
    last = stage.award_lists.aggregate(last=Max("number"))["last"] or 0
    made = AwardList.objects.create(
        stage=stage, number=last + 1, snapshot=board.shown.snapshot,
        compiled_by=person, compiled_at=timezone.now(),
    )  # fmt: skip
    _fill(made)
    log.append(stage.log, "awards compiled", person, stage_id=stage.pk, number=made.number)
    return made


def _rules(stage):
    rules = AwardRules.objects.filter(stage=stage).exclude(published_at=None).first()
    if rules is None:
        raise ContestRefused(_("The rules of awards are not published."))
    return rules.data


def _fill(award_list):
    """The lines that follow from the rules; those that were named by hand stay."""
    award_list.awards.exclude(kind=Award.Kind.SPECIAL).delete()
    rules = _rules(award_list.stage)
    _fill_by_rank(award_list, rules)
    if rules["organisation"]:
        _fill_organisation(award_list, rules["organisation"])


def _fill_by_rank(award_list, rules):
    rows = {row["code"]: row for row in award_list.snapshot.data["results"]}
    ranks = {code: row["rank"] for code, row in rows.items()}
    quotas = [Quota(quota["key"], quota["places"]) for quota in rules["quotas"]]
    titles = {quota["key"]: quota["title"] for quota in rules["quotas"]}
    decisions = {key: made["chosen"] for key, made in award_list.decisions.items()}
    awards = by_rank_decided(ranks, quotas, decisions, shared=rules["shared"])
    order = list(titles)
    entries = {f"{e.order_no:02d}": e for e in award_list.stage.entries.select_related("unit")}
    Award.objects.bulk_create(
        Award(
            award_list=award_list, position=100 * order.index(key) + ranks[code],
            kind=Award.Kind.RANK, title=titles[key], entry=entries[code], unit=entries[code].unit,
            holder=entries[code].title, rank=ranks[code],
        )
        for code, key in awards.given.items()
    )  # fmt: skip
    undecided = [
        {
            "key": tie.key,
            "title": titles[tie.key],
            "places": tie.places,
            "entries": [[code, rows[code]["title"]] for code in tie.entries],
        }
        for tie in awards.undecided
    ]
    AwardList.objects.filter(pk=award_list.pk).update(undecided=undecided)
    award_list.undecided = undecided


def _fill_organisation(award_list, rule):
    weights = {measure: Decimal(weight) for measure, weight in rule["weights"].items()}
    efforts = best_organisation(
        measures_of(award_list.stage), OrganisationRule(weights, rule["places"])
    )
    Award.objects.bulk_create(
        Award(
            award_list=award_list, position=ORGANISATION + effort.rank,
            kind=Award.Kind.ORGANISATION, title=rule["title"], unit=unit, holder=unit.name,
            note=str(effort.score), rank=effort.rank,
        )
        for unit, effort in efforts.items()
        if effort.is_awarded
    )  # fmt: skip


@transaction.atomic
def decide(award_list, key, chosen, how, person):
    """The panel chose among equals; the lines follow from it."""
    award_list = _open(award_list)
    tie = next((tie for tie in award_list.undecided if tie["key"] == key), None)
    if tie is None:
        raise ContestRefused(_("Nothing is to be decided there any more."))
    titles = dict(tie["entries"])
    if len(set(chosen)) != tie["places"] or not set(chosen) <= set(titles):
        words = _("There is a tie: choose exactly %(places)s.") % {"places": tie["places"]}
        raise ContestRefused(words)
    made = {"chosen": chosen, "titles": [titles[code] for code in chosen], "how": how}
    award_list.decisions = {**award_list.decisions, key: {**made, "award": tie["title"]}}
    award_list.save(update_fields=["decisions"])
    _fill(award_list)
    log.append(
        award_list.stage.log, "tie of awards decided", person,
        stage_id=award_list.stage_id, award=tie["title"], entries=made["titles"], how=how,
    )  # fmt: skip


@transaction.atomic
def name_special(award_list, title, entry, why, person):
    award_list = _open(award_list)
    made = Award.objects.create(
        award_list=award_list, position=SPECIAL, kind=Award.Kind.SPECIAL, title=title,
        entry=entry, unit=entry.unit, holder=entry.title, note=why,
    )  # fmt: skip
    log.append(
        award_list.stage.log, "special award named", person,
        stage_id=award_list.stage_id, award=title, entry=entry.title, why=why,
    )  # fmt: skip
    return made


@transaction.atomic
def take_away(award, person):
    """Only what was named by hand."""
    award_list = _open(award.award_list)
    if not award_list.awards.filter(pk=award.pk, kind=Award.Kind.SPECIAL).delete()[0]:
        raise ContestRefused(_("This award follows from the rules."))
    log.append(
        award_list.stage.log, "special award taken away", person,
        stage_id=award_list.stage_id, award=award.title, entry=award.holder,
    )  # fmt: skip


def _open(award_list):
    found = AwardList.objects.select_for_update(of=("self",)).select_related("stage", "snapshot")
    award_list = found.get(pk=award_list.pk)
    if not award_list.is_open:
        raise ContestRefused(_("This list is checked. Nothing is changed any more."))
    return award_list


@transaction.atomic
def check(award_list, person):
    """The second pair of eyes."""
    award_list = _open(award_list)
    if person.pk == award_list.compiled_by_id:
        raise ContestRefused(_("Another person must check what you compiled."))
    if award_list.undecided:
        raise ContestRefused(_("A tie has to be decided first."))
    if board_of(award_list.stage).shown.snapshot != award_list.snapshot:
        raise ContestRefused(_("The result was corrected since. Send the list back."))
    AwardList.objects.filter(pk=award_list.pk).update(checked_by=person, checked_at=timezone.now())
    _log(award_list, "awards checked", person)


@transaction.atomic
def send_back(award_list, reason, person):
    waiting = AwardList.objects.in_work().filter(pk=award_list.pk)
    if not waiting.update(discarded_at=timezone.now(), discard_reason=reason):
        raise ContestRefused(_("This list is published already."))
    _log(award_list, "awards sent back", person, reason=reason)


@transaction.atomic
def publish(award_list, person):
    """Everybody reads it from now on; each winner has a certificate and a message."""
    checked = AwardList.objects.in_work().filter(pk=award_list.pk).exclude(checked_by=None)
    if not checked.update(published_at=timezone.now(), published_by=person):
        raise ContestRefused(_("Only a list that a second person checked can be published."))
    _log(award_list, "awards published", person)
    awards = award_list.awards.select_related("unit").prefetch_related("entry__people")
    for award in awards:
        give_certificates(award, award_list.stage, person)


def are_handed_out(stage):
    """From the publication on; a list that was taken back hands nothing out."""
    return AwardList.objects.published().filter(stage=stage).exists()


@transaction.atomic
def take_back(award_list, reason, person):
    """A published list that turned out wrong: its certificates are revoked, a new one follows."""
    standing = AwardList.objects.published().filter(pk=award_list.pk)
    if not standing.update(discarded_at=timezone.now(), discard_reason=reason):
        raise ContestRefused(_("This list is not published."))
    _log(award_list, "awards taken back", person, reason=reason)
    for award in award_list.awards.all():
        given = Certificate.objects.standing().filter(key__startswith=_key(award))
        for certificate in given.select_related("person"):
            credentials.revoke(certificate, reason, person)
            _tell_revoked(certificate, reason)


def _tell_revoked(certificate, reason):
    if certificate.person is not None:
        words = _("Your certificate %(number)s is revoked") % {"number": certificate.number}
        url, key = certificate.get_absolute_url(), f"competitions.revoked.{certificate.pk}"
        inbox.send([certificate.person], words, reason, url, key)


def _key(award):
    """How the keys of its certificates begin."""
    return f"competitions.award.{award.pk}."


def give_certificates(award, stage, by):
    """To each person of the entry; where nobody is named, and for organisation, to the unit."""
    people = list(award.entry.people.all()) if award.entry else []
    with translation.override(settings.LANGUAGE_CODE):
        title, text = _("Certificate of honour"), _words(award, stage, people)
    for person in people or [None]:
        whom = person or award.unit
        made = credentials.issue(
            Certificate.Kind.AWARD, key=f"{_key(award)}{whom.pk}",
            unit=stage.unit, title=title, text=text, person=person, holder=str(whom), by=by,
        )  # fmt: skip
        if person is not None:
            words = _("You have won: %(award)s") % {"award": award.title}
            url, key = made.get_absolute_url(), f"{_key(award)}told"
            inbox.send([person], words, str(stage), url, key)


def _words(award, stage, people):
    """What is printed; no person's name, for anybody who checks it reads it too."""
    facts = {
        "unit": award.unit, "year": stage.contest.year, "contest": stage.contest,
        "stage": stage, "award": award.title,
    }  # fmt: skip
    if people:
        words = _(
            "On behalf of %(unit)s, you took part in %(stage)s of the %(contest)s of %(year)s "
            "and won: %(award)s."
        )
        return words % facts
    return _("In %(stage)s of the %(contest)s of %(year)s, you won: %(award)s.") % facts


def _log(award_list, verb, person, **facts):
    log.append(
        award_list.stage.log, verb, person,
        stage_id=award_list.stage_id, number=award_list.number, **facts,
    )  # fmt: skip
