"""Writes `var/env` once: secrets and paths that only their owner can read.

Run by `make setup`; needs only Python. An existing file is never touched.
"""

import base64
import os
import secrets
from pathlib import Path

VAR_DIR = Path(os.environ.get("VAR_DIR") or Path(__file__).resolve().parents[2] / "var")


def key():
    return base64.b64encode(os.urandom(32)).decode()


def main():
    VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = VAR_DIR / "env"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(
            "# Secrets of this installation. Back the three keys up apart from the database.\n"
            f"SECRET_KEY={secrets.token_urlsafe(64)}\n"
            f"FIELD_KEYS={key()}\n"
            f"BLIND_INDEX_KEY={key()}\n"
            "# The demo county and its accounts; a real county says 0.\n"
            "DEMO=1\n"
            "# 1 as soon as the site is served over HTTPS (deploy/README.md).\n"
            "TLS=0\n"
        )
    print(f"Wrote {path}")


if __name__ == "__main__":
    main()
