"""`make bench-contest`: a final with 15 judges, 18 entries and 300 watching screens, really served.

Builds a county of its own in a temporary folder on SQLite, serves it with two workers on loopback,
and plays the day: open, fifteen marks at once, lock, confirm, publish, eighteen times, while the
screens ask each second as the board's own script does. Prints percentiles and CPU seconds of the
server; ends with 1 where a limit is not kept. `ENTRIES=3 SCREENS=50` make it shorter.
"""

import asyncio
import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.loopback import Browser
from bench.processors import seconds_of
from bench.timing import percentile
from tests.browser.demo_site import BASE_DIR, free_port

JUDGES, WORKERS = 15, 2
ENTRIES, SCREENS = int(os.environ.get("ENTRIES", "18")), int(os.environ.get("SCREENS", "300"))
QUIET_SECONDS, MOST_SECONDS = 15, 420
DESK_PAUSE, SCREEN_PAUSE = 0.8, 1.0
LIMITS = {"desk": 1.0, "boards": 1.5, "traffic": 0.10}


@dataclass
class Day:
    """What the bench knows of the contest it plays."""

    stage: int
    board: str  # what the screens ask for
    seats: list
    performances: list
    cookies: dict  # "organiser", "second", and the number of a seat → cookies
    csrf: str
    etag: str = ""  # of the board, as most screens have it
    seen: dict = field(default_factory=dict)  # screen → when it first had the newest
    at: float = 0.0


def prepare(folder):
    """An empty county in `folder`, with Django set up on it."""
    environment = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "REDIS_URL")}
    environment |= {"VAR_DIR": folder, "DEMO": "0"}
    os.environ |= environment
    for command in (["site/config/new_env.py"], ["manage.py", "prepare"]):
        subprocess.run([sys.executable, *command], cwd=BASE_DIR, env=environment, check=True,
                       stdout=subprocess.DEVNULL)  # fmt: skip
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    sys.path.insert(1, str(BASE_DIR / "site"))
    import django

    django.setup()


def build(folder):
    """The contest in a county of its own; the database is closed again before it is served."""
    prepare(folder)
    from django.conf import settings
    from django.db import connection

    from organisation.models import Post
    from organisation.periods import today
    from tests import make

    stage = make.stage_with_panel(judges=JUDGES, entries=ENTRIES, held_on=today())
    seats = list(stage.panel.seats.select_related("judge"))
    people = {"organiser": make.person(Post.Kind.ORGANISER)}
    people |= {"second": make.person(Post.Kind.ORGANISER)}
    people |= {seat.pk: seat.judge for seat in seats}
    day = Day(
        stage=stage.pk,
        board=f"/contests/stages/{stage.pk}/board/rows/",
        seats=[seat.pk for seat in seats],
        performances=list(stage.performances.values_list("pk", flat=True)),
        cookies={who: {settings.SESSION_COOKIE_NAME: session_of(p)} for who, p in people.items()},
        csrf=settings.CSRF_COOKIE_NAME,
    )
    connection.close()
    return day


def session_of(person, **more):
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    if person:
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = "organisation.sign_in.PersonBackend"
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.update(more)
    session.save()
    return session.session_key


def serve(port):
    from portal.supervisor import children_of

    web = children_of(BASE_DIR, "127.0.0.1", port, WORKERS)[0]
    path = os.pathsep.join([str(BASE_DIR), str(BASE_DIR / "site")])
    return subprocess.Popen(web.command, cwd=BASE_DIR, env={**os.environ, "PYTHONPATH": path})


async def screen(number, port, day):
    """A board in the hall: asks each second, a little off the beat, and keeps its ETag."""
    browser, etag = Browser(port), ""
    await asyncio.sleep(random.random() * SCREEN_PAUSE)
    while True:
        known = {"If_None_Match": etag} if etag else {}
        status, headers, _body = await browser.get(day.board, **known)
        if status == 200 and headers["etag"] != etag:
            etag = headers["etag"]
            day.seen[number] = (etag, time.perf_counter())
        await asyncio.sleep(SCREEN_PAUSE * (0.9 + 0.2 * random.random()))


async def post(browser, path, day, **data):
    status, _headers, body = await browser.post(path, day.csrf, data)
    assert status in (200, 302), f"{path}: {status} {body[:300]}"


async def mark(port, day, seat, performance):
    browser = Browser(port, day.cookies[seat])
    data = {"key": uuid4(), "version": 1, "performance": performance, "sure": 1}
    data |= {"mark-content": random.randint(25, 40), "mark-manner": random.randint(40, 60)}
    began = time.perf_counter()
    await post(browser, f"/contests/pad/{seat}/send/", day, **data)
    return time.perf_counter() - began


async def turn(port, day, desk, second, performance):
    """One entry from the call to the hall: (marks, desk, boards) in seconds."""
    await post(desk, f"/contests/performances/{performance}/open/", day)
    # The desk asks on its own beat, whenever the last mark comes.
    await asyncio.sleep(random.random() * DESK_PAUSE)
    watching = asyncio.create_task(desk_sees(port, day))
    marks = await asyncio.gather(*(mark(port, day, seat, performance) for seat in day.seats))
    last = time.perf_counter()
    desk_after = await watching - last
    await post(desk, f"/contests/stages/{day.stage}/lock/", day)
    result = await newest_result(desk, day)
    await post(second, f"/contests/results/{result}/confirm/", day)
    before = {number: etag for number, (etag, _at) in day.seen.items()}
    await post(desk, f"/contests/results/{result}/publish/", day)
    published = time.perf_counter()
    while any(day.seen[number][0] == etag for number, etag in before.items()):
        await asyncio.sleep(0.02)
    boards = [max(0.0, day.seen[number][1] - published) for number in before]
    return marks, max(0.0, desk_after), boards


async def desk_sees(port, day):
    """When the control desk shows that all marks are in; it begins to look at once."""
    browser = Browser(port, {**day.cookies["organiser"], "language": "en"})
    while True:
        _status, _headers, body = await browser.get(f"/contests/stages/{day.stage}/desk/live/")
        if b"All marks are in" in body:
            return time.perf_counter()
        await asyncio.sleep(DESK_PAUSE)


async def newest_result(desk, day):
    _status, _headers, body = await desk.get(f"/contests/stages/{day.stage}/desk/live/")
    return int(body.split(b"/contests/results/")[1].split(b"/")[0])


async def quiet_hall(port, day, pid):
    """The screens, and what they alone cost while nothing happens."""
    screens = [asyncio.create_task(screen(number, port, day)) for number in range(SCREENS)]
    while len(day.seen) < SCREENS:
        await asyncio.sleep(0.1)
    cpu, began = seconds_of(pid), time.perf_counter()
    await asyncio.sleep(QUIET_SECONDS)
    return screens, (seconds_of(pid) - cpu) / (time.perf_counter() - began)


async def play(port, day, pid):
    """The quiet hall first, then the day; everything measured."""
    screens, quiet = await quiet_hall(port, day, pid)
    desk, second = (Browser(port, day.cookies[who]) for who in ("organiser", "second"))
    marks, desks, boards = [], [], []
    cpu, began = seconds_of(pid), time.perf_counter()
    for performance in day.performances:
        one = await turn(port, day, desk, second, performance)
        marks += one[0]
        desks.append(one[1])
        boards += one[2]
    spent = seconds_of(pid) - cpu, time.perf_counter() - began
    await leave(screens)
    return quiet, marks, desks, boards, spent


async def leave(screens):
    for task in screens:
        task.cancel()
    await asyncio.gather(*screens, return_exceptions=True)


def tell(what, values):
    p50, p95, worst = (percentile(values, share) for share in (0.5, 0.95, 1))
    print(f"{what:38} p50 {p50:6.3f}  p95 {p95:6.3f}  worst {worst:6.3f} s  ({len(values)})")


def main():
    with tempfile.TemporaryDirectory() as folder:
        day, port = build(folder), free_port()
        server = serve(port)
        try:
            wait_for(port)
            work = asyncio.wait_for(play(port, day, server.pid), MOST_SECONDS)
            quiet, marks, desks, boards, (cpu, wall) = asyncio.run(work)
        finally:
            server.terminate()
            server.wait(60)
    print(f"{JUDGES} judges, {ENTRIES} entries, {SCREENS} screens, {WORKERS} workers on SQLite")
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    tell("a judge's marks, fifteen at once", marks)
    tell("last mark to the control desk", desks)
    tell("publication to each board", boards)
    print(f"{'the boards alone':38} {quiet:.1%} of one core")
    print(f"{'the whole day':38} {cpu:.1f} s of processor in {wall:.0f} s")
    kept = {
        "desk": max(desks) <= LIMITS["desk"],
        "boards": percentile(boards, 0.95) <= LIMITS["boards"],
        "traffic": quiet <= LIMITS["traffic"],
    }
    return verdict(kept)


def verdict(kept):
    """0 when every limit is kept; says which are."""
    for name, is_kept in kept.items():
        print(f"limit {name} {LIMITS[name]}: {'kept' if is_kept else 'NOT KEPT'}")
    return 0 if all(kept.values()) else 1


def wait_for(port):
    for _ in range(600):
        try:
            if asyncio.run(Browser(port).get("/healthz"))[0] == 200:
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise SystemExit("The server did not come up.")


if __name__ == "__main__":
    sys.exit(main())
