import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from portal.apps import make_cache_table
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


def test_migrating_leaves_a_table_for_the_cache(settings, db):
    backend = "django.core.cache.backends.db.DatabaseCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": "cache_probe"}}

    make_cache_table("default")

    assert "cache_probe" in connection.introspection.table_names()
