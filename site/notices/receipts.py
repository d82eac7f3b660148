"""Who has read a notice: counts for each township, names for who asks about one."""

from dataclasses import dataclass

from notices.models import Receipt
from organisation.models import Unit


@dataclass
class Group:
    pk: int
    name: str
    path: str
    level: int
    people: int = 0
    read: int = 0

    @property
    def unread(self):
        return self.people - self.read


def unread_by(person):
    return Receipt.objects.of(person).unread().values_list("notice", flat=True)


def by_township(notice):
    """The county's own staff first, then township by township. Two queries."""
    top = notice.unit
    units = Unit.objects.within(top).filter(depth__lte=top.depth + 1)
    groups = {unit.path: Group(unit.pk, unit.name, unit.path, unit.level) for unit in units}
    length = len(top.path) + Unit.steplen
    for path, read_at in notice.receipts.order_by().values_list("unit__path", "read_at"):
        if group := groups.get(path[:length]):
            group.people += 1
            group.read += read_at is not None
    return [group for group in groups.values() if group.people]


def missing(notice, group):
    """Receipts not yet signed in a township, or by the county's own staff."""
    unread = notice.receipts.unread().select_related("person", "unit")
    if group.path == notice.unit.path:
        return unread.filter(unit__path=group.path)
    return unread.filter(unit__path__startswith=group.path)
