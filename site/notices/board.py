"""Every indicator of the county in one place; filled by explicit adds in `apps.py`."""

from dataclasses import dataclass, field

from organisation.indicators import Indicator


@dataclass
class Board:
    indicators: dict[str, Indicator] = field(default_factory=dict)

    def add(self, *indicators):
        for indicator in indicators:
            if indicator.key in self.indicators:
                raise ValueError(f"There are two indicators with the key {indicator.key}.")
            self.indicators[indicator.key] = indicator

    def __iter__(self):
        return iter(self.indicators.values())

    def __contains__(self, key):
        return key in self.indicators


board = Board()
