"""What a number of the county is. Each app publishes its own; only `notices` knows them all."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from organisation.models import Unit
    from organisation.periods import Month


@dataclass(frozen=True)
class Figure:
    """A measured value; a share keeps its parts (311 of 379) so that it can be added up."""

    value: Decimal
    of: Decimal | None = None

    def __add__(self, other):
        of = None if self.of is None or other.of is None else self.of + other.of
        return Figure(self.value + other.value, of)


@dataclass(frozen=True)
class Indicator:
    key: str  # "courses.held": stored in notices, never renamed
    label: str  # translated lazily
    definition: str  # one sentence, shown beside the figure
    unit: str  # "count", "share", "yuan", "hours"
    # The units asked about and a month → unit id → figure, in one query; a missing unit is 0.
    measure: Callable[[Iterable["Unit"], "Month"], Mapping[int, Figure]]
