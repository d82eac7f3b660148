"""A list of units through the wizard: as a whole, and back as it was."""

from datetime import timedelta

import pytest

from intake.services import intakes
from organisation import tables, unit_undo
from organisation.models import Post, Unit, UnitList
from organisation.periods import today
from tests import make

pytestmark = pytest.mark.django_db
HEAD = ["代码", "名称", "上级代码", "级别", "后继代码"]


class County:
    """A county with a township and two villages, and its list of today."""

    def __init__(self):
        self.organiser = make.person(Post.Kind.ORGANISER, make.county())
        self.township = make.township("East")
        self.one, self.two = (make.village(n, parent=self.township) for n in ("One", "Two"))
        self.rows = {
            unit.code: [unit.code, unit.name, unit.parent_code, str(int(unit.level)), ""]
            for unit in Unit.objects.all()
        }

    def add(self, code, name):
        self.rows[code] = [code, name, self.township.code, "5", ""]

    def intake(self, state="checked"):
        data = tables.csv_bytes(HEAD, self.rows.values())
        as_of = today().isoformat()
        return make.intake(data, self.organiser, key="units", state=state, as_of=as_of)


@pytest.fixture
def county(db):
    return County()


def test_a_list_is_checked_against_what_is_there(county):
    county.rows[county.one.code][1] = "One and a half"
    del county.rows[county.two.code]
    county.add(f"{county.township.code[:9]}990", "New")

    intake = county.intake()

    assert (intake.counts["added"], intake.counts["updated"]) == (1, 1)
    assert intake.notes == [f"1 unit is not in the list and ends on {today()}: Two"]
    assert not UnitList.objects.exists()


def test_a_list_with_a_fault_comes_in_not_at_all(county):
    county.rows[county.one.code][1] = ""
    intake = county.intake()

    with pytest.raises(intakes.IntakeRefused, match="whole"):
        intakes.confirm(intake, str(intake.round))

    assert not UnitList.objects.exists()


def test_undo_gives_the_tree_back_as_it_was(county):
    before = unit_undo.snapshot()
    county.rows[county.one.code][1] = "One and a half"
    county.rows[county.two.code][4] = county.one.code
    county.add(f"{county.township.code[:9]}990", "New")
    intake = county.intake("done")
    assert Unit.objects.get(pk=county.two.pk).successors.get() == county.one

    intakes.undo(intake)

    assert unit_undo.snapshot() == before


def test_undo_of_a_moved_village(county):
    before = unit_undo.snapshot()
    other = make.township("West")
    county.rows[other.code] = [other.code, "West", other.parent_code, "4", ""]
    before = unit_undo.snapshot()
    county.rows[county.one.code][2] = other.code
    intake = county.intake("done")
    assert Unit.objects.now().get(code=county.one.code).get_parent() == other

    intakes.undo(intake)

    assert unit_undo.snapshot() == before


def test_undo_is_refused_when_a_new_unit_is_in_use(county):
    code = f"{county.township.code[:9]}990"
    county.add(code, "New")
    intake = county.intake("done")
    make.person(Post.Kind.INFORMATION_OFFICER, Unit.objects.get(code=code))

    intake = intakes.undo(intake)

    assert (intake.state, Unit.objects.filter(code=code).count()) == ("done", 1)
    assert "in use already" in intake.refusal


def test_undo_is_refused_when_the_units_were_changed_since(county):
    county.rows[county.one.code][1] = "One and a half"
    intake = county.intake("done")
    Unit.objects.filter(pk=county.one.pk).update(name="Another")

    assert "were changed after the import" in intakes.undo(intake).refusal


def test_a_list_older_than_the_last_is_refused_when_it_is_checked(county):
    UnitList.objects.create(as_of=today() + timedelta(days=1), sha256="x" * 64)

    intake = county.intake()

    assert (intake.state, "imported already" in intake.refusal) == ("refused", True)
