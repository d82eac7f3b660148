import pytest

from exams.analysis.reliability import good_for, questions_needed


@pytest.mark.parametrize(
    ("alpha", "use"),
    [
        (0.8, "people"), (0.799, "passing"), (0.7, "passing"), (0.699, "groups"),
        (0.5, "groups"), (0.499, "nothing"), (-0.2, "nothing"), (None, None),
    ],
)  # fmt: skip
def test_what_an_alpha_is_good_for(alpha, use):
    assert good_for(alpha) == use


@pytest.mark.parametrize(
    ("alpha", "count", "needed"),
    [
        # 0.8 × 0.5 / (0.5 × 0.2) = 4 times as many.
        (0.5, 10, 40),
        (0.71, 20, 33),
        (0.9, 20, 20),
        (0, 20, None),
        (-0.1, 20, None),
        (None, 20, None),
    ],
)
def test_how_many_questions_a_good_exam_needs(alpha, count, needed):
    assert questions_needed(alpha, count) == needed
