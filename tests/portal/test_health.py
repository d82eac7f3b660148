from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django_q.models import OrmQ

from portal import health

pytestmark = pytest.mark.django_db


def test_the_process_lives_without_a_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get(reverse("portal:healthz"))

    assert response.content == b"ok\n"


def test_a_well_process_is_ready(client):
    response = client.get(reverse("portal:readyz"))

    assert [response.status_code, response.content] == [200, b"ready\n"]


def test_a_stuck_queue_is_not_ready(client):
    long_ago = timezone.now() - timedelta(minutes=10)
    OrmQ.objects.create(key="county", payload="x", lock=long_ago)

    response = client.get(reverse("portal:readyz"))

    assert [response.status_code, response.content] == [503, b"not ready: queue\n"]


@pytest.mark.parametrize(
    ("limit", "value", "name"),
    [("FREE_SHARE", 1.0, "disk"), ("WRITE_SECONDS", 0.0, "database")],
)
def test_what_is_wrong_is_named(monkeypatch, limit, value, name):
    monkeypatch.setattr(health, limit, value)

    assert health.troubles() == [name]


@pytest.mark.parametrize("name", ["healthz", "readyz"])
@pytest.mark.parametrize(
    "sender", [{"REMOTE_ADDR": "10.0.0.7"}, {"HTTP_X_FORWARDED_FOR": "10.0.0.7"}]
)
def test_others_do_not_find_it(client, name, sender):
    assert client.get(reverse(f"portal:{name}"), **sender).status_code == 404
