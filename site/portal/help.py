"""The handbook: Markdown files in `docs/handbook/<language>/`, one a topic, shown as help pages."""

import re
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import get_language
from markdown_it import MarkdownIt
from PIL import Image

HANDBOOK = settings.BASE_DIR / "docs" / "handbook"
PICTURES = settings.BASE_DIR / "docs" / "pictures"
TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
# The files are ours, but a help page needs no HTML of its own.
MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


def _picture(renderer, tokens, place, options, env):
    """A picture of docs/pictures; fetched when it is looked at, in its place from the start."""
    token = tokens[place]
    name = token.attrs["src"].rpartition("/")[2]
    width, height = _size(name)
    token.attrs |= {
        "src": static(f"handbook/{name}"),
        "width": str(width),
        "height": str(height),
        "loading": "lazy",
    }
    return renderer.image(tokens, place, options, env)


@cache
def _size(name):
    with Image.open(PICTURES / name) as picture:
        return picture.size


MARKDOWN.add_render_rule("image", _picture)


@dataclass(frozen=True)
class Topic:
    key: str  # the file's name without its number: 02-exams.md → exams
    title: str
    text: str  # Markdown without the title

    @property
    def html(self):
        return MARKDOWN.render(self.text)


def topics():
    """All topics in the reader's language, in the order of their file names."""
    return [_read(path) for path in sorted((HANDBOOK / get_language()).glob("*.md"))]


def topic(key):
    """One topic, or None."""
    return next((topic for topic in topics() if topic.key == key), None)


def _read(path):
    text = path.read_text(encoding="utf-8")
    title = TITLE.search(text)
    key = path.stem.partition("-")[2]
    return Topic(key, title[1], TITLE.sub("", text, count=1))
