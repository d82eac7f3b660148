"""A question as JSON and back: how it waits between being read and being taken."""

from dataclasses import asdict, fields, is_dataclass
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import get_args, get_origin, get_type_hints


def as_json(question):
    """A question as JSON that `from_json` turns back into the same one."""
    return _plain(asdict(question))


def _plain(value):
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list) else value


def from_json(kind, value):
    """By the type of each field, so that a new field of a question needs nothing here."""
    if value is None:
        return None
    if get_origin(kind) is UnionType:
        kind = next(one for one in get_args(kind) if one is not type(None))
    if get_origin(kind) is list:
        return [from_json(get_args(kind)[0], one) for one in value]
    if is_dataclass(kind):
        return kind(
            **{
                name: from_json(hint, value[name])
                for name, hint in _hints_of(kind)
                if name in value
            }
        )
    return Decimal(value) if kind is Decimal else value


@cache
def _hints_of(kind):
    hints = get_type_hints(kind)
    return [(field.name, hints[field.name]) for field in fields(kind)]
