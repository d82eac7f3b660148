"""Which header of a table stands for which column: guessed by words, told by a person."""

from organisation.tables.table import plain


def guess(columns, headers):
    """Column → header, for the columns whose header is known; no header is used twice."""
    found = {}
    for key, column in columns.items():
        known = {plain(word) for word in (key, *column.known_as)}
        free = [header for header in headers if header not in found.values()]
        header = next((header for header in free if plain(header) in known), None)
        if header is not None:
            found[key] = header
    return found
