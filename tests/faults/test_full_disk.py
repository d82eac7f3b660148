"""F6, F7: the disk is full, the database is locked; nothing is called saved that is not."""

import contextlib
import threading

import pytest
from django.db import connections, transaction

from exams.models import Attempt
from tests.faults import disks
from tests.faults.conftest import FULL
from tests.faults.invariants import violations
from tests.faults.phone import NoReply, Phone
from tests.faults.server import until

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]
LOCKED_SECONDS = 20 if FULL else 3
MOST_TAPS = 200


def tap_until_refused(phone):
    """Full blocks still have room for a while; what is acknowledged until then must be there."""
    for number in range(MOST_TAPS):
        phone.tap(number % 10 + 1, "abc"[number % 3])
        try:
            phone.send()
        except NoReply:
            return True
    return False


def fill_and_free(disk, server, attempt):
    phone = Phone(server.port, attempt, "A").claim()
    phone.answer(1, "a")
    disk.fill(server)
    refused = tap_until_refused(phone)
    for slot in (1, 2, 3):
        phone.tap(slot, "b")
        with contextlib.suppress(NoReply):
            phone.send()
    waiting = len(phone.queue)
    disk.free(server)
    phone.insist(phone.send)
    assert phone.refusals <= {503}, "a page of error instead of a plain word"
    print(f"{len(phone.acts)} taps, {phone.failures} refused, {waiting} waited for room")
    return phone, refused


def after_a_full_disk(kind, server_in, attempt, **more):
    with contextlib.ExitStack() as stack:
        disk = kind(stack)
        server = server_in(database=disk.address, **more)
        phone, refused = fill_and_free(disk, server, attempt)
        server.kill()
        disk.bring_back()
        connections.close_all()
        return violations(attempt, [phone]), refused


@pytest.mark.parametrize("number", [0, 1])
def test_a_full_disk_saves_nothing_falsely_and_recovers_by_itself(number, server_in, attempt):
    if number >= len(disks.kinds()):
        pytest.skip("A limit on file size would stop the whole PostgreSQL.")

    wrong, refused = after_a_full_disk(disks.kinds()[number], server_in, attempt)

    assert (wrong, refused) == ([], True)


def test_a_server_that_passes_over_errors_is_seen(server_in, attempt):
    mistake = "acknowledged_in_spite_of_errors"

    wrong, refused = after_a_full_disk(disks.kinds()[-1], server_in, attempt, BROKEN=mistake)

    assert refused is False
    assert {sentence[:2] for sentence in wrong} == {"I1", "I2"}


@contextlib.contextmanager
def writer_in_the_way(attempt, seconds):
    """Somebody else holds the row (on SQLite, the whole file) for so long."""
    free, held = threading.Event(), threading.Event()

    def hold():
        try:
            with transaction.atomic():
                Attempt.objects.select_for_update().get(pk=attempt.pk)
                held.set()
                free.wait(seconds)
        finally:
            connections.close_all()

    writer = threading.Thread(target=hold)
    writer.start()
    until(held.is_set, "the writer to hold the row")
    try:
        yield
    finally:
        free.set()
        writer.join()


def test_a_long_writer_delays_answers_and_loses_none(server_in, attempt):
    server = server_in(workers=2)
    phone = Phone(server.port, attempt, "A").claim()
    phone.answer(1, "a")
    phone.patience = 1
    with writer_in_the_way(attempt, 60):
        while phone.failures < LOCKED_SECONDS:
            phone.tap(len(phone.acts) % 10 + 1, "b")
            with pytest.raises(NoReply):
                phone.send()
    phone.patience = 30
    phone.insist(phone.send)
    phone.insist(phone.hand_in)

    assert violations(attempt, [phone]) == []
    assert phone.refusals <= {None, 503}
