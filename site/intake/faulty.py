"""The lines to be put right, as a table that can be put right and sent again."""

from django.utils.translation import gettext as _

from organisation import tables


def as_file(intake, suffix):
    """The bytes of a workbook or a CSV file."""
    headers, rows = _table(intake)
    if suffix == "xlsx":
        return tables.xlsx_bytes(headers, rows, _("To put right"))
    return tables.csv_bytes(headers, rows)


def _table(intake):
    """What stood in the file, and beside it where it stood and what to put right."""
    ours = [_("Row") if intake.counted_in == "row" else _("Line"), _("What to put right")]
    # A file that is put right and sent again has our two columns already.
    headers = [header for header in intake.headers if header not in ours]
    rows = [
        [*(row.cells.get(header, "") for header in headers), row.number, row.fault]
        for row in intake.rows.faulty()
    ]
    return [*headers, *ours], rows
