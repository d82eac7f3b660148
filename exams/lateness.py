"""Late answers with what speaks for them: the order of the acts and the phone's steady counter.

Pure: acts in, evidence out. An act has device, seq, slot, value, prev_hash, client_mono_ms,
recv_at, verdict, epoch.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from exams import chains
from exams.protocol import Verdict


@dataclass(frozen=True)
class Evidence:
    act: object
    after: timedelta  # how long after the deadline it came in
    # At the earliest: the counter of the device, set by the acts that came in in time.
    tapped: datetime | None
    chain: chains.State

    @property
    def seconds_after(self):
        return int(self.after.total_seconds())


def evidence(acts, deadline):
    """What came late, act by act."""
    acts = list(acts)
    states = chains.states_of(acts)
    starts = _starts(acts)
    return [
        Evidence(
            act,
            act.recv_at - deadline,
            starts[act.device] + timedelta(milliseconds=act.client_mono_ms)
            if act.device in starts
            else None,
            states[act.device],
        )
        for act in acts
        if act.verdict == Verdict.LATE
    ]


def _starts(acts):
    """When the counter of each device stood at zero, by the server's clock: the fastest act says
    it best. Only acts that were not late are believed."""
    starts = {}
    for act in acts:
        if act.verdict == Verdict.LATE or not act.client_mono_ms:
            continue
        start = act.recv_at - timedelta(milliseconds=act.client_mono_ms)
        starts[act.device] = min(start, starts.get(act.device, start))
    return starts


def answers_with(acts, last):
    """slot → act, when late acts up to number `last` count as if they had come in time."""
    best = {}
    for act in acts:
        counts = act.verdict == Verdict.ACCEPTED or (act.verdict == Verdict.LATE and act.pk <= last)
        there = best.get(act.slot)
        if counts and (there is None or (act.epoch, act.seq) > (there.epoch, there.seq)):
            best[act.slot] = act
    return {slot: act for slot, act in sorted(best.items()) if act.value}
