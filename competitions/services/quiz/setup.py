"""Before the day: the rules of a quiz, its teams, and the questions that are kept for it."""

from random import SystemRandom

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from competitions.models import Performance, Quiz, QuizQuestion, QuizRuleSet, QuizTeam
from competitions.quiz.events import standing
from competitions.quiz.rules import RISK, parse_quiz_rules
from competitions.quiz_ledger import ledger_of
from competitions.scoring.faults import RulesRefused
from competitions.services.quiz.writing import touch
from competitions.services.refusal import ContestRefused
from competitions.words import sentence
from exams.models import Version
from ledger import log


@transaction.atomic
def draft_rules(contest, data):
    """The one draft of the rules of a contest's quizzes: made, or written anew."""
    _refuse_unsound(data)
    drafts = QuizRuleSet.objects.filter(contest=contest, published_at=None)
    if drafts.update(data=data):
        return drafts.get()
    last = contest.quiz_rule_sets.aggregate(last=Max("version"))["last"] or 0
    return QuizRuleSet.objects.create(contest=contest, version=last + 1, data=data)


@transaction.atomic
def publish_rules(rule_set, person):
    """Fixes the rules for ever; quizzes that have not begun follow them from now on."""
    _refuse_unsound(rule_set.data)
    fixed = QuizRuleSet.objects.filter(pk=rule_set.pk, published_at=None).update(
        published_at=timezone.now(), published_by=person
    )
    if not fixed:
        raise ContestRefused(_("These rules are published already."))
    ahead = Quiz.objects.filter(stage__contest=rule_set.contest_id, events=None)
    ahead.update(rule_set=rule_set)
    log.append(
        f"contest:{rule_set.contest_id}", "quiz rules published", person, version=rule_set.version
    )


def _refuse_unsound(data):
    try:
        parse_quiz_rules(data)
    except RulesRefused as refusal:
        raise ContestRefused(" ".join(sentence(fault) for fault in refusal.faults)) from None


def set_up(stage, person):
    """The quiz of a stage, with all its entries as teams."""
    if not stage.contest.is_knowledge:
        raise ContestRefused(_("Only a knowledge contest is held as a quiz."))
    rule_set = stage.contest.quiz_rule_sets.published().order_by("-version").first()
    if rule_set is None:
        raise ContestRefused(_("Publish the rules of the quiz first."))
    if stage.performances.exclude(state=Performance.State.WAITING).exists():
        raise ContestRefused(_("This stage has begun without a quiz."))
    try:
        with transaction.atomic():
            quiz = Quiz.objects.create(stage=stage, rule_set=rule_set)
            log.append(stage.log, "quiz set up", person, stage=stage.title)
    except IntegrityError:
        raise ContestRefused(_("This stage has its quiz already.")) from None
    choose_teams(quiz, stage.entries.all())
    return quiz


@transaction.atomic
def choose_teams(quiz, entries):
    """Who comes on stage; fixed with the first line of the ledger."""
    if quiz.events.exists():
        raise ContestRefused(_("The quiz has begun. The teams cannot be changed any more."))
    chosen = {entry.pk for entry in entries}
    quiz.teams.exclude(entry__in=chosen).delete()
    there = set(quiz.teams.values_list("entry", flat=True))
    QuizTeam.objects.bulk_create(
        [QuizTeam(quiz=quiz, entry_id=pk) for pk in sorted(chosen - there)]
    )
    touch(quiz)


def bring_on_stage(entry):
    """Who is entered later stands beside the other teams, unless the written paper selects them."""
    quiz = Quiz.objects.filter(stage=entry.stage_id).select_related("rule_set").first()
    if quiz is None:
        return
    if quiz.events.exists():
        raise ContestRefused(_("The quiz has begun. The teams cannot be changed any more."))
    paper = quiz.rules.paper
    if paper is None or paper.counts != "selection":
        QuizTeam.objects.create(quiz=quiz, entry=entry)
        touch(quiz)


@transaction.atomic
def draw_questions(quiz, round_key, count, value=None):
    """Keeps so many questions of the bank for a round, drawn by chance, none twice."""
    round_ = quiz.rules.rounds.get(round_key)
    if round_ is None:
        raise ContestRefused(_("There is no round “%(round)s”.") % {"round": round_key})
    if round_.kind == RISK and value not in round_.values:
        raise ContestRefused(_("Choose for which stake these questions are."))
    versions = _draw(quiz, count)
    last = quiz.questions.filter(round=round_key).aggregate(last=Max("number"))["last"] or 0
    QuizQuestion.objects.bulk_create(
        QuizQuestion(
            quiz=quiz, round=round_key, number=number, version=version,
            value=value if round_.kind == RISK else None,
        )
        for number, version in enumerate(versions, start=last + 1)
    )  # fmt: skip


def _draw(quiz, count):
    if quiz.bank_id is None:
        raise ContestRefused(_("Choose a question bank first."))
    fitting = Version.objects.in_use().filter(bank=quiz.bank_id)
    fitting = fitting.exclude(type=Version.Type.DESCRIPTION)
    # By the question, so that it does not come back in another wording.
    free = list(fitting.exclude(question__in=quiz.questions.values("version__question")))
    if len(free) < count:
        raise ContestRefused(_("Only %(n)s questions of the bank are left.") % {"n": len(free)})
    return SystemRandom().sample(free, count)


@transaction.atomic
def replace_question(question):
    """Another one in its place, as long as it was not put."""
    _refuse_put(question)
    [version] = _draw(question.quiz, 1)
    QuizQuestion.objects.filter(pk=question.pk).update(version=version)


@transaction.atomic
def take_question_out(question):
    _refuse_put(question)
    QuizQuestion.objects.filter(pk=question.pk).delete()


def _refuse_put(question):
    if (question.round, str(question.number)) in places_put(question.quiz):
        raise ContestRefused(_("This question has been put. It stays."))


def places_put(quiz):
    """(round, number) of every question that was put and counts."""
    return {(event.round, event.question) for event in standing(ledger_of(quiz).events)}
