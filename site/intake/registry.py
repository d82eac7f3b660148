"""Every importer of the county in one place; filled by explicit adds in `apps.py`."""

from dataclasses import dataclass, field

from organisation.importing import Importer


@dataclass
class Importers:
    by_key: dict[str, Importer] = field(default_factory=dict)

    def add(self, *importers):
        for importer in importers:
            if importer.key in self.by_key:
                raise ValueError(f"There are two importers with the key {importer.key}.")
            self.by_key[importer.key] = importer

    def open_to(self, person):
        """Those she may use, one query each."""
        return [importer for importer in self.by_key.values() if importer.may(person)]

    def __getitem__(self, key):
        return self.by_key[key]

    def get(self, key):
        return self.by_key.get(key)


importers = Importers()
