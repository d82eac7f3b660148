"""`make bench-forms`: 1,200 questions into 4 forms of 50, the whole command."""

import json
import sys
import tempfile
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.timing import tell, timed

QUESTIONS, FORMS, LENGTH, LIMIT = 1_200, 4, 50, 10


def write_bank(path, decimals):
    random = Random(1)
    with path.open("w", encoding="utf-8") as file:
        print("id,topic,type,difficulty", file=file)
        for number in range(QUESTIONS):
            topic = f"T{random.randrange(5)}"
            type_ = random.choice(("single", "multiple", "truefalse"))
            print(f"q{number},{topic},{type_},{random.uniform(0.2, 0.98):.{decimals}f}", file=file)


def main():
    kept = []
    for decimals in (2, 4):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "bank.csv"
            write_bank(path, decimals)
            out, wall, processor = timed(
                "assemble_forms", path, "--forms", FORMS, "--length", LENGTH, "--json"
            )
        made = json.loads(out)
        what = (
            f"{QUESTIONS:,} questions, difficulty with {decimals} decimals, into {FORMS} × {LENGTH}"
            f" ({made['status']}, spread {made['spread']}, gap {made['gap']})"
        )
        kept.append(tell(what, wall, processor, LIMIT))
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
