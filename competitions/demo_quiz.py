"""The knowledge competition of the invented county: its final is over, signed and published."""

from datetime import timedelta

from competitions import demo_season
from competitions.models import (
    Contest,
    Entry,
    Performance,
    Quiz,
    QuizEvent,
    QuizQuestion,
    QuizRuleSet,
    QuizTeam,
    ResultSnapshot,
    Stage,
)
from competitions.quiz.standing import choosing
from competitions.quiz_ledger import ledger_of, teams_of
from competitions.services.quiz.results import compile_quiz
from exams.models import Version
from organisation.periods import start_of

REQUIRED, QUICK, RISK, EXTRA = "必答题", "抢答题", "风险题", "加赛"
TEAMS, QUICK_QUESTIONS, STAKES = 6, 8, (10, 30, 50)
RULES = {
    "base": 100,
    "rounds": [
        {"key": REQUIRED, "kind": "required", "right": 10, "wrong": 0, "seconds": 30},
        {
            "key": QUICK, "kind": "buzzer", "right": 10, "wrong": -10, "early": -10,
            "attempts": 2, "seconds": 20,
        },
        {"key": RISK, "kind": "risk", "values": list(STAKES), "turns": 1, "seconds": 60},
        {"key": EXTRA, "kind": "sudden_death", "seconds": 20},
    ],
    "ties": ["sudden_death", "fewer_wrong"],
}  # fmt: skip
ABOUT = "考电脑常识和日常登记。先各乡镇笔试，选出六队上台，必答、抢答、风险三轮定名次。"
A_PRESS = timedelta(seconds=25)
CHANCES = [0.85, 0.8, 0.75, 0.7, 0.6, 0.55]


def build(demo, signers):
    quiz = _quiz(demo)
    _questions(demo, quiz)
    _Hall(demo, quiz).play()
    _sign(quiz, signers)
    demo_season.award_rules(demo, quiz.stage)
    demo_season.give_awards(demo, quiz.stage, signers[0])


def _quiz(demo):
    organiser = demo.accounts["organiser"]
    contest = Contest.objects.create(
        unit=demo.county, year=demo.day.year, title="计算机知识竞赛", about=ABOUT,
        kind=Contest.Kind.KNOWLEDGE, announced_at=start_of(demo.months[-4].first),
    )  # fmt: skip
    rule_set = QuizRuleSet.objects.create(
        contest=contest, version=1, data=RULES, published_by=organiser,
        published_at=start_of(demo.months[-3].first),
    )  # fmt: skip
    stage = Stage.objects.create(
        contest=contest, unit=demo.county, level=Stage.Level.COUNTY, title="知识竞赛决赛",
        held_on=demo.months[-2].first + timedelta(days=17), place="县职业学校礼堂",
    )  # fmt: skip
    quiz = Quiz.objects.create(
        stage=stage, rule_set=rule_set, host=demo.instructors[0],
        shown_at=start_of(stage.held_on) + timedelta(hours=9),
    )  # fmt: skip
    for number, township in enumerate(demo.rng.sample(demo.townships, TEAMS), start=1):
        entry = Entry.objects.create(
            stage=stage, unit=township, title=f"{township.name}代表队", order_no=number
        )
        villages = [v for v in demo.villages if v.path.startswith(township.path)]
        entry.people.set([demo.officers[village.pk][0] for village in demo.rng.sample(villages, 3)])
        QuizTeam.objects.create(quiz=quiz, entry=entry)
        Performance.objects.create(stage=stage, entry=entry, state=Performance.State.ALL_IN)
    return quiz


def _questions(demo, quiz):
    free = Version.objects.in_use().marked_by_key().order_by("pk")
    places = [(REQUIRED, n, None) for n in range(1, TEAMS + 1)]
    places += [(QUICK, n, None) for n in range(1, QUICK_QUESTIONS + 1)]
    places += [(RISK, n, value) for n, value in enumerate(STAKES * TEAMS, start=1)]
    drawn = demo.rng.sample(list(free), min(len(free), len(places)))
    if drawn:
        Quiz.objects.filter(pk=quiz.pk).update(bank=drawn[0].bank_id)
    QuizQuestion.objects.bulk_create(
        QuizQuestion(quiz=quiz, round=round_, number=number, value=value, version=version)
        for (round_, number, value), version in zip(places, drawn, strict=False)
    )


class _Hall:
    """Plays the three rounds by the rules, as they would be pressed on the host's page."""

    def __init__(self, demo, quiz):
        self.demo, self.rng, self.quiz = demo, demo.rng, quiz
        self.teams = {team.key: team for team in teams_of(quiz)}
        self.ledger = ledger_of(quiz, self.teams.values())
        self.chances = dict(zip(self.teams, CHANCES, strict=True))

    def play(self):
        for number, team in enumerate(self.teams, start=1):
            self.ledger.record("put", REQUIRED, str(number), teams=(team,))
            self._answer(REQUIRED, number, team)
        for number in range(1, QUICK_QUESTIONS + 1):
            self._quick(number)
        self._risk()
        self._decide()
        self._keep()

    def _answer(self, round_, number, team):
        outcome = "right" if self.rng.random() < self.chances[team] else "wrong"
        self.ledger.record("answer", round_, str(number), team=team, outcome=outcome)

    def _quick(self, number):
        self.ledger.record("put", QUICK, str(number))
        if number == 3:
            team = self.rng.choice(list(self.teams))
            self.ledger.record("foul", QUICK, str(number), team=team, outcome="early")
            return
        for team in self.rng.sample(list(self.teams), 2):
            self.ledger.record("buzz", QUICK, str(number), team=team)
        while right := self.ledger.with_right(QUICK, str(number)):
            self._answer(QUICK, number, right[0])
        if number == 5:
            # A slip of the finger: taken back, and written as it was.
            last = self.ledger.events[-1]
            self.ledger.undo(last.number)
            self.ledger.record("answer", QUICK, "5", team=last.team, outcome=last.outcome)

    def _risk(self):
        for turn, team in enumerate(choosing(self.ledger, RISK)):
            choice = self.rng.randrange(len(STAKES))
            number, stake = len(STAKES) * turn + choice + 1, STAKES[choice]
            self.ledger.record("put", RISK, str(number), teams=(team,), value=stake)
            self._answer(RISK, number, team)

    def _decide(self):
        """Sudden death where the first place is shared, one question after the other."""
        scores = self.ledger.scores()
        tied = [team for team, score in scores.items() if score == max(scores.values())]
        number = 0
        while len(tied) > 1:
            number += 1
            self.ledger.record("put", EXTRA, str(number), teams=tuple(tied))
            winner = self.rng.choice(tied)
            self.ledger.record("buzz", EXTRA, str(number), team=winner)
            self.ledger.record("answer", EXTRA, str(number), team=winner, outcome="right")
            tied.remove(winner)

    def _keep(self):
        begun = start_of(self.quiz.stage.held_on) + timedelta(hours=9)
        organiser = self.demo.accounts["organiser"]
        kept = {}
        for event in self.ledger.events:
            kept[event.number] = QuizEvent.objects.create(
                quiz=self.quiz, number=event.number, act=event.act, round=event.round,
                question=event.question, team=self.teams.get(event.team),
                outcome=event.outcome or "", value=event.value, teams=list(event.teams),
                delta=event.delta, reverses=kept.get(event.reverses), by=organiser,
                at=begun + event.number * A_PRESS,
            )  # fmt: skip


def _sign(quiz, signers):
    data, rule_hash, input_hash = compile_quiz(quiz)
    moment = start_of(quiz.stage.held_on) + timedelta(hours=11)
    snapshot = ResultSnapshot.objects.create(
        stage=quiz.stage, number=1, data=data, rule_hash=rule_hash, input_hash=input_hash,
        locked_by=signers[0], locked_at=moment, confirmed_by=signers[1], confirmed_at=moment,
        published_by=signers[1], published_at=moment + timedelta(minutes=1),
    )  # fmt: skip
    quiz.stage.performances.update(state=Performance.State.PUBLISHED, snapshot=snapshot)
