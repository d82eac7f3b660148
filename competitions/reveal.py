"""What of a published result may be shown, and when (CONTESTS.md §2.11). Pure.

Every board, list, sheet, export and figure asks here, by way of `showing.py`; nothing else decides.
A code is the number of an entry in the order; codes compare by their turn on stage.
"""

from dataclasses import dataclass

from competitions.proof import marks_table
from competitions.scoring.lines import in_order
from competitions.scoring.penalty import points_off
from competitions.scoring.rules import parse_rules
from competitions.scoring.table import read_cells
from competitions.tabulation import tabulate, with_penalties

IMMEDIATE, ONE_LATE, FIRST_TOGETHER, CEREMONY = "immediate", "one_late", "first_k", "ceremony"


@dataclass(frozen=True)
class Plan:
    mode: str = IMMEDIATE
    number: int = 0  # so many first ones together, or so many last ones for the ceremony
    revealed: tuple[str, ...] = ()  # codes shown by an act of the ceremony, in that order
    is_open: bool = False  # everything has been shown: nothing is held back any more

    def shown(self, published, waiting, heard=()):
        """The codes that may be shown, in the order in which they were.

        `published` are the codes of the signed result, `waiting` those without one, `heard` the
        codes whose time on stage is over.
        """
        published = in_turn(published)
        if self.is_open or self.mode == IMMEDIATE or not published:
            return published
        if self.mode == ONE_LATE:
            return self._one_late(published, waiting, heard)
        if self.mode == FIRST_TOGETHER:
            together = in_turn([*published, *waiting])[: self.number]
            return published if set(together) <= set(published) else []
        kept_back = self.kept_back(published, waiting)
        revealed = [code for code in self.revealed if code in published]
        return [code for code in published if code not in kept_back] + revealed

    def _one_late(self, published, waiting, heard):
        """The score of an entry is told when the next one has spoken."""
        last = published[-1]
        spoken = any(turn(code) > turn(last) for code in heard)
        return published if spoken or not waiting else published[:-1]

    def kept_back(self, published, waiting):
        """The entries of the ceremony: the last so many of the order."""
        if self.mode != CEREMONY:
            return []
        everybody = in_turn([*published, *waiting])
        return everybody[max(0, len(everybody) - self.number) :]

    def is_frozen(self, published, waiting):
        """All that is shown before the ceremony is shown; the rest waits for it."""
        if self.mode != CEREMONY or self.is_open:
            return False
        kept_back = self.kept_back(published, waiting)
        return not set(waiting) - set(kept_back)

    def next_of_ceremony(self, rows):
        """The code to be revealed next: the last rank first; None when all of them are out."""
        codes = [row["code"] for row in rows]
        hidden = set(self.kept_back(codes, [])) - set(self.revealed)
        left = [row for row in rows if row["code"] in hidden]
        worst = max(left, key=lambda row: (row["rank"], turn(row["code"])), default=None)
        return worst and worst["code"]

    def newest(self, shown):
        """What was shown last; ranks are compared with those before it."""
        if self.mode == FIRST_TOGETHER and len(shown) <= self.number:
            return set(shown)
        return set(shown[-1:])


def turn(code):
    return len(code), code


def in_turn(codes):
    return sorted(codes, key=turn)


def part_of(data, plan, heard=()):
    """The data of a snapshot as everybody may see it: held-back entries wait, ranks are among the
    others. Where nothing is held back it is the snapshot's own."""
    published = [row["code"] for row in data["results"]]
    waiting = [entry["code"] for entry in data["waiting"]]
    shown = plan.shown(published, waiting, heard)
    if len(shown) == len(published):
        return data
    ranks, before = _ranks(data, shown), _ranks(data, set(shown) - plan.newest(shown))
    rows = [
        {**row, **ranks[row["code"]], "change": _change(row["code"], ranks, before)}
        for row in data["results"]
        if row["code"] in ranks
    ]
    back = [
        {"code": row["code"], "title": row["title"]}
        for row in data["results"]
        if row["code"] not in ranks
    ]
    return {
        **data,
        "results": sorted(rows, key=lambda row: (row["rank"], turn(row["code"]))),
        "waiting": sorted([*data["waiting"], *back], key=lambda entry: turn(entry["code"])),
    }


def _change(code, ranks, before):
    return before[code]["rank"] - ranks[code]["rank"] if code in before else None


def _ranks(data, codes):
    """code → rank and tie among these codes alone, tabulated anew from their marks."""
    rows = [row for row in data["results"] if row["code"] in codes]
    if not rows:
        return {}
    if data.get("kind") == "quiz":
        places = in_order({row["code"]: -row["rank"] for row in rows})
        return {code: {"rank": p.rank, "tied": p.tied} for code, p in places.items()}
    rules = parse_rules(data["rules"])
    cells, _faults = read_cells(marks_table({**data, "results": rows}))
    times = {row["code"]: row["time"]["seconds"] for row in rows if row.get("time")}
    table = with_penalties(tabulate(rules, cells), rules, points_off(times, rules.time))
    return {found.entry: {"rank": found.rank, "tied": found.tied} for found in table.results}
