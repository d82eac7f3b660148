"""`make faults-exam`: every fault of an exam day at full size, on SQLite and on PostgreSQL.

Runs what carries the marker `fault` (tests/faults, tests/browser). Each prints what was
acknowledged and what was found and fails on any difference; each has a planted mistake beside it
that must be seen. `FAULTS=quick` runs the sizes of the gate; PostgreSQL is left out, with a word,
where none is installed. What is given on the command line goes to pytest.
"""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(BASE_DIR))

from tests.browser.demo_site import free_port  # noqa: E402


def run(database, **environment):
    print(f"\n== faults of an exam day on {database}", flush=True)
    command = [sys.executable, "-m", "pytest", "-n", "0", "-s", "-v", "-m", "fault"]
    command += ["tests/faults", "tests/browser/test_sitting_faults.py", *sys.argv[1:]]
    outside = ("DATABASE_URL", "REDIS_URL")
    inherited = {"FAULTS": "full"} | {k: v for k, v in os.environ.items() if k not in outside}
    begun = time.monotonic()
    code = subprocess.run(command, cwd=BASE_DIR, env=inherited | environment).returncode
    word = "passed" if code == 0 else "FAILED"
    print(f"== {database}: {word} in {time.monotonic() - begun:.0f} s", flush=True)
    return code


@contextlib.contextmanager
def postgres():
    """A PostgreSQL of this run's own with durable commits; gives its address."""
    ports = {"POSTGRES_PORT": str(free_port()), "REDIS_PORT": str(free_port())}
    environment = {**os.environ, **ports, "DURABLE": "1"}
    servers = str(BASE_DIR / ".ci" / "servers")
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        try:
            subprocess.run([servers, "start", folder], env=environment, check=True)
            yield f"postgres://postgres@127.0.0.1:{ports['POSTGRES_PORT']}/postgres"
        finally:
            subprocess.run([servers, "stop", folder], env=environment, check=False)


def main():
    # Ended from outside, it still ends what it has started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    codes = [run("SQLite")]
    if list(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        with postgres() as address:
            codes.append(run("PostgreSQL", DATABASE_URL=address))
    else:
        print("== PostgreSQL: not run, there is none on this machine")
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
