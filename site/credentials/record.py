"""A person's training record: certificates from here, everything else from the apps above.

An app above publishes a source in its `apps.py`: `record.add(Source(...))`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Line:
    """Something she did. `url` only where the reader may open it."""

    day: date
    title: str
    note: str = ""
    url: str = ""
    tag: str = ""


@dataclass(frozen=True)
class Source:
    key: str
    title: str  # translated lazily
    lines: Callable[[object], Iterable[Line]]  # of a person; a constant number of queries


@dataclass(frozen=True)
class Chapter:
    title: str
    lines: list[Line]


class Record:
    def __init__(self):
        self._sources = {}

    def add(self, *sources):
        """In the order of the page; a key is there once."""
        for source in sources:
            if source.key in self._sources:
                raise ValueError(f"{source.key} is in the record already.")
            self._sources[source.key] = source

    def of(self, person):
        """Chapter by chapter, the newest first; chapters without a line are left out."""
        chapters = [
            Chapter(str(source.title), sorted(source.lines(person), key=_newest, reverse=True))
            for source in self._sources.values()
        ]
        return [chapter for chapter in chapters if chapter.lines]


def _newest(line):
    return line.day


record = Record()
