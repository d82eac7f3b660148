"""`make bench-contest`, second part: a quiz with six teams' devices and 300 watching screens.

The host puts a question and says go, six devices press at once, the host judges the quickest; each
press must be in the ledger, and every screen must show the score. The limits are those of the
judged contest. `QUESTIONS=3 SCREENS=50` make it shorter.
"""

import asyncio
import os
import re
import sys
import tempfile
import time
from pathlib import Path
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import contest
from bench.loopback import Browser
from tests.browser.demo_site import free_port

TEAMS, QUESTIONS = 6, int(os.environ.get("QUESTIONS", "8"))
ALL_SEE = 2.5  # seconds in which every screen has asked and got the newest


def build(folder):
    contest.prepare(folder)
    from django.conf import settings
    from django.db import connection

    from competitions.models import QuizTeam
    from competitions.services.quiz import stage
    from organisation.models import Post
    from organisation.periods import today
    from tests import make

    quiz = make.quiz(teams=TEAMS, held_on=today())
    organiser = make.person(Post.Kind.ORGANISER)
    stage.show(quiz, organiser)
    sessions = {"organiser": contest.session_of(organiser)}
    for team in quiz.teams.all():
        QuizTeam.objects.filter(pk=team.pk).update(device=f"device-{team.pk}")
        sessions[team.pk] = contest.session_of(None, quiz_device=f"device-{team.pk}")
    day = contest.Day(
        stage=quiz.pk,
        board=f"/contests/quizzes/{quiz.pk}/board/live/",
        seats=[team.pk for team in quiz.teams.all()],
        performances=[],
        cookies={who: {settings.SESSION_COOKIE_NAME: key} for who, key in sessions.items()},
        csrf=settings.CSRF_COOKIE_NAME,
    )
    connection.close()
    return day


async def press(browser, day, number):
    began = time.perf_counter()
    place = {"round": "quick", "question": str(number)}
    await contest.post(browser, f"/contests/quizzes/{day.stage}/buzzer/press/", day, **place)
    return time.perf_counter() - began


async def act(host, day, number, do):
    fields = {"do": do, "round": "quick", "question": str(number), "key": uuid4()}
    await contest.post(host, f"/contests/quizzes/{day.stage}/act/", day, **fields)


async def question(host, devices, day, number):
    """(presses, boards) in seconds, of one question."""
    await act(host, day, number, "put")
    await act(host, day, number, "go")
    presses = await asyncio.gather(*(press(device, day, number) for device in devices))
    first = await quickest(host, day)
    await asyncio.sleep(ALL_SEE)
    before = {screen: etag for screen, (etag, _at) in day.seen.items()}
    await act(host, day, number, f"answer {first} right")
    judged = time.perf_counter()
    while any(day.seen[screen][0] == etag for screen, etag in before.items()):
        await asyncio.sleep(0.02)
    return presses, [max(0.0, day.seen[screen][1] - judged) for screen in before]


async def quickest(host, day):
    """Whose answer the host's page offers to judge."""
    _status, _headers, body = await host.get(f"/contests/quizzes/{day.stage}/desk/live/")
    return re.search(rb'value="answer (\w+) right"', body)[1].decode()


async def play(port, day, pid):
    screens, quiet = await contest.quiet_hall(port, day, pid)
    host = Browser(port, day.cookies["organiser"])
    devices = [Browser(port, day.cookies[seat]) for seat in day.seats]
    presses, boards = [], []
    for number in range(1, QUESTIONS + 1):
        one = await question(host, devices, day, number)
        presses += one[0]
        boards += one[1]
    await contest.leave(screens)
    return quiet, presses, boards


def claims_written():
    from competitions.models import QuizEvent

    return QuizEvent.objects.filter(act=QuizEvent.Act.BUZZ).count()


def main():
    with tempfile.TemporaryDirectory() as folder:
        day, port = build(folder), free_port()
        server = contest.serve(port)
        try:
            contest.wait_for(port)
            work = asyncio.wait_for(play(port, day, server.pid), contest.MOST_SECONDS)
            quiet, presses, boards = asyncio.run(work)
        finally:
            server.terminate()
            server.wait(60)
        written = claims_written()
    print(f"{TEAMS} teams, {QUESTIONS} questions, {contest.SCREENS} screens of a quiz")
    contest.tell("a team's press, six at once", presses)
    contest.tell("a judged answer to each board", boards)
    print(f"{'the boards alone':38} {quiet:.1%} of one core")
    print(f"{'claims in the ledger':38} {written} of {TEAMS * QUESTIONS}")
    limits = contest.LIMITS
    kept = {
        "boards": contest.percentile(boards, 0.95) <= limits["boards"],
        "traffic": quiet <= limits["traffic"],
    }
    return contest.verdict(kept) or int(written < TEAMS * QUESTIONS)


if __name__ == "__main__":
    sys.exit(main())
