"""An organiser who goes on working in the bank and in a plan while others sit an exam."""

import asyncio
import itertools

from bs4 import BeautifulSoup

from bench.exam_sitter import PHONE, Sitter, Wrong
from bench.loopback import Browser

BREATH = 0.5  # seconds between two changes; few people type so fast


class Editor:
    def __init__(self, port, county):
        self.county, self.done = county, 0
        self.browser = Browser(port, headers=PHONE)
        name, password = county["organiser"], county["password"]
        self.sitter = Sitter(self.browser, name, password, county["exam"])

    async def work(self):
        """Changes a wording, the use of a question and a draft in turn, until it is stopped."""
        await self.sitter.sign_in()
        questions = itertools.cycle(self.county["questions"])
        for number, question in enumerate(questions):
            await self._change(f"/exams/questions/{question}/edit/", "text", f" ({number})")
            await self._change(f"/exams/questions/{question}/settings/", None, "")
            await self._change(f"/exams/manage/{self.county['draft']}/edit/", "title", f" {number}")

    async def _change(self, path, name, more):
        """Opens the form, adds some words to a field, sends it."""
        status, _headers, page = await self.browser.get(path)
        if status != 200:
            raise Wrong(f"{path}: {status}")
        fields = dict(_fields(page))
        if name:
            fields[name] = fields[name].split(" ")[0] + more
        status, _headers, body = await self.browser.post(path, "csrf", fields)
        if status != 302:
            raise Wrong(f"{path}: {status} {_said(body)}")
        self.done += 1
        await asyncio.sleep(BREATH)


def _said(page):
    """What a form that was refused says of it."""
    said = BeautifulSoup(page, "html.parser").select_one("main [role=alert]")
    return said.get_text(" ", strip=True) if said else page[:200]


def _fields(page):
    """(name, value or values) of the form of a page, as it stands there."""
    form = BeautifulSoup(page, "html.parser").select_one("main form[method=post]")
    for field in form.select("input[name], textarea[name]"):
        kind = field.get("type")
        if kind in ("checkbox", "radio") and not field.has_attr("checked"):
            continue
        if kind not in ("file", "submit") and field["name"] != "csrfmiddlewaretoken":
            yield field["name"], field.get("value", "on" if kind == "checkbox" else field.text)
    for choice in form.select("select[name]"):
        chosen = choice.select_one("option[selected]") or choice.select_one("option")
        yield choice["name"], chosen["value"]
