"""A rule set: read from JSON, refused when anything in it is not understood."""

from dataclasses import dataclass
from decimal import Decimal

from competitions.scoring.faults import Fault, RulesRefused
from competitions.scoring.numbers import PLACES_UNROUNDED, exact
from competitions.scoring.penalty import TimeRules, parse_time_rules

LEVELS = ("judge", "criterion")
RANKINGS = ("1224", "dense")
POINTS = ("criterion", "weighted", "total")
KEYS = {
    "": {"criteria", "trim", "rounding", "ties", "ranking", "time"},
    "criteria": {"key", "weight", "title", "min", "max", "step"},
    "trim": {"level", "high", "low", "minimum"},
    "rounding": {"mode", *POINTS},
}


@dataclass(frozen=True)
class Criterion:
    key: str
    weight: Decimal
    title: str = ""
    least: Decimal | None = None
    most: Decimal | None = None
    step: Decimal | None = None

    def takes(self, mark):
        """Whether the mark lies within the range and on the steps, where these are declared."""
        low = self.least is None or mark >= self.least
        high = self.most is None or mark <= self.most
        on_step = self.step is None or (mark - (self.least or 0)) % self.step == 0
        return low and high and on_step


@dataclass(frozen=True)
class Trim:
    level: str
    high: int
    low: int
    minimum: int


@dataclass(frozen=True)
class Rounding:
    criterion: int | None = None
    weighted: int | None = None
    total: int | None = None


@dataclass(frozen=True)
class Rules:
    criteria: tuple[Criterion, ...]
    trim: Trim
    rounding: Rounding
    ties: tuple[str, ...] = ()
    ranking: str = "1224"
    time: TimeRules | None = None  # what the timekeeper takes off; marks are not touched by it

    def own_total(self, marks):
        """What one judge gave in all, exactly: Σ weight × mark; `marks` by criterion."""
        return sum((c.weight * marks[c.key] for c in self.criteria), Decimal(0))


def parse_rules(data):
    """The rules of a JSON object, or RulesRefused with every fault found."""
    if not isinstance(data, dict):
        raise RulesRefused([Fault("not_an_object")])
    reader = _Reader()
    reader.refuse_unknown("", data)
    criteria = reader.criteria(data.get("criteria"))
    trim = reader.trim(data.get("trim"))
    rounding = reader.rounding(data.get("rounding"))
    ties = reader.ties(data.get("ties", []), criteria)
    ranking = reader.choice("ranking", data.get("ranking", "1224"), RANKINGS)
    time = reader.time(data.get("time"))
    if reader.faults:
        raise RulesRefused(reader.faults)
    return Rules(criteria, trim, rounding, ties, ranking, time)


class _Reader:
    def __init__(self):
        self.faults = []

    def refuse(self, code, **facts):
        self.faults.append(Fault(code, facts=facts))

    def refuse_unknown(self, part, item):
        """A rule that is not understood is not passed over in silence."""
        for key in sorted(item.keys() - KEYS[part]):
            self.refuse("unknown_key", key=f"{part}.{key}" if part else key)

    def criteria(self, items):
        if not isinstance(items, list) or not items:
            self.refuse("no_criteria")
            return ()
        criteria = [self._criterion(item) for item in items]
        keys = [criterion.key for criterion in criteria]
        for key in sorted({key for key in keys if keys.count(key) > 1}):
            self.refuse("criterion_twice", key=key)
        return tuple(criteria)

    def _criterion(self, item):
        item = item if isinstance(item, dict) else {}
        self.refuse_unknown("criteria", item)
        key = item.get("key")
        if not isinstance(key, str) or not key.strip() or key != key.strip():
            self.refuse("criterion_without_key")
            key = ""
        criterion = Criterion(
            key=key,
            weight=self._number("weight", item.get("weight"), key),
            title=str(item.get("title", "")),
            least=self._optional("min", item, key),
            most=self._optional("max", item, key),
            step=self._optional("step", item, key),
        )
        if criterion.weight < 0:
            self.refuse("negative_weight", key=key)
        if criterion.step is not None and criterion.step <= 0:
            self.refuse("step_not_above_0", key=key)
        if None not in (criterion.least, criterion.most) and criterion.least > criterion.most:
            self.refuse("min_above_max", key=key)
        return criterion

    def _optional(self, name, item, key):
        return None if item.get(name) is None else self._number(name, item[name], key)

    def _number(self, name, value, key):
        try:
            if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
                raise ValueError
            return exact(str(value))
        except ValueError:
            self.refuse("not_a_number", name=name, key=key)
            return Decimal(1)

    def trim(self, item):
        item = item if isinstance(item, dict) else {}
        self.refuse_unknown("trim", item)
        level = self.choice("trim.level", item.get("level"), LEVELS)
        counts = [self._count(f"trim.{name}", item.get(name)) for name in ("high", "low")]
        return Trim(level, *counts, self._count("trim.minimum", item.get("minimum")))

    def rounding(self, item):
        item = item if isinstance(item, dict) else {}
        self.choice("rounding.mode", item.get("mode", "half_up"), ("half_up",))
        self.refuse_unknown("rounding", item)
        return Rounding(*(self._places(name, item.get(name)) for name in POINTS))

    def _places(self, name, value):
        return None if value is None else self._count(f"rounding.{name}", value, PLACES_UNROUNDED)

    def _count(self, name, value, most=1000):
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
            self.refuse("not_a_count", name=name)
            return 0
        return value

    def ties(self, steps, criteria):
        known = {"head_to_head", "untrimmed_mean"} | {f"criterion:{c.key}" for c in criteria}
        steps = steps if isinstance(steps, list) else [steps]
        for step in steps:
            if not isinstance(step, str) or step not in known:
                self.refuse("unknown_tie_step", step=str(step))
        return tuple(str(step) for step in steps)

    def time(self, item):
        if item is None:
            return None
        try:
            return parse_time_rules(item)
        except RulesRefused as refusal:
            self.faults += refusal.faults
            return None

    def choice(self, name, value, allowed):
        if value not in allowed:
            self.refuse("not_a_choice", name=name, allowed=", ".join(allowed))
            return allowed[0]
        return value
