"""The right answer of a question in words, for whoever checks it beside its text. No Django."""

SIGNS = {"true": "√", "false": "×"}


def in_words(question):
    """One line a part; nothing where people mark it or nothing is asked."""
    by_type = {
        "truefalse": _truth,
        "shortanswer": _accepted,
        "numerical": _accepted,
        "fill": _blanks,
        "matching": _pairs,
        "ordering": _order,
    }
    if question.type in ("single", "multiple"):
        return _options(question)
    return by_type[question.type](question) if question.type in by_type else []


def of_cells(cells):
    """The same for a row of a table: what stands in the column, with the options it names."""
    said = cells.get("answer", "").strip()
    letters = [sign for sign in said.upper() if cells.get(sign, "").strip()]
    options = [f"{letter}. {cells[letter].strip()}" for letter in dict.fromkeys(letters)]
    return options or ([said] if said else [])


def _options(question):
    return [f"{a.key.upper()}. {a.words}" for a in question.answers if a.fraction > 0]


def _truth(question):
    return [SIGNS.get(a.text, a.text) for a in question.answers if a.fraction > 0]


def _accepted(question):
    best = [a for a in question.answers if a.fraction == 1]
    return [" / ".join(f"{a.text} ± {a.tolerance}" if a.tolerance else a.text for a in best)]


def _blanks(question):
    return [f"{n}. {' / '.join(texts)}" for n, texts in enumerate(question.blanks, start=1)]


def _pairs(question):
    return [f"{a.text} → {a.match}" for a in question.answers if a.text]


def _order(question):
    return [f"{n}. {a.text}" for n, a in enumerate(question.answers, start=1)]
