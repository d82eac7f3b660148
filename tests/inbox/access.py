from tests import make
from tests.access.rows import EVERYONE, Row

OWN = {"officer"}


def _message(world):
    return {"pk": make.message(world["officer"]).pk}


ROWS = [
    Row("inbox:message_list", EVERYONE),
    Row("inbox:message_read_all", EVERYONE, method="post"),
    Row("inbox:message_detail", OWN, _message),
    Row("inbox:message_open", OWN, _message, method="post"),
]
