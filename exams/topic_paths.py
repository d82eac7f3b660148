"""Topics as paths: Files/Names stands below Files; // is a stroke that belongs to a name."""

import re

LONGEST = 120
SIGN = "/"
_STROKE = re.compile("(?<!/)/(?!/)")
_STROKES = re.compile("/+")


def parts(path):
    """The names on the way down, as people read them."""
    return [part.replace("//", SIGN) for part in _STROKE.split(path)]


def joined(above, name):
    """The path of what is called `name` below another path, or at the top."""
    kept = _STROKES.sub("//", " ".join(name.split()).strip("/ "))
    return f"{above}{SIGN}{kept}" if above and kept else kept


def parent(path):
    """The path above, "" at the top."""
    found = [stroke.start() for stroke in _STROKE.finditer(path)]
    return path[: found[-1]] if found else ""


def above(path):
    """All paths above, from the top."""
    return [path[: stroke.start()] for stroke in _STROKE.finditer(path)]


def is_within(path, other):
    """Whether it is the other path or stands below it."""
    return path == other or other in above(path)


def moved(path, old, new):
    """Where a path within `old` is once `old` is `new`."""
    return f"{new}{path[len(old) :]}"


def in_order(paths):
    """Each path after what stands above it; not as signs are sorted: A/B before A!."""
    return sorted(paths, key=parts)
