"""Finding a unit by a part of its name, the first digits of its code, or its pinyin initials."""

from organisation.models import UnitName
from organisation.pinyin import initials_of
from organisation.tables import halfwidth


def units_called(words, day):
    """The names of a day that fit, in the order of the tree; a county is few enough to look at."""
    words = halfwidth(words).lower()
    return [name for name in UnitName.objects.valid_on(day) if _fits(name, words)]


def _fits(name, words):
    return (
        words in name.name.lower()
        or name.unit.code.startswith(words)
        or initials_of(name.name).startswith(words)
    )
