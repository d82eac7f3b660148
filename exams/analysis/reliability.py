"""What an alpha is good for, and how many questions a better one needs (EXAMS.md §4.3)."""

import math

WANTED = 0.8
# From which alpha on: to compare people, to tell who passed, to compare townships.
PEOPLE, PASSING, GROUPS = 0.8, 0.7, 0.5


def good_for(alpha):
    """ "people", "passing", "groups", "nothing"; None without an alpha."""
    if alpha is None:
        return None
    steps = ((PEOPLE, "people"), (PASSING, "passing"), (GROUPS, "groups"))
    return next((use for least, use in steps if alpha >= least), "nothing")


def questions_needed(alpha, count, wanted=WANTED):
    """By Spearman and Brown: how many questions of this kind; None when it cannot be said."""
    if alpha is None or not 0 < alpha < 1:
        return None
    times = wanted * (1 - alpha) / (alpha * (1 - wanted))
    return max(count, math.ceil(round(count * times, 6)))
