"""Real lists that lie beside the repository; a test that needs one is skipped where it is not."""

import os
from pathlib import Path

import pytest
from django.conf import settings


def shared_file(name):
    """The path of `../shared/data/<name>`; `SHARED_DATA` may name another folder."""
    folder = os.environ.get("SHARED_DATA") or settings.BASE_DIR.parent / "shared" / "data"
    path = Path(folder) / name
    if not path.is_file():
        pytest.skip(f"{path} is not here: set SHARED_DATA to the folder of the real lists.")
    return path
