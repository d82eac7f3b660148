"""What there is to do on a stage: one main act by its state, the others by when they are due."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from competitions.board import board_of
from competitions.models import AwardList, AwardRules, Contest, Panel
from competitions.services.advancement import stages_above
from organisation.periods import today


@dataclass(frozen=True)
class Act:
    words: str
    url: str
    is_post: bool = False


@dataclass(frozen=True)
class Group:
    title: str  # empty where there is only one
    acts: list[Act]


@dataclass(frozen=True)
class StageActs:
    main: Act | None
    groups: list[Group]


def _to(words, name, pk, **more):
    return Act(words, reverse(f"competitions:{name}", args=[pk]), **more)


class _Facts:
    """The state of a stage, asked for once."""

    def __init__(self, stage, call):
        self.stage, self.call, self.pk = stage, call, stage.pk
        self.quiz = getattr(stage, "quiz", None)
        self.is_public = stage.contest.announced_at is not None

    @cached_property
    def begun(self):
        return self.stage.performances.begun().exists()

    @cached_property
    def is_over(self):
        return bool(self.stage.shown) and board_of(self.stage).is_over

    @cached_property
    def panel(self):
        return Panel.objects.filter(stage=self.pk, seats__isnull=False).first()

    @cached_property
    def is_judged(self):
        """Held with judges: what a knowledge contest is only with rules of marks of its own."""
        return self.quiz is None and not (
            self.stage.contest.is_knowledge and self.stage.rule_set_id is None
        )

    @cached_property
    def goes_on(self):
        return self.is_over and stages_above(self.stage).exists()

    @cached_property
    def has_sent(self):
        return self.stage.sent_on.exists()

    @cached_property
    def award_list(self):
        return AwardList.objects.filter(stage=self.pk, discarded_at=None).first()

    @cached_property
    def award_rules(self):
        return AwardRules.objects.filter(stage=self.pk).exclude(published_at=None).exists()

    def is_ahead(self):
        return not self.begun and today() < self.stage.held_on


def acts_of_holder(stage, call, person):
    facts = _Facts(stage, call)
    main = _main(facts, person)
    groups = [
        Group(_("Before the day"), _before(facts)),
        Group(_("On the day"), _on_the_day(facts)),
        Group(_("Afterwards"), _afterwards(facts)),
    ]
    return StageActs(main, _without(groups, main))


def acts_of_reader(stage, call, watched):
    """For who takes part, reads or signs; the first one is the main act."""
    facts = _Facts(stage, call)
    acts = []
    if watched and facts.award_list and not facts.award_list.checked_at:
        acts.append(_awards(facts))
    if call and call.is_open:
        acts.append(_registration(facts))
    acts += _results(facts) + _boards(facts)
    if call and not call.is_open:
        acts.append(_registration(facts))
    acts += _awards_to_read(facts, watched) + _origins(facts)
    main = acts[0] if acts else None
    return StageActs(main, _without([Group("", acts)], main))


def _without(groups, main):
    left = [Group(one.title, [act for act in one.acts if act != main]) for one in groups]
    return [group for group in left if group.acts]


def _main(facts, person):
    if facts.is_over:
        return _main_afterwards(facts)
    if facts.stage.contest.is_knowledge and facts.quiz is None and not facts.begun:
        return _to_be_a_quiz(facts, person)
    if facts.is_ahead():
        return _main_before(facts)
    return _desk(facts) if facts.quiz or facts.panel else _panel(facts)


def _main_before(facts):
    if facts.call is None and not facts.stage.entries.exists():
        return _call(facts)
    if facts.call and (facts.call.is_open or not facts.call.sent_at):
        return _registration(facts)
    if facts.quiz:
        return _setup(facts)
    if facts.panel is None or not facts.panel.approved_at:
        return _panel(facts)
    drawn = facts.stage.draws.standing().exclude(drawn_at=None).exists()
    return _desk(facts) if drawn else _draw(facts)


def _main_afterwards(facts):
    if facts.goes_on and not facts.has_sent:
        return _advance(facts)
    if facts.award_rules and not (facts.award_list and facts.award_list.published_at):
        return _awards(facts)
    return next(iter(_results(facts)), _desk(facts))


def _to_be_a_quiz(facts, person):
    """A knowledge contest has published rules before a stage can be held as a quiz."""
    contest = facts.stage.contest
    if contest.quiz_rule_sets.published().exists():
        return _to(_("Hold it as a quiz"), "quiz_create", facts.pk, is_post=True)
    if Contest.objects.editable_by(person).filter(pk=contest.pk).exists():
        return _to(_("Rules of the quiz"), "quiz_rules_edit", contest.pk)
    return None


def _before(facts):
    acts = []
    if facts.call:
        acts.append(_registration(facts))
    elif not facts.begun:
        acts.append(_call(facts))
    if facts.quiz:
        acts.append(_setup(facts))
    if facts.is_judged:
        acts.append(_panel(facts))
    if not facts.begun:
        acts.append(_draw(facts))
    if facts.panel and not facts.quiz:
        acts.append(_to(_("Score sheets on paper"), "stage_paper", facts.pk))
    if facts.award_rules or not facts.stage.shown:
        acts.append(_to(_("Rules of awards"), "award_rules", facts.pk))
    acts.append(_to(_("Change the stage"), "stage_edit", facts.pk))
    return acts


def _on_the_day(facts):
    desk = [_desk(facts)] if facts.quiz or facts.is_judged else []
    shown = [_to(_("How results are shown"), "reveal", facts.pk)] if desk else []
    return [*desk, *shown, *_boards(facts)]


def _afterwards(facts):
    acts = _results(facts)
    if facts.goes_on or facts.has_sent:
        acts.append(_advance(facts))
    if facts.award_list or (facts.is_over and facts.award_rules):
        acts.append(_awards(facts))
    return acts + _origins(facts)


def _results(facts):
    if not (facts.is_public and facts.stage.shown):
        return []
    return [_to(_("Results"), "result_list", facts.pk)]


def _boards(facts):
    if not facts.is_public:
        return []
    name, pk = ("quiz_board", facts.quiz.pk) if facts.quiz else ("board", facts.pk)
    return [_to(_("Hall board"), name, pk)]


def _awards_to_read(facts, watched):
    if watched and facts.award_list and facts.award_list.checked_at:
        return [_awards(facts)]
    published = facts.award_list and facts.award_list.published_at
    if not watched and facts.is_public and (facts.award_rules or published):
        return [_to(_("Awards"), "award_list", facts.pk)]
    return []


def _origins(facts):
    if not (facts.is_public and facts.stage.received.exists()):
        return []
    return [_to(_("Who came from where"), "stage_origins", facts.pk)]


def _desk(facts):
    if facts.quiz:
        return _to(_("Host's page"), "quiz_desk", facts.quiz.pk)
    return _to(_("Control desk"), "desk", facts.pk)


def _setup(facts):
    return _to(_("Prepare the quiz"), "quiz_setup", facts.quiz.pk)


def _panel(facts):
    return _to(_("Panel"), "panel", facts.pk)


def _draw(facts):
    return _to(_("Draw"), "draw_hold", facts.pk)


def _call(facts):
    return _to(_("Call for entries"), "call_edit", facts.pk)


def _registration(facts):
    return _to(_("Registration"), "registration", facts.pk)


def _advance(facts):
    return _to(_("To the next stage"), "stage_advance", facts.pk)


def _awards(facts):
    return _to(_("Awards"), "award_work", facts.pk)
