"""What a run of `bench/exam.py` found, in lines, with the limits it has to keep."""

import os
from dataclasses import dataclass

from bench.timing import percentile

STEPS = ("sign_in", "start", "load", "save", "hand_in", "result")
# Seconds: (95th percentile, 99th percentile).
LIMITS = {"sign_in": (1, None), "start": (1, None), "load": (1, None), "save": (0.3, 1)}
MOST_QUERIES_OF_A_SAVE = 2
MOST_BYTES = {"paper": 16 * 1024, "save": 1024}
MOST_SECONDS_PER_SITTING = 0.10


@dataclass
class Report:
    database: str
    asked: object
    measured: dict = None
    log: object = None
    used: dict = None
    wall: float = 0
    complete: int = 0
    edits: int = 0
    compared: dict = None

    def tell(self):
        """Prints everything; whether nothing went wrong and every limit was kept."""
        asked = self.asked
        print(f"\n== {asked.people} people on {self.database}, coming within {asked.arrival:g} s, ")
        print(f"   {asked.workers} workers; load of the machine {os.getloadavg()[0]:.1f}")
        if asked.editing:
            print(f"   while an organiser changed questions and a plan {self.edits} times")
        self._tell_steps()
        self._tell_cost()
        for sentence in [*self.log.errors[:10], *self.compared["differences"][:10]]:
            print(f"  ! {sentence}")
        kept = self._right() | self._small()
        if not asked.no_clock:
            kept |= self._quick() | self._cheap()
        for what, is_kept in kept.items():
            print(f"{what}: {'kept' if is_kept else 'NOT KEPT'}")
        return all(kept.values())

    def _tell_steps(self):
        print(
            f"{'step':8} {'n':>6} {'p50':>8} {'p95':>8} {'p99':>8} {'worst':>8}  queries  ms inside"
        )
        for step in STEPS:
            times = self.log.seconds[step] or [0]
            shown = (percentile(times, share) for share in (0.5, 0.95, 0.99, 1))
            inside = self.measured["steps"][step]
            figures = " ".join(f"{seconds * 1000:6.0f}ms" for seconds in shown)
            cost = f"{inside['queries']:7}  {inside['seconds'] * 1000:9.2f}"
            print(f"{step:8} {len(self.log.seconds[step]):6} {figures}  {cost}")
            if self.asked.sql:
                print(*(f"    {sql[:400]}" for sql in inside["sql"]), sep="\n")

    def _tell_cost(self):
        parts = ", ".join(f"{who} {spent:.2f}" for who, spent in self.used.items() if who != "all")
        print(f"processor: {self.used['all']:.2f} s in {self.wall:.0f} s ({parts})")
        also = ", the organiser's work included" if self.asked.editing else ""
        print(f"complete sittings: {self.complete}, each {self.per_sitting * 1000:.1f} ms{also}")
        print(
            f"of which one password hash: {self.measured['hash'] * 1000:.1f} ms (Argon2id, 19 MiB)"
        )
        most = {what: max(numbers) for what, numbers in self.log.bytes.items()}
        print(f"bytes: paper {most.get('paper')} compressed, a save {most.get('save')} up and down")
        print(f"answers stored {self.compared['stored']}, lost {self.compared['lost']}")

    @property
    def per_sitting(self):
        return self.used["all"] / max(self.complete, 1)

    def _right(self):
        most = max(len(self.log.errors), self.asked.people - self.complete)
        return {
            f"no errors ({most})": most == 0,
            "every acknowledged answer is the stored one": not self.compared["differences"],
        }

    def _quick(self):
        found = {}
        for step, limits in LIMITS.items():
            for share, limit in zip((0.95, 0.99), limits, strict=True):
                times = self.log.seconds[step]
                if limit and times:
                    found[f"{step} p{share * 100:.0f} ≤ {limit} s"] = (
                        percentile(times, share) <= limit
                    )
        return found

    def _small(self):
        save = self.measured["steps"]["save"]
        found = {
            f"queries of a save ≤ {MOST_QUERIES_OF_A_SAVE}": save["queries"]
            <= MOST_QUERIES_OF_A_SAVE
        }
        for what, most in MOST_BYTES.items():
            found[f"{what} ≤ {most} bytes"] = max(self.log.bytes[what], default=0) <= most
        return found

    def _cheap(self):
        limit = MOST_SECONDS_PER_SITTING
        return {f"processor per sitting ≤ {limit} s": self.per_sitting <= limit}
