"""What tests change: fixed secrets, English, fast hashing, files in a temporary folder."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("VAR_DIR", str(Path(tempfile.gettempdir()) / f"eight-ones-{os.getuid()}"))
os.environ["SECRET_KEY"] = "for-tests-only-" + "k" * 50
os.environ["FIELD_KEYS"] = "dGVzdC1maWVsZC1rZXktb2YtMzItYnl0ZXMtbG9uZyE="
os.environ["BLIND_INDEX_KEY"] = "dGVzdC1ibGluZC1rZXktb2YtMzItYnl0ZXMtbG9uZyE="
os.environ["DEMO"] = "1"
os.environ["TLS"] = "0"

from config.settings import *  # noqa: F403

STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
LANGUAGE_CODE = "en"
HALL_SECONDS = 0
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if not text("REDIS_URL"):  # noqa: F405
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
else:
    # A database of its own for each parallel run: tests empty the cache.
    number = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    CACHES["default"]["LOCATION"] = text("REDIS_URL").rpartition("/")[0] + f"/{number}"  # noqa: F405
