"""The handbook: Markdown files in `docs/handbook/<language>/`, one a topic, shown as help pages."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language
from markdown_it import MarkdownIt

HANDBOOK = settings.BASE_DIR / "docs" / "handbook"
TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
# The files are ours, but a help page needs no HTML of its own.
MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


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
