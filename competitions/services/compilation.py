"""From the rows of a stage to its result as data: what a snapshot holds, and how it is proved."""

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from competitions.models import Sheet, Timing
from competitions.proof import hash_of_input, hash_of_rules
from competitions.scoring.penalty import points_off, time_penalty
from competitions.scoring.sheets import Cell
from competitions.services.refusal import ContestRefused
from competitions.services.sheets import plain
from competitions.tabulation import as_strings, tabulate, with_penalties
from competitions.words import sentence


def compile_result(stage, performances, before=None):
    """(data, hash of the rules, hash of the marks) of these performances of the stage.

    `before` is the data of the result shown until now: ranks are compared with it.
    """
    rules = stage.rule_set.rules
    performances = with_sheets(performances)
    cells = cells_of(performances, rules)
    table = tabulate(rules, cells)
    if table.faults:
        raise ContestRefused(" ".join(sentence(fault) for fault in table.faults))
    times = times_of(performances, rules)
    seconds = {code: timing.seconds for code, timing in times.items()}
    before_time = {result.entry: as_strings(result, rules)["total"] for result in table.results}
    table = with_penalties(table, rules, points_off(seconds, rules.time))
    results = {result.entry: as_strings(result, rules) for result in table.results}
    for code, timing in times.items():
        results[code] |= {"time": _time(timing, rules.time), "before_time": before_time[code]}
    ranks = {row["code"]: row["rank"] for row in before["results"]} if before else {}
    rows = [_row(p, results[_code(p)], rules, ranks) for p in performances]
    done = [performance.entry_id for performance in performances]
    data = {
        "contest": stage.contest.title,
        "stage": stage.title,
        "unit": stage.unit.name,
        "held_on": stage.held_on.isoformat(),
        "rules": stage.rule_set.data,
        "rules_version": stage.rule_set.version,
        "results": sorted(rows, key=lambda row: (row["rank"], row["code"])),
        "waiting": [
            {"code": f"{entry.order_no:02d}", "title": entry.title}
            for entry in stage.entries.exclude(pk__in=done)
        ],
    }
    return data, hash_of_rules(stage.rule_set.data), hash_of_input(data)


def with_sheets(performances):
    current = Sheet.objects.current().select_related("seat").prefetch_related("marks")
    return list(
        performances.select_related("entry__unit").prefetch_related(
            Prefetch("sheets", queryset=current, to_attr="counted"),
            Prefetch("timings", queryset=Timing.objects.current(), to_attr="timed"),
        )
    )


def times_of(performances, rules):
    """code → timing, where the rules charge for time; nothing is locked while one is missing."""
    if rules.time is None:
        return {}
    late = [p for p in performances if not p.timed or not p.timed[0].is_taken]
    if late:
        names = _(", ").join(str(performance) for performance in late)
        raise ContestRefused(_("The time on stage is missing: %(names)s.") % {"names": names})
    return {_code(performance): performance.timed[0] for performance in performances}


def _time(timing, time_rules):
    """The timekeeper's row: recomputed from the seconds, as anybody can."""
    if timing.seconds is None:
        return {"seconds": None, "points": "0", "line": None, "reason": timing.reason}
    penalty = time_penalty(timing.seconds, time_rules)
    return {"seconds": timing.seconds, "points": plain(penalty.points), "line": penalty.line}


def cells_of(performances, rules):
    """A seat without a sheet for an entry was not on the panel for it: a reserve not called."""
    judges = sorted({sheet.seat.code for p in performances for sheet in p.counted})
    cells = []
    for performance in performances:
        sheets = {sheet.seat.code: sheet for sheet in performance.counted}
        for judge in judges:
            words = _words(sheets.get(judge), rules)
            cells += [Cell(_code(performance), judge, key, word) for key, word in words.items()]
    return cells


def _words(sheet, rules):
    keys = [criterion.key for criterion in rules.criteria]
    if sheet is None:
        return dict.fromkeys(keys, Sheet.State.ABSENT.value)
    if sheet.is_in:
        values = sheet.values()
        return {key: plain(values[key]) for key in keys}
    return dict.fromkeys(keys, "" if sheet.is_pending else str(sheet.state))


def _code(performance):
    return f"{performance.entry.order_no:02d}"


def _row(performance, result, rules, ranks_before):
    code = _code(performance)
    before = ranks_before.get(code)
    return {
        **result,
        "code": code,
        "performance": performance.pk,
        "title": performance.entry.title,
        "unit": performance.entry.unit.name,
        "change": None if before is None else before - result["rank"],
        "sheets": [_sheet(sheet, rules) for sheet in performance.counted],
    }


def _sheet(sheet, rules):
    marks = sheet.values() if sheet.is_in else {}
    return {
        "judge": sheet.seat.code,
        "state": str(sheet.state),
        "marks": {key: plain(value) for key, value in marks.items()},
        "total": plain(rules.own_total(marks)) if marks else None,
    }
