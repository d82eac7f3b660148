"""Properties are tried on the same examples every time, and a slow machine fails nobody."""

import pytest
from hypothesis import settings

from competitions import hall

settings.register_profile("county", deadline=None, derandomize=True, max_examples=150)
settings.load_profile("county")


@pytest.fixture(autouse=True)
def nothing_kept_for_the_hall():
    """Another test's stage has the same number in a database that was rolled back."""
    hall.forget()
