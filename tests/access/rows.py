"""A row of the access table: one address, and who gets through.

Everybody else who is signed in gets 404; anonymous is sent to sign in, unless it is public.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

OFFICERS = frozenset({"officer", "officer.neighbour", "officer.elsewhere"})
OPERATORS = frozenset({"operator", "operator.elsewhere"})
DIRECTORS = frozenset({"director", "director.elsewhere"})
COUNTY = frozenset(
    {"instructor", "organiser", "supervisor", "leader", "editor", "security", "audit", "system"}
)
EVERYONE = OFFICERS | OPERATORS | DIRECTORS | COUNTY | {"judge"}
NOBODY = frozenset()


def nothing(world):
    return {}


@dataclass(frozen=True)
class Row:
    name: str  # "courses:course_detail"
    may: frozenset | set  # actors of tests/access/world.py
    # Makes the object, owned by the world's own village or township; returns the URL's kwargs.
    build: Callable = nothing
    method: str = "get"
    data: dict = field(default_factory=dict)
    public: bool = False

    def __str__(self):
        return f"{self.name} {self.method}"
