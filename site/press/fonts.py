"""Which fonts a document is set in: the county's own first, then the one that comes along."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import typst
from django.conf import settings
from fontTools.ttLib import TTFont

# In the order they are tried. The last one comes with the installation, so there is always one.
BODY = [
    "FangSong_GB2312", "FangSong", "STFangsong", "FandolFang R", "Noto Serif CJK SC",
    "Noto Sans SC",
]  # fmt: skip
TITLE = [
    "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "STZhongsong", "FandolSong", "Noto Serif CJK SC",
    "Noto Sans SC",
]  # fmt: skip
HEADING = ["SimHei", "STHeiti", "FandolHei", "Noto Sans CJK SC", "Noto Sans SC"]


def folders():
    package = Path(find_spec("justmytype_intl_cjk").origin).parent
    ours = [settings.FONT_DIR] if settings.FONT_DIR else []
    return [*ours, str(package / "fonts" / "ofl" / "notosanssc")]


@cache
def installed():
    """Scanned once a process: the fonts of the system and of our folders."""
    return typst.Fonts(font_paths=folders())


def stack(wanted):
    """Those of the wanted families that are there; never empty."""
    there = set(installed().families())
    return [family for family in wanted if family in there]


@cache
def drawable():
    """Every code point that one of the fonts of a document can draw."""
    families = {*stack(BODY), *stack(TITLE), *stack(HEADING)}
    files = {(f.path, f.index) for f in installed().fonts() if f.family in families and f.path}
    points = set()
    for path, index in files:
        with TTFont(path, fontNumber=index, lazy=True) as font:
            points |= font.getBestCmap().keys()
    return frozenset(points)
