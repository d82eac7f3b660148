import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.checks import require_secrets, secrets_are_set


def test_nothing_is_missing_where_all_secrets_are_set():
    assert secrets_are_set(None) == []


def test_a_missing_secret_stops_the_start(settings):
    settings.FIELD_KEYS = ""

    with pytest.raises(ImproperlyConfigured, match="FIELD_KEYS"):
        require_secrets()


def test_a_missing_secret_is_named_by_the_checks(settings):
    settings.BLIND_INDEX_KEY = ""

    assert [problem.id for problem in secrets_are_set(None)] == ["portal.C001"]
