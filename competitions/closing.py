"""Until when a result may be corrected: until the awards are handed out.

Who keeps the awards appends a function (stage → bool) to `HANDED_OUT` in its `ready()`; until one
does, nothing has been handed out.
"""

HANDED_OUT = []


def are_awards_out(stage):
    return any(is_out(stage) for is_out in HANDED_OUT)
