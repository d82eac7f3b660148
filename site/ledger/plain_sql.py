"""For the few statements that everybody asks in the same minute and that are written by hand."""

from django.db import connection


def stored(moment):
    """A moment as the database takes it."""
    return connection.ops.adapt_datetimefield_value(moment)
