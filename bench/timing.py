"""Runs a command of the portal and says what it took: on the wall and of the processor."""

import resource
import subprocess
import sys
import time
from pathlib import Path

BASE = Path(__file__).resolve().parents[1]


def timed(*arguments):
    """(standard output, wall seconds, processor seconds) of `manage.py` with these arguments."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        [sys.executable, BASE / "manage.py", *map(str, arguments)],
        stdout=subprocess.PIPE, check=True, text=True,
    )  # fmt: skip
    wall, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return done.stdout, wall, processor


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def tell(what, wall, processor, limit):
    """Prints the figures beside the limit; whether it was kept."""
    print(
        f"{what}: {wall:.2f} s, {processor:.2f} s of processor; "
        f"limit {limit} s, {wall / limit:.0%} of it"
    )
    return wall <= limit
