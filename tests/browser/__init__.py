import pytest

# The steps of the journeys say what they saw, as tests do.
JOURNEYS = ("whole_loop", "season", "exam_day")
pytest.register_assert_rewrite(*(f"{__name__}.{journey}" for journey in JOURNEYS))
