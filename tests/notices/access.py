from tests import make
from tests.access.rows import DIRECTORS, EVERYONE, OPERATORS, Row

BOARD = OPERATORS | DIRECTORS | {"organiser", "supervisor", "leader"}
ABOVE_THE_TOWNSHIP = {"operator", "director", "organiser", "supervisor", "leader"}
WRITERS = {"supervisor"}
APPROVERS = {"leader"}
# A judge without a post is served by no unit, so no notice was sent to her.
READERS = EVERYONE - {"judge"}


def _township(world):
    return {"pk": world.township.pk}


def at(state):
    return lambda world: {"pk": make.progress_notice(state).pk}


ROWS = [
    Row("notices:board", BOARD),
    Row("notices:board_unit", ABOVE_THE_TOWNSHIP, _township),
    Row("notices:board_table", ABOVE_THE_TOWNSHIP, _township),
    Row("notices:notice_list", EVERYONE),
    Row("notices:notice_detail", READERS, at("issued")),
    Row("notices:notice_detail", WRITERS, at("writing")),
    Row("notices:notice_detail", WRITERS, at("draft")),
    Row("notices:notice_detail", WRITERS | APPROVERS, at("checked")),
    Row("notices:notice_pdf", READERS, at("issued")),
    Row("notices:notice_pdf", WRITERS, at("draft")),
    Row("notices:notice_table", READERS, at("issued")),
    Row("notices:notice_table", WRITERS, at("draft")),
    Row("notices:notice_receipts", WRITERS, at("issued")),
    Row("notices:notice_read", READERS, at("issued"), method="post"),
    Row("notices:notice_read", set(), at("checked"), method="post"),
    Row("notices:notice_draft", WRITERS, method="post"),
    Row("notices:notice_write", WRITERS, at("writing"), method="post"),
    Row("notices:notice_rewrite", WRITERS, at("draft"), method="post"),
    Row("notices:notice_edit", WRITERS, at("draft")),
    Row("notices:notice_edit", set(), at("checked")),
    Row("notices:notice_check", WRITERS, at("draft"), method="post"),
    Row("notices:notice_send_back", APPROVERS, at("checked")),
    Row("notices:notice_approve", APPROVERS, at("checked"), method="post"),
    Row("notices:notice_approve", set(), at("draft"), method="post"),
    Row("notices:notice_issue", WRITERS | APPROVERS, at("approved"), method="post"),
    Row("notices:notice_correct", WRITERS, at("issued"), method="post"),
]
