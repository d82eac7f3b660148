"""What speaking too long or too short costs: once, from the official score, after trimming."""

from dataclasses import dataclass
from decimal import Decimal

from competitions.scoring.faults import Fault, RulesRefused
from competitions.scoring.numbers import exact


@dataclass(frozen=True)
class Band:
    """Up to so many seconds beyond the limit cost these points; None is any number more."""

    seconds: int | None
    points: Decimal


@dataclass(frozen=True)
class TimeRules:
    """`most` and `least` are the limits in seconds; the bands stand in the order of their ends."""

    most: int | None = None
    over: tuple[Band, ...] = ()
    least: int | None = None
    under: tuple[Band, ...] = ()


@dataclass(frozen=True)
class Penalty:
    """The timer's row: what is taken off, and by which line of the rules."""

    seconds: int
    points: Decimal
    line: str | None = None  # "over:2": the second band of those for too long


def time_penalty(seconds, rules):
    """What `seconds` on stage cost. A limit itself is within the time."""
    if rules.most is not None and seconds > rules.most:
        return _banded(seconds, seconds - rules.most, "over", rules.over)
    if rules.least is not None and seconds < rules.least:
        return _banded(seconds, rules.least - seconds, "under", rules.under)
    return Penalty(seconds, Decimal(0))


def _banded(seconds, beyond, name, bands):
    for number, band in enumerate(bands, start=1):
        if band.seconds is None or beyond <= band.seconds:
            return Penalty(seconds, band.points, f"{name}:{number}")
    # The last band is the cap: more time does not cost more.
    return Penalty(seconds, bands[-1].points, f"{name}:{len(bands)}")


def points_off(seconds, rules):
    """entry → points, from entry → seconds; who was not timed, or rules without time, cost none."""
    if rules is None:
        return {}
    return {
        entry: time_penalty(own, rules).points for entry, own in seconds.items() if own is not None
    }


def parse_time_rules(data):
    """{"most": 480, "over": [[10, "0.02"], [null, "0.2"]], "least": 360, "under": [...]}."""
    if not isinstance(data, dict):
        raise RulesRefused([Fault("not_an_object")])
    reader = _Reader()
    for key in sorted(data.keys() - {"most", "over", "least", "under"}):
        reader.refuse("unknown_key", key=key)
    parts = {name: data.get(name) for name in ("most", "least")}
    for name, limit in parts.items():
        if limit is not None and not _is_seconds(limit):
            reader.refuse("not_a_count", name=name)
    over, under = reader.bands("over", data), reader.bands("under", data)
    for limit, bands, name in ((parts["most"], over, "over"), (parts["least"], under, "under")):
        if (limit is None) != (not bands):
            reader.refuse("limit_without_bands", name=name)
    if reader.faults:
        raise RulesRefused(reader.faults)
    return TimeRules(parts["most"], over, parts["least"], under)


class _Reader:
    def __init__(self):
        self.faults = []

    def refuse(self, code, **facts):
        self.faults.append(Fault(code, facts=facts))

    def bands(self, name, data):
        try:
            bands = tuple(Band(end, exact(points)) for end, points in data.get(name, []))
        except (TypeError, ValueError):
            self.refuse("not_bands", name=name)
            return ()
        ends = [band.seconds for band in bands]
        closed = ends[:-1] if ends and ends[-1] is None else ends
        sound = all(map(_is_seconds, closed)) and sorted(set(closed)) == closed
        if not sound or any(band.points < 0 for band in bands):
            self.refuse("not_bands", name=name)
        return bands


def _is_seconds(value):
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= 86400
