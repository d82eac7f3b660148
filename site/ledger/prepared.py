"""Queries that everybody asks in the same minute: the statement is made once, not each time.

The ORM takes three times as long to write a statement as the database to answer it. A `Prepared`
query is an ordinary queryset with `Given` places for its values; what it finds are the same
objects, with the same relations.
"""

from copy import copy
from datetime import datetime
from functools import cached_property
from types import SimpleNamespace
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Expression, Field
from django.db.models.query import ModelIterable

from ledger.plain_sql import stored


class Given(Expression):
    """Stands for a value that each call brings along, by name."""

    def __init__(self, name):
        super().__init__(output_field=Field())
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]


class Prepared:
    """`make` returns the queryset; it is called at the first use, when all models are there.

    What stands for a value is compared as it is: of a model give the key, of a text the text.
    """

    def __init__(self, make):
        self._make = make
        self._made = {}  # kind of database → compiler, converters of columns, SQL, what it takes

    def all(self, **given):
        """A list of what the queryset finds."""
        compiler = self._asking(given)
        asked = SimpleNamespace(
            db=DEFAULT_DB_ALIAS,
            model=compiler.query.model,
            query=SimpleNamespace(get_compiler=lambda using: compiler),
            _known_related_objects={},
        )
        return list(ModelIterable(asked))

    def first(self, **given):
        """The first that the queryset finds, or None."""
        return next(iter(self.all(**given)), None)

    def get(self, **given):
        """The one that the queryset finds; without one, its model's DoesNotExist.

        So it may stand for a queryset in `get_object_or_404`.
        """
        if found := self.all(**given):
            return found[0]
        raise self.model.DoesNotExist

    def rows(self, **given):
        """A list of tuples, where the queryset ends in `values_list`."""
        return list(self._asking(given).results_iter(tuple_expected=True))

    @cached_property
    def model(self):
        return self._make().model

    def _asking(self, given):
        compiler, converters, sql, takes = self._made.get(connection.vendor) or self._prepare()
        asking = copy(compiler)
        asking.connection = connection
        values = [_stored(given[p.name]) if isinstance(p, Given) else p for p in takes]
        asking.as_sql = lambda: (sql, values)
        asking.get_converters = lambda expressions: converters
        return asking

    def _prepare(self):
        compiler = self._make().query.get_compiler(connection=connection)
        sql, takes = compiler.as_sql()
        converters = compiler.get_converters(column for column, *_names in compiler.select)
        self._made[connection.vendor] = made = compiler, converters, sql, takes
        return made


def _stored(value):
    if isinstance(value, datetime):
        return stored(value)
    if isinstance(value, UUID) and not connection.features.has_native_uuid_field:
        return value.hex
    return value
