"""What the faults share: a sitting, a bad line in front of the server, a mistake to plant."""

import os

import pytest
from django.db import connection

from exams.models import Op
from tests import make
from tests.faults import broken
from tests.faults.phone import Phone
from tests.faults.proxy import Line

# `make faults-exam` runs at full size; in the gate each takes seconds.
FULL = os.environ.get("FAULTS") == "full"


@pytest.fixture
def attempt(transactional_db):
    """A sitting of ten questions that has just begun; the right answer is always "a"."""
    return make.attempt(make.exam(questions=10))


@pytest.fixture
def line(live_server):
    with Line(live_server.thread.port) as line:
        yield line


@pytest.fixture
def phones(line, attempt):
    """`phones("A")`: a phone on the bad line; the list of all is `phones.all`."""

    def phone(device, **more):
        phone.all.append(Phone(line.port, attempt, device, **more))
        return phone.all[-1]

    phone.all = []
    return phone


@pytest.fixture
def planted(monkeypatch):
    """`planted("no_epoch")`: this process makes that mistake until the test is over."""

    def plant(name):
        """Nothing with the empty name."""
        broken.plant(name, monkeypatch.setattr)
        if name in ("no_dedupe", "arrival_order"):
            _let_numbers_repeat(monkeypatch)

    return plant


def _let_numbers_repeat(monkeypatch):
    once = next(c for c in Op._meta.constraints if c.name == "exams_op_seq")
    # SQLite makes the table anew from what the model says.
    monkeypatch.setattr(Op._meta, "constraints", [])
    with connection.schema_editor() as editor:
        editor.remove_constraint(Op, once)
