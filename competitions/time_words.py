"""Time on stage in words: limits, what too long or too short costs, what was noted."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


def clock(seconds):
    """8:12"""
    return f"{seconds // 60}:{seconds % 60:02d}"


def rule_lines(time_rules):
    """The rules of time as sentences, from the JSON of a rule set; none where there are none."""
    if not time_rules:
        return []
    lines = []
    if time_rules.get("most") is not None:
        lines.append(_("Not longer than %(time)s.") % {"time": clock(time_rules["most"])})
        lines += _bands(time_rules, "over")
    if time_rules.get("least") is not None:
        lines.append(_("Not shorter than %(time)s.") % {"time": clock(time_rules["least"])})
        lines += _bands(time_rules, "under")
    return lines


def _bands(time_rules, name):
    count = len(time_rules[name])
    return [
        band_in_words(time_rules, f"{name}:{number}") + _(": %(points)s off") % {"points": points}
        for number, (_end, points) in enumerate(time_rules[name][:count], start=1)
    ]


def band_in_words(time_rules, line):
    """The line of the rules that was used: "over:2" is the second step of too long."""
    name, number = line.split(":")
    bands = time_rules[name]
    place = int(number) - 1
    end, is_last = bands[place][0], place == len(bands) - 1
    if is_last:
        begun = bands[place - 1][0] if place else 0
        words = {
            "over": _("More than %(seconds)s seconds too long"),
            "under": _("More than %(seconds)s seconds too short"),
        }
        return words[name] % {"seconds": begun}
    words = {
        "over": _("Up to %(seconds)s seconds too long"),
        "under": _("Up to %(seconds)s seconds too short"),
    }
    return words[name] % {"seconds": end}


@dataclass(frozen=True)
class TimeLine:
    """The timekeeper's row under the marks of an entry."""

    clock: str
    points: str
    why: str
    before: str

    @property
    def is_charged(self):
        return self.points != "0"


def time_line(row, rules):
    time = row.get("time")
    if not time:
        return None
    if time["seconds"] is None:
        return TimeLine("–", "0", time["reason"], row["before_time"])
    why = band_in_words(rules["time"], time["line"]) if time["line"] else _("within the time")
    return TimeLine(clock(time["seconds"]), time["points"], why, row["before_time"])
