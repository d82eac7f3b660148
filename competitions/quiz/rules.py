"""What each round of a quiz gives and takes, as data: refused when anything is not understood."""

from dataclasses import dataclass

from competitions.scoring.faults import Fault, RulesRefused

REQUIRED, BUZZER, RISK, SUDDEN_DEATH = "required", "buzzer", "risk", "sudden_death"
TIES = ("sudden_death", "fewer_wrong", "paper_time")
MOST_POINTS = 1000
OPTIONAL = ("early", "spoke")
PAPER = {"by": ("sum", "mean"), "counts": ("start", "selection")}
MOST = {"attempts": 3, "turns": 100, "seconds": 3600, "paper.best": 20}
# kind → what its round may say, with the value it has where it says nothing
SAYS = {
    REQUIRED: {"right": 10, "wrong": 0, "spoke": None},
    BUZZER: {"right": 10, "wrong": -10, "early": None, "spoke": None, "attempts": 2},
    RISK: {"values": None, "turns": 1},
    SUDDEN_DEATH: {},
}


@dataclass(frozen=True)
class Round:
    """`early` and `spoke` are what a foul costs; None where the round knows no such foul."""

    key: str
    kind: str
    right: int = 0
    wrong: int = 0
    early: int | None = None
    spoke: int | None = None
    attempts: int = 1
    values: tuple[int, ...] = ()
    turns: int = 1
    seconds: int | None = None

    @property
    def is_buzzed(self):
        """Whether the right to answer goes to the quickest."""
        return self.kind in (BUZZER, SUDDEN_DEATH)

    def points(self, outcome, value=None):
        """What this outcome is worth here; the stake for a risk question."""
        if self.kind == SUDDEN_DEATH:
            return 0  # decides places, never points
        if self.kind == RISK:
            return value if outcome == "right" else -value
        return getattr(self, outcome)


@dataclass(frozen=True)
class PaperRule:
    """What the written paper is for: points to start with, or who comes on stage."""

    best: int  # how many members of a team count
    by: str = "sum"
    counts: str = "start"


@dataclass(frozen=True)
class QuizRules:
    base: int
    rounds: dict[str, Round]
    ties: tuple[str, ...] = TIES
    paper: PaperRule | None = None


def parse_quiz_rules(data):
    """The rules of a JSON object, or RulesRefused with every fault found."""
    if not isinstance(data, dict):
        raise RulesRefused([Fault("not_an_object")])
    reader = _Reader()
    reader.refuse_unknown(data, {"base", "rounds", "ties", "paper"})
    base = reader.points("base", data.get("base", 0))
    rounds = reader.rounds(data.get("rounds"))
    ties = reader.ties(data.get("ties", list(TIES)))
    paper = reader.paper(data.get("paper"))
    if reader.faults:
        raise RulesRefused(reader.faults)
    return QuizRules(base, {round_.key: round_ for round_ in rounds}, ties, paper)


class _Reader:
    def __init__(self):
        self.faults = []

    def refuse(self, code, **facts):
        self.faults.append(Fault(code, facts=facts))

    def refuse_unknown(self, item, known, part=""):
        for key in sorted(item.keys() - known):
            self.refuse("unknown_key", key=f"{part}{key}")

    def rounds(self, items):
        if not isinstance(items, list) or not items:
            self.refuse("no_rounds")
            return []
        rounds = [self._round(item) for item in items]
        keys = [round_.key for round_ in rounds]
        for key in sorted({key for key in keys if keys.count(key) > 1}):
            self.refuse("round_twice", key=key)
        return rounds

    def _round(self, item):
        item = item if isinstance(item, dict) else {}
        key, kind = item.get("key"), item.get("kind")
        if not isinstance(key, str) or not key.strip():
            self.refuse("round_without_key")
            key = ""
        if not isinstance(kind, str) or kind not in SAYS:
            self.refuse("not_a_choice", name=f"{key}.kind", allowed=", ".join(SAYS))
            return Round(key, SUDDEN_DEATH)
        self.refuse_unknown(item, {"key", "kind", "seconds", *SAYS[kind]}, f"{key}.")
        said = {name: item.get(name, default) for name, default in SAYS[kind].items()}
        if kind == RISK:
            said["values"] = self._stakes(key, said["values"])
        if item.get("seconds") is not None:
            said["seconds"] = item["seconds"]
        self._numbers(key, said)
        return Round(key, kind, **said)

    def _numbers(self, key, said):
        """A right answer never costs, a wrong one or a foul never pays."""
        for name, value in said.items():
            if name in MOST:
                self._count(f"{key}.{name}", value, MOST[name])
            elif name in OPTIONAL and value is None:
                continue
            elif name == "right":
                self.points(f"{key}.{name}", value, least=0)
            elif name != "values":
                self.points(f"{key}.{name}", value, most=0)

    def _stakes(self, key, values):
        sound = isinstance(values, list) and values and all(_is_whole(v) and v > 0 for v in values)
        if not sound or len(set(values)) < len(values):
            self.refuse("no_stakes", key=key)
            return ()
        return tuple(values)

    def points(self, name, value, least=-MOST_POINTS, most=MOST_POINTS):
        if not _is_whole(value) or not least <= value <= most:
            self.refuse("not_points", name=name)
            return 0
        return value

    def _count(self, name, value, most):
        if not _is_whole(value) or not 1 <= value <= most:
            self.refuse("not_a_count", name=name)

    def paper(self, item):
        if item is None:
            return None
        item = item if isinstance(item, dict) else {}
        self.refuse_unknown(item, {"best", *PAPER}, "paper.")
        said = {name: item.get(name, allowed[0]) for name, allowed in PAPER.items()}
        for name, allowed in PAPER.items():
            if said[name] not in allowed:
                self.refuse("not_a_choice", name=f"paper.{name}", allowed=", ".join(allowed))
        self._count("paper.best", item.get("best"), MOST["paper.best"])
        return PaperRule(item.get("best"), **said)

    def ties(self, steps):
        steps = steps if isinstance(steps, list) else [steps]
        for step in steps:
            if step not in TIES:
                self.refuse("unknown_tie_step", step=str(step))
        return tuple(str(step) for step in steps)


def _is_whole(value):
    return isinstance(value, int) and not isinstance(value, bool)
