"""Many people in one exam: when each comes, how long each step takes, what goes wrong."""

import asyncio
import random
import time
from collections import defaultdict
from dataclasses import dataclass, field

from bench.exam_sitter import PHONE, Sitter, Wrong
from bench.loopback import Browser

# As the client of the sitting (exams/static/exams/link.js).
PATIENCE, TRIES = 8, 4
FAULTS = (Wrong, OSError, TimeoutError, asyncio.IncompleteReadError, AttributeError, KeyError)


@dataclass
class Log:
    seconds: dict = field(default_factory=lambda: defaultdict(list))  # step → how long
    bytes: dict = field(default_factory=lambda: defaultdict(list))
    errors: list = field(default_factory=list)
    patience: float = PATIENCE  # seconds until a reply counts as lost

    async def timed(self, step, work):
        began = time.perf_counter()
        async with asyncio.timeout(self.patience):
            await work
        self.seconds[step].append(time.perf_counter() - began)


@dataclass
class Crowd:
    port: int
    county: dict
    people: list
    arrival: float
    pause: float
    log: Log = field(default_factory=Log)

    def __post_init__(self):
        exam, password = self.county["exam"], self.county["password"]
        self.sitters = [
            Sitter(Browser(self.port, headers=PHONE), name, password, exam) for name in self.people
        ]

    async def sit(self):
        """All come within the time of arrival and hand in."""
        await asyncio.gather(*(self._one(sitter) for sitter in self.sitters))

    async def look(self):
        """All look at their results, within the same time."""
        await asyncio.gather(*(self._looks(sitter) for sitter in self.sitters if sitter.receipt))

    async def _one(self, sitter):
        await asyncio.sleep(random.random() * self.arrival)
        try:
            await self._through(sitter)
        except FAULTS as fault:
            self.log.errors.append(f"{sitter.name} gave up: {fault!r}")

    async def _through(self, sitter):
        for step in ("sign_in", "start", "load"):
            await self.log.timed(step, getattr(sitter, step)())
        for seq, slot in enumerate(list(sitter.paper.questions), start=1):
            await asyncio.sleep(self.pause * (0.5 + random.random()))
            await self._again("save", lambda seq=seq, slot=slot: sitter.save(slot, seq))
        await self._again("hand_in", sitter.hand_in)
        for what, number in sitter.bytes.items():
            self.log.bytes[what].append(number)

    async def _again(self, step, work):
        """Repeats a call, as the page does; each failure is an error all the same."""
        for left in reversed(range(TRIES)):
            try:
                await self.log.timed(step, work())
                return
            except FAULTS as fault:
                self.log.errors.append(f"{step}: {fault!r}")
                if not left:
                    raise
            await asyncio.sleep(1 + random.random())

    async def _looks(self, sitter):
        await asyncio.sleep(random.random() * self.arrival)
        try:
            await self.log.timed("result", sitter.result())
        except FAULTS as fault:
            self.log.errors.append(f"result: {fault!r}")
