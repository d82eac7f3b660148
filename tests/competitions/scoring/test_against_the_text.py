"""The product against the plainest reading of the rule, on panels nobody thought of."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from competitions.scoring.rules import parse_rules
from competitions.scoring.sheets import Cell
from competitions.tabulation import tabulate
from tests.competitions.scoring.oracle import recompute

KEYS = "abc"
STEPS = [*(f"criterion:{key}" for key in KEYS), "head_to_head", "untrimmed_mean"]
PLACES = st.sampled_from([None, 0, 1, 2])
RULES = st.fixed_dictionaries(
    {
        "criteria": st.lists(
            st.sampled_from(["0.4", "0.3", "1", "0.125"]), min_size=3, max_size=3
        ).map(lambda w: [{"key": k, "weight": v} for k, v in zip(KEYS, w, strict=True)]),
        "trim": st.fixed_dictionaries(
            {
                "level": st.sampled_from(["judge", "criterion"]),
                "high": st.integers(0, 1),
                "low": st.integers(0, 1),
                "minimum": st.integers(3, 6),
            }
        ),
        "rounding": st.fixed_dictionaries(
            {"mode": st.just("half_up"), "criterion": PLACES, "weighted": PLACES, "total": PLACES}
        ),
        "ties": st.lists(st.sampled_from(STEPS), unique=True, max_size=3),
        "ranking": st.sampled_from(["1224", "dense"]),
    }
)
# Few different marks, so that there are ties to break.
SHEET = st.fixed_dictionaries({key: st.sampled_from(["8", "8.5", "9", "9.25"]) for key in KEYS})
PANELS = st.dictionaries(
    st.sampled_from(["E1", "E2", "E3", "E4"]),
    st.dictionaries(st.sampled_from([f"J{n}" for n in range(7)]), SHEET, min_size=3),
    min_size=1,
)


def as_cells(panels):
    judges = sorted({judge for sheets in panels.values() for judge in sheets})
    return [
        Cell(entry, judge, key, sheets.get(judge, dict.fromkeys(KEYS, "recused"))[key])
        for entry, sheets in panels.items()
        for judge in judges
        for key in KEYS
    ]


@given(RULES, PANELS)
def test_the_result_is_that_of_the_plainest_reading(data, panels):
    table = tabulate(parse_rules(data), as_cells(panels))

    found = {
        r.entry: (r.total, r.rank, r.tied, r.criteria, [list(pair) for pair in r.dropped])
        for r in table.results
    }
    assert (table.faults, found) == ([], recompute(data, panels))


@given(PANELS)
def test_marks_with_many_digits_stay_exact(panels):
    tiny = Decimal("0.000000000000001")
    longer = {
        entry: {
            judge: {key: str(Decimal(mark) + number * tiny) for key, mark in sheet.items()}
            for number, (judge, sheet) in enumerate(sheets.items())
        }
        for entry, sheets in panels.items()
    }
    data = {
        "criteria": [{"key": key, "weight": "0.333333333333333"} for key in KEYS],
        "trim": {"level": "judge", "high": 0, "low": 0, "minimum": 3},
        "rounding": {"mode": "half_up", "criterion": None, "weighted": None, "total": None},
        "ties": [],
        "ranking": "1224",
    }

    table = tabulate(parse_rules(data), as_cells(longer))

    expected = recompute(data, longer)
    assert {r.entry: r.total for r in table.results} == {e: row[0] for e, row in expected.items()}
