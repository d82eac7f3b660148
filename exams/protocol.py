"""The rules of saving over weak networks (EXAMS.md §6.2), without a database."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

GRACE = timedelta(seconds=30)
MOST_OPS = 20
MOST_PARTS = 26
LONGEST_TEXT = 200
# An answer in words: at most 6,000 bytes on their way.
LONGEST_ANSWER = 2000
CODE_SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


_ID = re.compile(r"[^\x00-\x20]{1,12}")
_SAID = re.compile(rf"[0-9]{{1,2}}:.{{1,{LONGEST_TEXT}}}", re.DOTALL)
_WRITTEN = re.compile(rf"t:.{{1,{LONGEST_ANSWER}}}", re.DOTALL)
_FILE = re.compile("f:[0-9a-f]{64}")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class Verdict(StrEnum):
    ACCEPTED = "accepted"  # it is the answer, or was until a newer one came
    SUPERSEDED = "superseded"  # a newer answer to the same question was there already
    LATE = "late"  # kept, not counted
    CONFLICT = "conflict"  # this number was used for something else; not applied


@dataclass(frozen=True)
class Act:
    """One choice: what was tapped, in the order of its device."""

    seq: int
    slot: int
    value: tuple[str, ...]
    mono: int = 0
    prev: str = ""


@dataclass(frozen=True)
class Kept:
    """An act as it was stored."""

    device: str
    seq: int
    epoch: int
    slot: int
    value: tuple[str, ...]
    verdict: str


class Malformed(ValueError):
    """The request is not one our pages send."""


def acts_of(items):
    """Reads the `ops` of a request: at most twenty, in their order."""
    if not isinstance(items, list) or len(items) > MOST_OPS:
        raise Malformed("ops")
    return sorted((_act(item) for item in items), key=lambda act: act.seq)


def _act(item):
    if not isinstance(item, dict):
        raise Malformed("op")
    seq, slot, value = item.get("seq"), item.get("slot"), item.get("value")
    mono, prev = item.get("mono", 0), item.get("prev", "")
    sound = (
        _is_count(seq, 1, 2**31 - 1)
        and _is_count(slot, 1, 1000)
        and _is_count(mono, 0, 2**53)
        and isinstance(prev, str)
        and len(prev) <= 64
    )
    if not sound:
        raise Malformed("op")
    return Act(seq, slot, value_of(value), mono, prev)


def value_of(value):
    """What was chosen or typed, in one order, whatever the order of tapping.

    Ids of options; "part:option" for pairs and places, "part:text" for what was typed. By
    itself "t:text" for an answer in words and "f:hash" for a file handed in.
    """
    if (alone := _said_alone(value)) is not None:
        return alone
    if not isinstance(value, list) or len(value) > MOST_PARTS:
        raise Malformed("value")
    if not all(isinstance(v, str) and (_ID.fullmatch(v) or _SAID.fullmatch(v)) for v in value):
        raise Malformed("value")
    return tuple(sorted(set(map(_without_signs, value))))


def _said_alone(value):
    if not isinstance(value, list) or len(value) != 1 or not isinstance(value[0], str):
        return None
    if _FILE.fullmatch(value[0]):
        return (value[0],)
    if not _WRITTEN.fullmatch(value[0]):
        return None
    lines = value[0].replace("\r\n", "\n").split("\n")
    return ("\n".join(map(_without_signs, lines)),)


def _without_signs(text):
    """No sign that a database refuses: half a character, or one that controls a printer."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _CONTROLS.sub(" ", whole)


def _is_count(number, least, most):
    return type(number) is int and least <= number <= most


def judge(acts: Iterable[Act], device: str, epoch: int, kept: Iterable[Kept], counts: bool):
    """The verdict on each act, and which of them are new.

    `kept` holds what is stored under these numbers of the device and what was accepted for
    these questions; `counts` is False once the sitting is closed or the time is over.
    """
    kept = list(kept)
    known = {k.seq: (k.slot, k.value, k.verdict) for k in kept if k.device == device}
    newest = _newest(kept)
    verdicts: dict[int, Verdict] = {}
    fresh: list[tuple[Act, Verdict]] = []
    for act in acts:
        if act.seq in known:
            slot, value, verdict = known[act.seq]
            same = (slot, value) == (act.slot, act.value)
            verdicts[act.seq] = Verdict(verdict) if same else Verdict.CONFLICT
            continue
        if not counts:
            verdict = Verdict.LATE
        elif (epoch, act.seq) >= newest.get(act.slot, (0, 0)):
            verdict = Verdict.ACCEPTED
            newest[act.slot] = (epoch, act.seq)
        else:
            verdict = Verdict.SUPERSEDED
        known[act.seq] = (act.slot, act.value, verdict)
        verdicts[act.seq] = verdict
        fresh.append((act, verdict))
    return verdicts, fresh


def _newest(kept):
    newest: dict[int, tuple[int, int]] = {}
    for k in kept:
        if k.verdict == Verdict.ACCEPTED:
            newest[k.slot] = max((k.epoch, k.seq), newest.get(k.slot, (0, 0)))
    return newest


def answers_from(kept: Iterable[Kept]) -> dict[int, Kept]:
    """The newest accepted act of each question; a cleared answer is no answer."""
    answers: dict[int, Kept] = {}
    for k in kept:
        if k.verdict != Verdict.ACCEPTED:
            continue
        there = answers.get(k.slot)
        if there is None or (k.epoch, k.seq) > (there.epoch, there.seq):
            answers[k.slot] = k
    return {slot: k for slot, k in sorted(answers.items()) if k.value}


def missing_range(last_seq, received):
    """First and last number that has not come in, or None when all are there."""
    missing = set(range(1, last_seq + 1)) - set(received)
    return [min(missing), max(missing)] if missing else None


def digest(attempt_id, answers: Mapping[int, tuple[str, ...]]):
    """SHA-256 over whose sitting it is and its answers, lower-case hex."""
    content = json.dumps(
        [str(attempt_id), [[slot, list(value)] for slot, value in sorted(answers.items())]],
        separators=(",", ":"),
    )
    return hashlib.sha256(content.encode()).hexdigest()


def receipt_codes(attempt_id, sha256):
    """Short codes to read out on the phone, one after the other until one is free."""
    number = 0
    while True:
        raw = hashlib.sha256(f"{attempt_id}|{sha256}|{number}".encode()).digest()
        yield "".join(CODE_SIGNS[byte % len(CODE_SIGNS)] for byte in raw[:4])
        number += 1


def shuffled(options, random):
    """Ids of options in a new order; pinned ones keep their place.

    `random` is `random.SystemRandom()` in earnest: nobody can work out another's order.
    """
    order = [option["id"] for option in options]
    free = [place for place, option in enumerate(options) if not option["pinned"]]
    moved = [order[place] for place in free]
    random.shuffle(moved)
    for place, key in zip(free, moved, strict=True):
        order[place] = key
    return order
