"""Sits an exam inside one process, where queries can be counted and time taken step by step."""

import time
from io import BytesIO

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.exam_sitter import PHONE, Paper, Sitter
from bench.loopback import Browser
from config.wsgi import application

STEPS = ("sign_in", "start", "load", "save", "hand_in")
_TRANSACTIONS = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


class Inside(Browser):
    """Asks the WSGI application itself, as the server does."""

    async def _connect(self):
        self.writer = True

    async def _exchange(self, method, path, headers, body):
        path, _, query = path.partition("?")
        given = {"Cookie": "; ".join(f"{n}={v}" for n, v in self.cookies.items())}
        given |= {name.replace("_", "-"): v for name, v in {**self.headers, **headers}.items()}
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SCRIPT_NAME": "",
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "127.0.0.1",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": BytesIO(body),
            "wsgi.url_scheme": "http",
            **{f"HTTP_{name.upper().replace('-', '_')}": v for name, v in given.items()},
        }
        environ["CONTENT_TYPE"] = environ.pop("HTTP_CONTENT_TYPE", "")
        told = []
        answer = application(environ, lambda status, found: told.extend((status, found)))
        content = b"".join(answer)
        if hasattr(answer, "close"):
            answer.close()
        status, found = told
        self._keep(value for name, value in found if name.lower() == "set-cookie")
        return int(status.split()[0]), {n.lower(): v for n, v in found}, content


def sit(people, exam, password):
    """(step → its queries and its seconds, of the one who came last and found all warm; the log)"""
    told = {}
    for name in people:
        sitter = Sitter(Inside(0, headers=PHONE), name, password, exam)
        steps = {step: _step(sitter, step) for step in STEPS}
        told[name] = sitter.told
    return steps, told


def look(results, exam, password):
    """As `sit`, of the page of the result: name → its address."""
    for name, address in results.items():
        sitter = Sitter(Inside(0, headers=PHONE), name, password, exam)
        at_once(sitter.sign_in())
        sitter.paper = Paper("", address, "")
        step = _measured(sitter.result())
    return step


def _step(sitter, step):
    if step != "save":
        return _measured(getattr(sitter, step)())
    slots = enumerate(list(sitter.paper.questions), start=1)
    saves = [_measured(sitter.save(slot, seq)) for seq, slot in slots]
    most = max(saves, key=lambda save: save["queries"])
    return most | {"seconds": sum(save["seconds"] for save in saves) / len(saves)}


def _measured(work):
    began = time.process_time()
    with CaptureQueriesContext(connection) as captured:
        at_once(work)
    seconds = time.process_time() - began
    # PostgreSQL does not tell what it had prepared before.
    sql = [query["sql"] or "(prepared)" for query in captured.captured_queries]
    asked = [one for one in sql if not one.lstrip().upper().startswith(_TRANSACTIONS)]
    return {"queries": len(asked), "seconds": seconds, "sql": asked}


def at_once(work):
    """Runs a coroutine that waits for nobody."""
    try:
        work.send(None)
    except StopIteration as end:
        return end.value
    raise RuntimeError("It waits.")
