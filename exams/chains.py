"""The chain of acts: each names the hash of the one before it on the same device. No Django.

As exams/static/exams/link.js makes it: sha256 of prev|seq|slot|value, the value joined by commas.
"""

import hashlib
from enum import StrEnum


class State(StrEnum):
    WHOLE = "whole"
    BROKEN = "broken"
    NONE = "none"  # the device could not compute hashes, or the page was a plain form


def hash_of(prev, seq, slot, value):
    text = "|".join((prev, str(seq), str(slot), ",".join(value)))
    return hashlib.sha256(text.encode()).hexdigest()


def state_of(ops):
    """Of the acts of one device; each has seq, slot, value, prev_hash.

    What is missing at the end cannot be seen; what is missing or changed in between can.
    """
    ops = sorted(ops, key=lambda op: op.seq)
    if not any(op.prev_hash for op in ops):
        return State.WHOLE if [op.seq for op in ops] == [1] else State.NONE
    expected, number = "", 1
    for op in ops:
        if op.seq != number or op.prev_hash != expected:
            return State.BROKEN
        expected = hash_of(op.prev_hash, op.seq, op.slot, op.value)
        number += 1
    return State.WHOLE


def states_of(ops):
    """device → state."""
    by_device = {}
    for op in ops:
        by_device.setdefault(op.device, []).append(op)
    return {device: state_of(of_one) for device, of_one in sorted(by_device.items())}
