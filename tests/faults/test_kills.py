"""F1, F2, F10: real processes are killed (SIGKILL, the whole tree) at the worst moments.

The server halts where it is told to, just before or just after a commit, and is killed there.
"""

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from tests import make
from tests.faults.conftest import FULL
from tests.faults.invariants import violations
from tests.faults.phone import NoReply, Phone

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]
PEOPLE, QUESTIONS, EVERY, KILLS = (736, 20, 5, 24) if FULL else (12, 8, 1, 3)


@contextmanager
def killed_at(server, place):
    """What is called inside comes as far as `place`; then the server is killed and comes back."""
    server.halt_at(place)
    killer = threading.Thread(target=_kill_when_halted, args=(server, place))
    killer.start()
    with pytest.raises(NoReply):
        yield
    killer.join()
    server.start()


def _kill_when_halted(server, place):
    server.wait_until_halted(place)
    server.kill()


def test_killed_before_and_after_each_commit_nothing_is_lost(server_in, attempt):
    server = server_in()
    phone = Phone(server.port, attempt, "A", patience=30).claim()
    phone.answer(1, "b")
    for slot, place in ((1, "before-commit"), (2, "after-commit")):
        phone.tap(slot, "a")
        with killed_at(server, place):
            phone.send()
        stored = attempt.ops.count()
        phone.insist(phone.send)
        assert (place, attempt.ops.count() - stored) == (place, place == "before-commit")
        assert server.came_up_after <= 10 or not FULL
    with killed_at(server, "after-commit"):
        phone.hand_in()
    phone.insist(phone.hand_in)

    assert violations(attempt, [phone]) == []
    assert max(phone.deadlines) - min(phone.deadlines) <= 1000


def test_a_server_that_acknowledges_before_it_commits_is_seen(server_in, attempt):
    server = server_in(BROKEN="acknowledged_before_commit")
    phone = Phone(server.port, attempt, "A").claim()
    phone.answer(1, "a")
    server.kill()

    assert [wrong[:2] for wrong in violations(attempt, [phone])] == ["I1", "I2"]


def sit(server, attempt):
    """A whole sitting, at the pace of the kills; everybody changes an answer now and then."""
    phone, dice = Phone(server.port, attempt, "A", patience=20), random.Random(str(attempt.pk))
    phone.insist(phone.claim, 120)
    for slot in range(1, QUESTIONS + 1):
        phone.tap(slot, dice.choice("abc"))
        if slot % 5 == 0:
            phone.tap(dice.randint(1, slot), dice.choice("abc"))
        phone.insist(phone.send, 120)
        time.sleep(dice.random() * 2 * EVERY * KILLS / QUESTIONS)
    phone.insist(phone.hand_in, 120)
    return phone


def kill_workers(server, stop, killed):
    while len(killed) < KILLS and not stop.wait(EVERY):
        if server.pids_of_workers():
            killed.append(server.kill_a_worker())


def test_workers_killed_again_and_again_lose_nothing(server_in, transactional_db):
    exam = make.exam(questions=QUESTIONS)
    attempts = [make.attempt(exam) for _n in range(PEOPLE)]
    server, stop, killed = server_in(workers=2), threading.Event(), []
    killer = threading.Thread(target=kill_workers, args=(server, stop, killed))
    killer.start()
    try:
        with ThreadPoolExecutor(PEOPLE) as pool:
            phones = list(pool.map(lambda attempt: sit(server, attempt), attempts))
    finally:
        stop.set()
        killer.join()

    wrong = [violations(a, [phone]) for a, phone in zip(attempts, phones, strict=True)]
    print(f"{len(killed)} workers killed, {sum(p.failures for p in phones)} requests repeated")
    assert sum(wrong, []) == []
    assert len(killed) >= 2
