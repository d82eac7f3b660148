"""Tables of responses to analyse, LSAT6 among them."""

from itertools import product

from exams.analysis.responses import read_responses

# Section 6 of the Law School Admission Test: how many of 1,000 people gave each pattern of right
# and wrong answers, from 00000 to 11111 (Bock and Lieberman 1970).
LSAT6 = (
    3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15,
    10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61, 28, 298,
)  # fmt: skip


def lsat6_rows():
    people = [
        pattern
        for pattern, times in zip(product("01", repeat=5), LSAT6, strict=True)
        for _time in range(times)
    ]
    return table(people, items="12345")


def table(people, items="abcdefgh"):
    """Rows of a table from the answers of each person, a letter or a word an item."""
    header = ["person", *items[: len(people[0])]]
    return [header, *([f"P{n}", *map(str, cells)] for n, cells in enumerate(people, start=1))]


def responses(people):
    return read_responses(table(people))
