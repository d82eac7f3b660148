"""Tables that people send us, and tables we hand out: CSV and Excel (.xlsx).

`read` gives rows whose text is right, or refuses with a sentence; nothing is guessed. A row that
cannot be trusted (a long number that Excel has rounded, merged cells) is not among `rows` but
in `refused`, so an importer adds `table.refused` to its own.
"""

from organisation.tables.reading import (
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_ROWS,
    read,
    read_sheets,
)
from organisation.tables.table import Refused, Sheet, Table, TableRefused, halfwidth
from organisation.tables.writing import csv_bytes, xlsx_bytes

__all__ = [
    "MOST_BYTES",
    "MOST_COLUMNS",
    "MOST_ROWS",
    "Refused",
    "Sheet",
    "Table",
    "TableRefused",
    "csv_bytes",
    "halfwidth",
    "read",
    "read_sheets",
    "xlsx_bytes",
]
