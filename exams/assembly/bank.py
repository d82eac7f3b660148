"""A bank from the rows of a table: `id,topic,type,difficulty`."""

import re
from decimal import Decimal

from exams.assembly.blueprint import Item
from exams.formats.questions import marked as _
from exams.refusals import Refused

COLUMNS = {
    "id": ["序号", "题号", "编号"],
    "topic": ["知识点", "章节"],
    "type": ["题型"],
    "difficulty": ["难度"],
}

_SHARE = re.compile(r"(0?\.\d{1,20}|[01](\.\d{0,20})?)")


def items_of(rows):
    """Items of (row, column → text); the first fault refuses the bank."""
    items = {}
    for row, cells in rows:
        if not cells["id"]:
            raise Refused(_("Row %(row)d: the question has no id."), row=row, column="id")
        if cells["id"] in items:
            raise Refused(
                _("Row %(row)d: the id %(id)s is there already."),
                row=row,
                column="id",
                id=cells["id"],
            )
        items[cells["id"]] = Item(
            cells["id"], cells["topic"], cells["type"], _difficulty(cells["difficulty"], row)
        )
    if not items:
        raise Refused(_("There is no question in the bank."))
    return list(items.values())


def _difficulty(text, row):
    if not _SHARE.fullmatch(text) or Decimal(text) > 1:
        raise Refused(
            _("Row %(row)d: the difficulty “%(text)s” is not a share from 0 to 1, such as 0.65."),
            row=row,
            column="difficulty",
            text=text[:40],
        )
    return Decimal(text)
