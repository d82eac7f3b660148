"""Properties are tried on the same examples every time, and a slow machine fails nobody."""

from hypothesis import settings

settings.register_profile("county", deadline=None, derandomize=True, max_examples=150)
settings.load_profile("county")
