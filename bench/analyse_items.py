"""`make bench-analysis`: 100,000 people × 100 items, classical figures, the whole command."""

import json
import sys
import tempfile
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.timing import tell, timed

PEOPLE, ITEMS, LIMIT = 100_000, 100, 5


def write_responses(path):
    """People of normal ability, items from easy to hard, right or wrong by a Rasch model."""
    random = np.random.default_rng(1)
    ability = random.normal(size=(PEOPLE, 1))
    right = random.random((PEOPLE, ITEMS)) < 1 / (1 + np.exp(np.linspace(-2, 2, ITEMS) - ability))
    with path.open("w", encoding="utf-8") as file:
        print("person", *(f"Q{item}" for item in range(1, ITEMS + 1)), sep=",", file=file)
        for person, cells in enumerate(right.astype(int).astype(str), start=1):
            print(f"P{person}", *cells, sep=",", file=file)


def main():
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "responses.csv"
        write_responses(path)
        print(f"{PEOPLE:,} × {ITEMS} responses, {path.stat().st_size / 1e6:.0f} MB")
        out, wall, processor = timed("analyse_items", path, "--json")
    assert json.loads(out)["persons"] == PEOPLE
    return 0 if tell("analysed", wall, processor, LIMIT) else 1


if __name__ == "__main__":
    sys.exit(main())
