"""Every address of ours × every post × own unit, neighbour, other township, anonymous."""

import pytest
from django.db import transaction
from django.urls import URLResolver, get_resolver, reverse

from tests.access.rows import EVERYONE
from tests.competitions.access import ROWS as COMPETITIONS
from tests.courses.access import ROWS as COURSES
from tests.credentials.access import ROWS as CREDENTIALS
from tests.exams.access import ROWS as EXAMS
from tests.inbox.access import ROWS as INBOX
from tests.intake.access import ROWS as INTAKE
from tests.notices.access import ROWS as NOTICES
from tests.organisation.access import ROWS as ORGANISATION
from tests.portal.access import ROWS as PORTAL
from tests.programme.access import ROWS as PROGRAMME
from tests.records.access import ROWS as RECORDS

ROWS = [
    *PORTAL, *NOTICES, *COURSES, *COMPETITIONS, *EXAMS, *RECORDS, *PROGRAMME,
    *CREDENTIALS, *INBOX, *INTAKE, *ORGANISATION,
]  # fmt: skip
# Not ours: one row per prefix (test_prefixes.py).
PREFIXES = {"office/", "documents/", "account/"}


def names_below(resolver, namespace=""):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            if str(pattern.pattern) in PREFIXES or _is_wagtail(pattern):
                continue
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from names_below(pattern, inner)
        elif str(pattern.pattern) not in PREFIXES:
            yield f"{namespace}{pattern.name}"


def _is_wagtail(pattern):
    return getattr(pattern.urlconf_name, "__name__", "") == "wagtail.urls"


def test_every_address_has_a_row():
    addresses = set(names_below(get_resolver()))

    assert addresses - {row.name for row in ROWS} == set()


def test_no_row_without_an_address():
    assert {row.name for row in ROWS} - set(names_below(get_resolver())) == set()


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_who_gets_through(row, world, client):
    address = reverse(row.name, kwargs=row.build(world))
    answers = {actor: _answer(client, row, address, world[actor]) for actor in sorted(EVERYONE)}

    assert {actor for actor, status in answers.items() if status != 404} == set(row.may)
    assert [status for status in answers.values() if status in (403, 500)] == []


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_anonymous(row, world, client):
    address = reverse(row.name, kwargs=row.build(world))

    response = getattr(client, row.method)(address, row.data)

    if row.public:
        assert response.status_code in (200, 302)
        assert "/account/login/" not in response.get("Location", "")
    else:
        assert response.status_code in (302, 401)
        if response.status_code == 302:
            assert "/account/login/" in response["Location"]


def _answer(client, row, address, person):
    # Rolled back, so that what one actor changes is not there for the next.
    with transaction.atomic():
        client.force_login(person)
        response = getattr(client, row.method)(address, row.data)
        transaction.set_rollback(True)
    client.logout()
    return response.status_code
