"""Runs a command on a spreadsheet and says how it ended."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass

from django.conf import settings
from django.core.management import call_command


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


def runner(capsys):
    """run(command, *arguments): what the command printed, its sentences and its exit code."""

    def run(*arguments):
        code = 0
        try:
            call_command(*map(str, arguments))
        except SystemExit as ended:
            code = ended.code
        out = capsys.readouterr()
        return Ended(code, out.out, out.err)

    return run


def run_bare(folder, *arguments):
    """As from a shell in `folder`, with neither database nor secret in the environment."""
    bare = {"PATH": os.environ["PATH"], "VAR_DIR": str(folder / "nothing")}
    done = subprocess.run(
        [sys.executable, settings.BASE_DIR / "manage.py", *map(str, arguments)],
        cwd=folder, env=bare, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return Ended(done.returncode, done.stdout, done.stderr)


def written(path, lines, encoding="utf-8"):
    path.write_bytes("\r\n".join([*lines, ""]).encode(encoding))
    return path
