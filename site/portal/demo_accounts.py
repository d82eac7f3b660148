"""How to sign in to the demo: a file that only its owner can read."""

import os

from django.conf import settings


def path():
    return settings.VAR_DIR / "demo-accounts.txt"


def write(accounts, passwords):
    """`accounts`: role → person; `passwords`: role → password in clear, kept nowhere else."""
    handle = os.open(path(), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.fchmod(handle, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        for role, person in accounts.items():
            file.write(f"{role:<12} {person.username:<16} {passwords[role]}\n")


def lines():
    """For the terminal: role, user name and password, one line an account."""
    if not settings.DEMO or not path().is_file():
        return []
    return [f"{'post':<12} {'user name':<16} password", *path().read_text().splitlines()]
