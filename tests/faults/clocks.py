"""A server whose clock can be set while it runs (libfaketime)."""

from pathlib import Path

import pytest

LIBRARIES = sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))


class Clock:
    """`Server(folder, **clock.environment)` goes by it; `clock.set(60)` puts it a minute ahead."""

    def __init__(self, folder):
        if not LIBRARIES:
            pytest.skip("There is no libfaketime (package faketime).")
        self.file = Path(folder) / "clock"
        self.set(0)
        self.environment = {
            "LD_PRELOAD": str(LIBRARIES[0]),
            "FAKETIME_TIMESTAMP_FILE": str(self.file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "DONT_FAKE_MONOTONIC": "1",
        }

    def set(self, seconds):
        new = self.file.with_suffix(".new")
        new.write_text(f"{seconds:+d}\n")
        new.replace(self.file)
        self.ahead = seconds
