"""The whole portal as a user meets it: an own folder, the demo county, real processes."""

import os
import re
import secrets
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import requests
from bs4 import BeautifulSoup

BASE_DIR = Path(__file__).resolve().parents[2]
ROLES = ("trainee", "judge", "supervisor", "leader", "operator", "organiser", "editor")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class DemoSite:
    """`start()` builds the small demo county in `folder` and serves it; `stop()` ends it."""

    def __init__(self, folder, **environment):
        self.folder = Path(folder)
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        outside = ("DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "TLS", "DEMO")
        self.environment = {k: v for k, v in os.environ.items() if k not in outside}
        self.environment |= {"VAR_DIR": str(self.folder), **environment}
        self.process = None

    def start(self):
        self._run("site/config/new_env.py")
        self._run("manage.py", "prepare")
        self.serve()
        return self

    def serve(self):
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(self.port), "--workers", "1"],
            cwd=BASE_DIR,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=(self.folder / "log").open("ab"),
        )
        try:
            self._wait_until_up()
        except BaseException:
            self.stop()
            raise

    def stop(self):
        if self.process is not None:
            self.process.terminate()
            self.process.wait(60)
            self.process = None

    def accounts(self):
        """Role → (user name, password), as `make run` prints them."""
        lines = (self.folder / "demo-accounts.txt").read_text().splitlines()
        return {role: (name, password) for role, name, password in map(str.split, lines)}

    def session(self, role=None, language="zh-hans"):
        """An HTTP session, signed in for a role."""
        session = requests.Session()
        session.cookies.set("language", language)
        if role is not None:
            name, password = self.accounts()[role]
            address = self.url + "/account/login/"
            form = BeautifulSoup(session.get(address).text, "html.parser")
            token = form.find("input", {"name": "csrfmiddlewaretoken"})["value"]
            data = {"login": name, "password": password, "csrfmiddlewaretoken": token}
            answer = session.post(address, data, headers={"Referer": address})
            assert "/account/login/" not in answer.url, f"{role} could not sign in"
        return session

    def command(self, *words):
        """What a command of manage.py prints."""
        return self._run("manage.py", *words)

    def _run(self, *command):
        return subprocess.run(
            [sys.executable, *command],
            cwd=BASE_DIR,
            env=self.environment,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        ).stdout

    def _wait_until_up(self, seconds=60):
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            try:
                if requests.get(self.url + "/healthz", timeout=5).ok:
                    return
            except (requests.ConnectionError, requests.Timeout):
                assert self.process.poll() is None, (self.folder / "log").read_text()
            time.sleep(0.1)
        raise AssertionError((self.folder / "log").read_text())


# Addresses that differ only by what they are about count as the same kind of page.
_IDS = re.compile(r"(?<=/)([0-9a-f]{8}-[0-9a-f-]{27}|\d[\d-]*|[0-9a-f]{16,})(?=/|$)")
_NOT_WALKED = re.compile(r"^/(office|static|media|documents)/|/logout/|^/account/(2fa|reauth)")


def kind_of(path):
    parts = urlsplit(path)
    names = sorted(pair.split("=")[0] for pair in parts.query.split("&") if pair)
    return _IDS.sub("#", parts.path) + ("?" + "&".join(names) if names else "")


def walk(site, session, start=("/today/", "/menu/", "/"), most=3):
    """Follows every link from the start pages, up to `most` of a kind.

    Returns path → response of all that was fetched.
    """
    seen, waiting, counts, answers = set(start), list(start), {}, {}
    while waiting:
        path = waiting.pop(0)
        answer = session.get(site.url + path)
        answers[path] = answer
        if "text/html" not in answer.headers.get("Content-Type", ""):
            continue
        for link in _links(site, answer):
            kind = kind_of(link)
            if link in seen or counts.get(kind, 0) >= most or _NOT_WALKED.search(link):
                continue
            seen.add(link)
            counts[kind] = counts.get(kind, 0) + 1
            waiting.append(link)
    return answers


def _links(site, answer):
    page = BeautifulSoup(answer.text, "html.parser")
    for anchor in page.find_all("a", href=True):
        parts = urlsplit(urljoin(answer.url, anchor["href"]))
        if parts.scheme in ("http", "https") and parts.netloc == urlsplit(site.url).netloc:
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def one_of_each_kind(answers):
    """Kind → the first good HTML page of it."""
    pages = {}
    for path, answer in answers.items():
        if answer.ok and "text/html" in answer.headers.get("Content-Type", ""):
            pages.setdefault(kind_of(path), path)
    return pages


def private_folder(parent):
    folder = Path(parent) / f"site-{secrets.token_hex(4)}"
    folder.mkdir(parents=True)
    return folder
