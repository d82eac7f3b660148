"""A phone as EXAMS.md §6.3 wants it, that remembers everything it was told.

One request at a time, at most twenty acts in their order, the same ones again until a reply comes.
"""

import http.client
import json
import time
from dataclasses import dataclass, field

from exams import tickets

MOST_ACTS = 20
# The page waits up to 30 s; a test need not.
LONGEST_PAUSE = 0.1


@dataclass
class Act:
    """One tap, and what the server said of it."""

    device: str
    seq: int
    epoch: int
    slot: int
    value: list
    tapped_at: float
    verdict: str = ""
    acked_at: float = 0


class NoReply(Exception):
    """The line was cut, or the server could not: then there is a status."""

    status = None


def ask(port, path, body, patience=8.0):
    """(status, reply) of one request on a connection of its own; no reply raises NoReply."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=patience)
    try:
        headers = {"Content-Type": "application/json", "Connection": "close"}
        line.request("POST", path, json.dumps(body), headers)
        response = line.getresponse()
        text = response.read()
    except (OSError, http.client.HTTPException) as error:
        raise NoReply(str(error)) from error
    finally:
        line.close()
    if response.status >= 500:
        assert b"Traceback" not in text, "a page shows a stack trace"
        failure = NoReply(str(response.status))
        failure.status = response.status
        raise failure
    return response.status, json.loads(text)


@dataclass
class Phone:
    port: int
    attempt: object
    device: str
    patience: float = 8.0
    acts: list = field(default_factory=list)
    receipts: list = field(default_factory=list)
    claims: dict = field(default_factory=dict)  # nonce → epochs it was given
    missing: list = field(default_factory=list)
    deadlines: list = field(default_factory=list)
    epoch: int = 0
    ticket: str = ""
    moved: bool = False
    failures: int = 0
    refusals: set = field(default_factory=set)  # statuses; None where the line was cut

    def call(self, name, **body):
        path = f"/exams/attempts/{self.attempt.pk}/{name}"
        body = {"device": self.device, **body}
        try:
            status, reply = ask(self.port, path, body, self.patience)
        except NoReply as failure:
            self.failures += 1
            self.refusals.add(failure.status)
            raise
        assert status in (200, 409), f"{name}: {status} {reply}"
        if "deadline" in reply:
            self.deadlines.append(reply["deadline"])
        return reply

    def claim(self, nonce=None):
        """From now on this phone writes."""
        nonce = nonce or f"{self.device}-claims"
        page = tickets.issue(self.attempt.pk, self.attempt.person_id)
        reply = self.call("claim", ticket=page, nonce=nonce)
        self.claims.setdefault(nonce, []).append(reply["claimed"])
        self.epoch, self.ticket = reply["claimed"], reply["ticket"]
        return self

    def tap(self, slot, *value):
        act = Act(self.device, len(self.acts) + 1, self.epoch, slot, sorted(value), time.time())
        self.acts.append(act)
        return act

    @property
    def queue(self):
        return [act for act in self.acts if not act.acked_at]

    def send(self, batch=None):
        """One batch, once; True when nothing waits any more."""
        batch = batch or self.queue[:MOST_ACTS]
        if not batch:
            return True
        items = [
            {"seq": act.seq, "slot": act.slot, "value": act.value, "mono": act.seq * 1000}
            for act in batch
        ]
        reply = self.call("ops", ticket=self.ticket, epoch=self.epoch, ops=items)
        for act in batch:
            if said := reply["ack"].get(str(act.seq)):
                assert act.verdict in ("", said), f"told {act.verdict}, then {said}"
                act.verdict, act.acked_at = said, time.time()
        self.moved = self.moved or reply["epoch"] > self.epoch
        return not self.queue

    def answer(self, slot, *value):
        """Taps and sends until the server has it."""
        act = self.tap(slot, *value)
        self.insist(self.send)
        return act

    def hand_in(self, last_seq=None, key=None):
        """The receipt, or None where the server asks for what is missing or says it moved."""
        last = len(self.acts) if last_seq is None else last_seq
        reply = self.call(
            "submit", ticket=self.ticket, key=key or f"{self.device}-key", last_seq=last
        )
        if "receipt" in reply:
            self.receipts.append(reply["receipt"] | {"last_seq": last})
            return self.receipts[-1]
        if "missing" in reply:
            self.missing.append(reply["missing"])
        self.moved = self.moved or reply.get("error") == "moved"
        return None

    def insist(self, call, seconds=60):
        """Repeats a call until it is answered and says yes, as the page does."""
        limit, pause = time.monotonic() + seconds, 0.02
        while True:
            assert time.monotonic() < limit, f"{self.device}: no reply for {seconds} s"
            try:
                if done := call():
                    return done
            except NoReply:
                pause = min(LONGEST_PAUSE, pause * 2)
                time.sleep(pause)
