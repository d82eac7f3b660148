"""The table of responses: a first column `person`, then a column an item.

Cells are kept as small numbers that stand for their texts: ten million cells have few texts, so
each text is looked at once.
"""

import re
import unicodedata
from array import array
from dataclasses import dataclass

import numpy as np

from exams.formats.questions import marked as _
from exams.refusals import Refused

PERSON = {"person", "姓名", "人员", "考生"}
MOST_CELLS = 20_000_000
LARGEST_MARK = 1_000_000

_NUMBER = re.compile(r"[+-]?(\d{1,12}(\.\d{0,15})?|\.\d{1,15})")
_WHOLE = re.compile(r"\d+\.0+")
# Several letters are a set, "BA" is "AB"; other words are not taken apart.
_LETTERS = re.compile(r"[A-J](?:[,;、/\s]*[A-J])+")


@dataclass(frozen=True)
class Responses:
    items: tuple[str, ...]
    rows: tuple[int, ...]  # person → row of the file
    codes: np.ndarray  # person × item → place in texts
    texts: tuple[str, ...]

    def place_of(self, wrong):
        """(row, item, text) of the first cell for which `wrong` (person × item) holds."""
        person, item = divmod(int(np.argmax(wrong)), len(self.items))
        return self.rows[person], self.items[item], self.texts[self.codes[person, item]]


class _Texts(dict):
    """Text → number, given out when a text is first seen."""

    def __missing__(self, text):
        self[text] = len(self)
        return self[text]


def read_responses(rows):
    """Reads rows of cells; blank rows are left out, a short row ends in empty cells."""
    rows = enumerate(rows, start=1)
    items = _items_of(next(rows, (1, []))[1])
    width, texts, flat = len(items), _Texts(), array("i")
    people, numbers = {}, []
    for number, cells in rows:
        if not any(map(str.strip, cells)):
            continue
        _note(people, cells[0].strip(), number)
        flat.extend(map(texts.__getitem__, _answers(cells, width, number)))
        numbers.append(number)
        if len(flat) > MOST_CELLS:
            raise Refused(
                _("The table has more than %(most)d answers. Split it and try again."),
                most=MOST_CELLS,
            )
    if not numbers:
        raise Refused(_("Nobody has answered anything in this table."))
    codes = np.frombuffer(flat, dtype=np.int32).reshape(len(numbers), width)
    return Responses(items, tuple(numbers), codes, tuple(text.strip() for text in texts))


def _items_of(header):
    names = [name.strip() for name in header]
    while names and not names[-1]:
        names.pop()
    if not names or names[0].casefold() not in PERSON:
        raise Refused(_("Row 1: the first column must be called person."), row=1)
    if len(names) < 2:
        raise Refused(_("Row 1: there is no column of answers after person."), row=1)
    for place, name in enumerate(names[1:], start=2):
        if not name:
            raise Refused(_("Row 1: column %(place)d has no name."), row=1, place=place)
        if names.index(name, 1) + 1 != place:
            raise Refused(_("Row 1: the column %(column)s is there twice."), row=1, column=name)
    return tuple(names[1:])


def _note(people, person, row):
    """A person counts once; people without a name are taken as different ones."""
    if person and people.setdefault(person, row) != row:
        raise Refused(
            _("Row %(row)d: %(person)s is there already, in row %(first)d. Delete one of them."),
            row=row,
            person=person,
            first=people[person],
        )


def _answers(cells, width, row):
    answers = cells[1 : width + 1]
    if len(cells) > width + 1 and any(map(str.strip, cells[width + 1 :])):
        raise Refused(_("Row %(row)d has more cells than row 1 has names."), row=row)
    return answers + [""] * (width - len(answers))


def marks_of(responses):
    """Marks (person × item), not a number where the cell is empty."""
    values = [_mark(text) for text in responses.texts]
    wrong = np.array([value is None for value in values])
    if wrong.any():
        row, column, cell = responses.place_of(wrong[responses.codes])
        raise Refused(
            _(
                "Row %(row)d, column %(column)s: “%(cell)s” is not a mark. "
                "Raw answers need a file with the key."
            ),
            row=row,
            column=column,
            cell=cell[:40],
        )
    return np.array(values, dtype=float)[responses.codes]


def _mark(text):
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain:
        return np.nan
    if not _NUMBER.fullmatch(plain) or abs(float(plain)) > LARGEST_MARK:
        return None
    return float(plain)


@dataclass(frozen=True)
class Answers:
    """Raw answers (person × item) as numbers of `names`; 0 is no answer. One key an item."""

    given: np.ndarray
    names: tuple[str, ...]
    keys: np.ndarray

    def marks(self):
        marks = (self.given == self.keys).astype(float)
        marks[self.given == 0] = np.nan
        return marks


def answers_of(responses, key):
    """Raw answers beside the key (item → answer); every item needs one."""
    for item in responses.items:
        if item not in key:
            raise Refused(_("The key says nothing about %(column)s."), column=item)
    numbers = _Texts({"": 0})
    folded = np.array([numbers[plain_answer(text)] for text in responses.texts], dtype=np.int32)
    keys = np.array([numbers[plain_answer(key[item])] for item in responses.items])
    return Answers(folded[responses.codes], tuple(numbers), keys)


def read_key(rows):
    """The key (item → answer) from rows `item,key`; items of other tables may be among them."""
    rows = iter(rows)
    header = [name.strip().casefold() for name in next(rows, [])]
    if not {"item", "key"} <= set(header):
        raise Refused(_("The first row of the key must name the columns item and key."), row=1)
    columns, key = (header.index("item"), header.index("key")), {}
    for number, cells in enumerate(rows, start=2):
        if not any(map(str.strip, cells)):
            continue
        item, answer = (cells[c].strip() if c < len(cells) else "" for c in columns)
        if not item or not answer:
            raise Refused(_("Row %(row)d of the key lacks the item or the key."), row=number)
        if item in key:
            raise Refused(
                _("Row %(row)d of the key: %(item)s is there already."), row=number, item=item
            )
        key[item] = answer
    return key


def plain_answer(text):
    """Equal for answers that differ in width, case, or the order of several letters."""
    plain = unicodedata.normalize("NFKC", text).strip().upper()
    if _WHOLE.fullmatch(plain):
        return plain.partition(".")[0]
    if _LETTERS.fullmatch(plain):
        return "".join(sorted(set(re.findall("[A-J]", plain))))
    return plain
