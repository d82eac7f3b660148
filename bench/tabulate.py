"""How long 10,000 panels of nine judges take to tabulate: `python bench/tabulate.py`.

Four criteria, one tie in a few, both levels of trimming; once as ten thousand entries of one table
and once as a panel at a time, as the control desk asks. Prints CPU seconds; ends with 1 when the
table as a whole needs more than two.
"""

import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from competitions.scoring.rules import parse_rules
from competitions.scoring.sheets import Cell
from competitions.scoring.table import read_cells
from competitions.tabulation import as_strings, tabulate

PANELS, JUDGES, MOST_SECONDS = 10_000, 9, 2.0
WEIGHTS = {"content": "0.4", "skill": "0.3", "slides": "0.1", "impression": "0.2"}


def rules(level):
    return parse_rules(
        {
            "criteria": [{"key": key, "weight": weight} for key, weight in WEIGHTS.items()],
            "trim": {"level": level, "high": 1, "low": 1, "minimum": 5},
            "rounding": {"mode": "half_up", "criterion": 2, "weighted": 2, "total": 2},
            "ties": ["criterion:content", "head_to_head", "untrimmed_mean"],
            "ranking": "1224",
        }
    )


def panels():
    chance = random.Random(20091017)
    for entry in range(PANELS):
        yield [
            Cell(f"E{entry:05d}", f"J{judge}", key, f"{chance.randrange(700, 1000) / 10:.1f}")
            for judge in range(JUDGES)
            for key in WEIGHTS
        ]


def measured(label, work):
    started = time.process_time()
    work()
    seconds = time.process_time() - started
    print(f"{label:32} {seconds:6.2f} s CPU")
    return seconds


def as_csv(cells):
    rows = (f"{c.entry},{c.judge},{c.criterion},{c.mark}" for c in cells)
    return "\n".join(["entry,judge,criterion,mark", *rows])


def main():
    single = list(panels())
    together = [cell for cells in single for cell in cells]
    text = as_csv(together)
    measured("reading the spreadsheet", lambda: read_cells(text))
    slowest = 0
    for level in ("judge", "criterion"):
        rule_set = rules(level)

        def one_table(rule_set=rule_set):
            for result in tabulate(rule_set, together).results:
                as_strings(result, rule_set)

        def one_by_one(rule_set=rule_set):
            for cells in single:
                tabulate(rule_set, cells)

        slowest = max(slowest, measured(f"one table, trimmed by {level}", one_table))
        measured(f"panel by panel, by {level}", one_by_one)
    return 1 if slowest > MOST_SECONDS else 0


if __name__ == "__main__":
    sys.exit(main())
