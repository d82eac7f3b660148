"""Sittings to analyse, as short as the tests can say them."""

from exams.analysis.options import Choice
from exams.analysis.sittings import Asked, Sitting


def sitting(points, *, of=None, form="", group="T", unit="V", said=None, passed=False):
    """Points of questions 1, 2, 3, ... (None: not on her form), each of one point."""
    had = {key: point for key, point in enumerate(points, start=1) if point is not None}
    return Sitting(
        form=form,
        group=group,
        unit=unit,
        passed=passed,
        points=had,
        of={key: (of or {}).get(key, 1.0) for key in had},
        said={key: frozenset(ids) for key, ids in (said or {}).items()},
    )


def asked(count, letters=()):
    """Questions 1 to `count`; of the letters those in capitals are right."""
    choices = tuple(Choice(letter.lower(), letter.isupper()) for letter in letters)
    return [Asked(key, choices) for key in range(1, count + 1)]
