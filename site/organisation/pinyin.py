"""Finding a Chinese name by the first letters of its pinyin."""


def initials_of(name):
    """张小红 → zxh; letters and digits stay as they are, in lower case."""
    # Its dictionaries take half a second to load, and most commands and pages do without.
    from pypinyin import Style, lazy_pinyin

    letters = lazy_pinyin(name, style=Style.FIRST_LETTER)
    return "".join(part for part in "".join(letters).lower() if part.isalnum())[:50]
