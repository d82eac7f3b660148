"""Which questions an organiser should look at (EXAMS.md §4.3).

Nothing is flagged of fewer than 30 people: "the sample is too small" is all that can be said.
"""

import numpy as np

from exams.analysis.classical import correlation, maxima
from exams.formats.questions import marked as _

FEWEST_PEOPLE = 30
EASIEST, HARDEST = 0.95, 0.20
WEAKEST_R = 0.10
IDLE_PERCENT = 3
# For 2PL, an item (EXAMS.md §0): below, its figures are no more than a hint.
FEWEST_FOR_2PL = 500
# For Rasch: with fewer, a difficulty is off by more than half a unit.
FEWEST_FOR_RASCH = 100

SENTENCES = {
    "key": _("The key may be wrong: look at it."),
    "leaked": _("Far more people know it than when it was first asked."),
    "too_easy": _("Nearly everybody gets it right."),
    "too_hard": _("Hardly anybody gets it right."),
    "weak": _("Says little about who knows more."),
    "idle_option": _("Hardly anybody chooses one of the options."),
}


def flags_of(marks, figures, answers=None):
    """A list of flags an item; `answers` are the raw ones, where there are any."""
    if len(marks) < FEWEST_PEOPLE:
        return [[] for _item in figures.facility]
    choices = _flags_of_options(marks, figures, answers) if answers else _turned(marks, figures)
    found = []
    for item, facility in enumerate(figures.facility):
        rest_r = figures.item_rest_r[item]
        flags = {
            "key": "key" in choices[item],
            "too_easy": facility > EASIEST,
            "too_hard": facility < HARDEST,
            "weak": rest_r < WEAKEST_R,
            "idle_option": "idle_option" in choices[item],
        }
        found.append([flag for flag, holds in flags.items() if holds])
    return found


def _turned(marks, figures):
    """Without options, "wrong" is the one distractor: better people choosing it doubts the key."""
    dichotomous = ((marks == 0) | (marks == maxima(marks))).all(axis=0)
    doubtful = dichotomous & (figures.item_rest_r < 0)
    return [{"key"} if doubt else set() for doubt in doubtful]


def _flags_of_options(marks, figures, answers):
    totals = marks.sum(axis=1)
    return [
        _flags_of_item(
            answers.given[:, item], answers.names, answers.keys[item],
            totals - marks[:, item], figures.item_rest_r[item],
        )
        for item in range(marks.shape[1])
    ]  # fmt: skip


def _flags_of_item(given, names, key, rest, key_r):
    """A distractor hardly anybody chooses; one chosen by better people than the key is."""
    counts = np.bincount(given, minlength=len(names))
    answered = counts[1:].sum()
    flags = set()
    for chosen_in in _distractors(counts, names, names[key]):
        if answered >= FEWEST_PEOPLE and 100 * counts[chosen_in].sum() < IDLE_PERCENT * answered:
            flags.add("idle_option")
        if correlation(np.isin(given, chosen_in).astype(float), rest) > key_r:
            flags.add("key")
    return flags


def _distractors(counts, names, key):
    """For each wrong option the answers (numbers) in which it is chosen.

    Options by letter go from A to the last letter anybody chose: one between that nobody chose
    is an option too. Other words are options as they stand.
    """
    seen = [number for number in range(1, len(names)) if counts[number]]
    letters = sorted(set(key).union(*(names[number] for number in seen)))
    if len(letters) > 1 and all(map(_is_letters, [key, *(names[number] for number in seen)])):
        options = [chr(code) for code in range(ord("A"), ord(letters[-1]) + 1)]
        wrong = [letter for letter in options if letter not in key]
        return [[number for number in seen if letter in names[number]] for letter in wrong]
    return [[number] for number in seen if names[number] != key]


def _is_letters(name):
    """A or BD, as `plain_answer` writes them; T and F are words."""
    return set(name) <= set("ABCDEFGHIJ") and list(name) == sorted(set(name))
