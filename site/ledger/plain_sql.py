"""For the few statements that everybody asks in the same minute and that are written by hand."""

from functools import cache

from django.db import connection


@cache
def columns_of(model):
    """The columns of a model by name, as a SELECT lists them.

    Never `*`: PostgreSQL refuses a statement it has planned once a migration adds a column.
    """
    return ", ".join(
        connection.ops.quote_name(field.column) for field in model._meta.concrete_fields
    )


def stored(moment):
    """A moment as the database takes it."""
    return connection.ops.adapt_datetimefield_value(moment)
