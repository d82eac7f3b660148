"""What an importer is: a table read from a file, rows checked, valid ones saved."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from organisation.tables import Refused

__all__ = ["Importer", "Refused"]


@dataclass(frozen=True)
class Importer:
    key: str
    columns: Mapping[str, Sequence[str]]  # column → the headers it is known by
    may: Callable  # person → bool
    check: Callable  # rows → (valid, [Refused])
    save: Callable  # valid, actor → counts
    undo: Callable | None = field(default=None)
