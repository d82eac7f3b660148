"""The production values, read from a process that starts as the county's server does."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings as test_settings

PRINT = """
import json
from config import settings
values = {name: getattr(settings, name) for name in dir(settings) if name.isupper()}
print(json.dumps(values, default=lambda value: type(value).__name__))
"""


def read_settings(**environment):
    outside = {"PATH": os.environ["PATH"], "VAR_DIR": "/nonexistent", "SECRET_KEY": "s" * 60}
    outside["PYTHONPATH"] = f"{test_settings.BASE_DIR}{os.pathsep}{test_settings.SITE_DIR}"
    done = subprocess.run(
        [sys.executable, "-c", PRINT],
        env=outside | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def production():
    return read_settings(TLS="1", ALLOWED_HOSTS="county.example.org")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", False),
        ("ALLOWED_HOSTS", ["county.example.org"]),
        ("SECURE_SSL_REDIRECT", True),
        ("SECURE_HSTS_SECONDS", 31_536_000),
        ("SESSION_COOKIE_NAME", "__Host-sid"),
        ("SESSION_COOKIE_SECURE", True),
        ("SESSION_COOKIE_HTTPONLY", True),
        ("SESSION_COOKIE_SAMESITE", "Lax"),
        ("SESSION_COOKIE_AGE", 28_800),
        ("CSRF_COOKIE_NAME", "__Host-csrf"),
        ("CSRF_COOKIE_SECURE", True),
        ("CSRF_COOKIE_HTTPONLY", True),
        ("X_FRAME_OPTIONS", "DENY"),
        ("SECURE_REFERRER_POLICY", "same-origin"),
        ("DATA_UPLOAD_MAX_MEMORY_SIZE", 2_621_440),
        ("DATA_UPLOAD_MAX_NUMBER_FIELDS", 1_000),
        ("DEMO", False),
        ("WAGTAILDOCS_SERVE_METHOD", "serve_view"),
        ("WAGTAILIMAGES_MAX_IMAGE_PIXELS", 24_000_000),
        ("PASSWORD_HASHERS", ["organisation.sign_in.CountyArgon2Hasher"]),
    ],
)
def test_the_countys_server_has(production, name, value):
    assert production[name] == value


def test_no_inline_script_or_style_is_allowed(production):
    policy = production["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]

    assert "unsafe" not in json.dumps(policy)
    assert policy["default-src"] == ["'self'"]


def test_svg_is_not_an_image_here(production):
    assert "svg" not in production["WAGTAILIMAGES_EXTENSIONS"]


def test_plain_http_changes_the_tls_set_and_nothing_else(production):
    plain = read_settings(TLS="0", ALLOWED_HOSTS="county.example.org")
    different = {name for name in production if production[name] != plain[name]}

    assert different == {
        "TLS", "CSRF_TRUSTED_ORIGINS", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS",
        "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_PRELOAD", "SECURE_PROXY_SSL_HEADER",
        "SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_NAME", "CSRF_COOKIE_SECURE",
        "ALLAUTH_TRUSTED_PROXY_COUNT",
    }  # fmt: skip


def test_the_queue_waits_longer_than_any_fetched_job_can_take(production):
    queue = production["Q_CLUSTER"]
    waiting = 1 + (queue["queue_limit"] + queue["bulk"]) / queue["workers"]

    assert queue["retry"] > queue["timeout"] * waiting + 60


def test_sqlite_commits_survive_a_power_cut(production):
    options = production["DATABASES"]["default"]["OPTIONS"]

    assert options["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in options["init_command"]
    assert "journal_mode=WAL" in options["init_command"]
    assert production["DATABASES"]["default"]["CONN_MAX_AGE"] is None


def test_the_database_moves_by_one_address():
    moved = read_settings(DATABASE_URL="postgres://county@db/county")

    assert moved["DATABASES"]["default"]["ENGINE"] == "django.db.backends.postgresql"


def test_the_cache_moves_by_one_address():
    moved = read_settings(REDIS_URL="redis://cache/0")

    assert moved["CACHES"]["default"]["BACKEND"].endswith("RedisCache")
