from tests import make
from tests.access.rows import DIRECTORS, OPERATORS, Row

KEEPERS = {"organiser"}
COUNTY_READERS = {"organiser", "supervisor", "leader"}
READERS = OPERATORS | DIRECTORS | COUNTY_READERS


def _village(world):
    return {"pk": world.village.pk}


def _connection(world):
    return {"pk": make.connection(world.village).pk}


ROWS = [
    Row("programme:overview", READERS),
    Row("programme:village_list", READERS),
    Row("programme:village_detail", {"operator", "director", *COUNTY_READERS}, _village),
    Row("programme:village_connect", KEEPERS, _village),
    Row("programme:connection_end", KEEPERS, _connection),
    Row("programme:connection_check", KEEPERS, _connection, method="post"),
    Row("programme:money", READERS),
    Row("programme:spending_add", KEEPERS),
    Row("programme:budget_set", KEEPERS),
    Row("programme:goal_set", KEEPERS),
]
