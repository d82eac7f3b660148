from intake.registry import importers
from intake.services import intakes
from organisation import tables
from organisation.models import Post
from tests.make.organisation import county, person, village

__all__ = ["intake", "officer_list", "security_admin"]

OFFICER_HEAD = ["姓名", "用户名", "单位代码", "职务"]


def security_admin():
    return person(Post.Kind.SECURITY_ADMIN, county())


def officer_list(count=1, unit=None, faulty=0, head=OFFICER_HEAD):
    """A CSV file of village officers p0, p1, ..; the faulty ones come last, without a name."""
    unit = unit or village()
    rows = [[f"Officer {n}", f"p{n}", unit.code, "信息员"] for n in range(count)]
    rows += [["", f"bad{n}", unit.code, "信息员"] for n in range(faulty)]
    return tables.csv_bytes(head, rows)


def intake(data=None, by=None, *, key="people", name="list.csv", state="checked", **options):
    """An import as far as it goes: read, checked, done."""
    by = by or security_admin()
    data = officer_list() if data is None else data
    made = intakes.begin(by, importers[key], name, data, options)
    if state != "read" and made.state == "read":
        made = intakes.match_columns(made, made.columns)
    if state == "done":
        made = intakes.confirm(made, str(made.round))
    return made
