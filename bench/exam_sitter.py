"""One person with a phone in an exam: the requests its browser makes, in their order.

A browser also fetches style sheets and scripts once, which nginx serves from files; they are left
out.
"""

import hashlib
import json
import random
import re
import uuid
from dataclasses import dataclass, field
from urllib.parse import urlsplit

PHONE = {
    "User-Agent": "Mozilla/5.0 (Linux; Android 9) AppleWebKit/537.36 Chrome/100 Mobile",
    "Accept": "text/html",
    "Accept-Encoding": "gzip, deflate",
    "Accept-Language": "zh-CN,zh;q=0.9",
}


class Wrong(Exception):
    """The server did not do what it promises."""


@dataclass
class Paper:
    """What the page of the sitting says."""

    address: str
    result: str
    ticket: str
    questions: dict = field(default_factory=dict)  # number → kind of its fields → their values


@dataclass
class Sitter:
    browser: object
    name: str
    password: str
    exam: int
    device: str = field(default_factory=lambda: uuid.uuid4().hex[:24])
    paper: Paper | None = None
    chain: str = ""  # the hash of the act before
    acked: dict = field(default_factory=dict)  # number of the act → (question, answer)
    unsure: set = field(default_factory=set)  # numbers of acts no reply came to
    receipt: dict | None = None
    bytes: dict = field(default_factory=dict)

    async def sign_in(self):
        """The page and the form; she came by the link of the exam."""
        path = f"/account/login/?next=/exams/{self.exam}/"
        await self._fine(self.browser.get(path))
        form = {"login": self.name, "password": self.password, "next": f"/exams/{self.exam}/"}
        await self._form(path, form, 302)

    async def start(self):
        """The page of the exam and its button."""
        page = await self._fine(self.browser.get(f"/exams/{self.exam}/"))
        nonce = re.search(rb'name="nonce" value="(\w+)"', page).group(1).decode()
        headers = await self._form("/exams/attempts", {"exam": self.exam, "nonce": nonce}, 302)
        self.paper = Paper(urlsplit(headers["location"]).path, "", "")

    async def load(self):
        """The whole paper, and the claim by which this phone may write."""
        page = (await self._fine(self.browser.get(self.paper.address))).decode()
        self.bytes["paper"] = self.browser.received
        self.paper = read_paper(page)
        body = {"ticket": self.paper.ticket, "device": self.device, "nonce": uuid.uuid4().hex[:24]}
        reply = await self._call("claim", {**body, "after": 0})
        self.epoch, self.ticket = reply["claimed"], reply["ticket"]

    async def save(self, slot, seq):
        """One tap, as the page sends it."""
        value = _choice(self.paper.questions[slot])
        mono = 60_000 + 997 * seq
        act = {"seq": seq, "slot": slot, "value": value, "mono": mono, "prev": self.chain}
        body = {"ticket": self.ticket, "device": self.device, "epoch": self.epoch, "ops": [act]}
        self.unsure.add(seq)
        reply = await self._call("ops", body)
        if reply["ack"] != {str(seq): "accepted"} or reply["state"] != "open":
            raise Wrong(f"ops: {reply}")
        self.acked[seq] = slot, value
        said = f"{self.chain}|{seq}|{slot}|{','.join(value)}"
        self.chain = hashlib.sha256(said.encode()).hexdigest()
        self.unsure.remove(seq)
        self.bytes["save"] = self.browser.sent + self.browser.received

    async def hand_in(self):
        """The receipt, and the page that shows it."""
        body = {"ticket": self.ticket, "device": self.device, "key": uuid.uuid4().hex[:24]}
        reply = await self._call("submit", {**body, "last_seq": len(self.acked), "over": False})
        self.receipt = reply["receipt"]
        page = await self._fine(self.browser.get(self.paper.result))
        if self.receipt["code"].encode() not in page:
            raise Wrong("hand in: the page does not show the receipt")

    async def result(self):
        """Score and review, once results are out."""
        page = await self._fine(self.browser.get(self.paper.result))
        if b'class="score"' not in page:
            raise Wrong("result: the page shows no score")

    @property
    def told(self):
        """What the server let her know, to be compared with what it keeps."""
        return {"acked": self.acked, "unsure": list(self.unsure), "receipt": self.receipt}

    async def _call(self, call, body):
        address = f"/exams/attempts/{self.attempt}/{call}"
        return _read_json(call, *await self.browser.post_json(address, body))

    @property
    def attempt(self):
        return self.paper.result.split("/")[3]

    async def _form(self, path, form, expected):
        status, headers, body = await self.browser.post(path, "csrf", form)
        if status != expected:
            raise Wrong(f"{path}: {status} {body[:200]}")
        return headers

    async def _fine(self, asked):
        status, _headers, body = await asked
        if status != 200:
            raise Wrong(f"{status} {body[:200]}")
        return body


def _choice(fields):
    if "checkbox" in fields:
        return sorted(random.sample(fields["checkbox"], 2))
    return [random.choice(fields["radio"])]


def _read_json(call, status, _headers, body):
    if status != 200:
        raise Wrong(f"{call}: {status} {body[:200]}")
    return json.loads(body)


def read_paper(page):
    def told(name):
        return re.search(rf'{name}="([^"]*)"', page).group(1)

    ticket = re.search(r'name="ticket" value="([^"]*)"', page).group(1)
    paper = Paper(told("data-address"), told("data-result"), ticket)
    fields = re.findall(r'<input type="(radio|checkbox)" name="q(\d+)" value="(\w+)"', page)
    for kind, slot, value in fields:
        paper.questions.setdefault(int(slot), {}).setdefault(kind, []).append(value)
    return paper
