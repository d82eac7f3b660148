"""Where settings come from: the process environment, then the file `var/env`."""

import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(os.environ.get("VAR_DIR") or BASE_DIR / "var")


def _read_file(path):
    if not path.is_file():
        return {}
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    pairs = (line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    return {name.strip(): value.strip() for name, value in pairs}


# The environment wins over the file, so that one value can be tried for one run.
VALUES = {**_read_file(VAR_DIR / "env"), **os.environ}


def text(name, default=""):
    return VALUES.get(name) or default


def flag(name, default=False):
    value = VALUES.get(name)
    return default if value is None else value.strip().lower() in {"1", "true", "yes", "on"}
