"""Finding a Chinese name by the first letters of its pinyin."""

from pypinyin import Style, lazy_pinyin


def initials_of(name):
    """张小红 → zxh; letters and digits stay as they are, in lower case."""
    letters = lazy_pinyin(name, style=Style.FIRST_LETTER)
    return "".join(part for part in "".join(letters).lower() if part.isalnum())[:50]
