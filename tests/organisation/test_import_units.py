import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from ledger.models import Entry
from organisation.models import Unit, UnitList, UnitName
from tests.shared_data import shared_file

pytestmark = pytest.mark.django_db
HEAD = "code,name,parent_code,level\n"
COUNTY, TOWN, OTHER_TOWN = "379901000000", "379901100000", "379901101000"
A, B, C = "379901100201", "379901100202", "379901100203"
ROWS = [
    f"{A},Upper,{TOWN},5",
    f"{TOWN},Bridge,{COUNTY},4",
    f"{COUNTY},Green,370000000000,3",
    f"{OTHER_TOWN},Mill,{COUNTY},4",
    f"{B},Lower,{TOWN},5",
]


class Office:
    """Imports lists and reads what the command says."""

    def __init__(self, folder, capsys):
        self.file, self.capsys = folder / "list.csv", capsys

    def imports(self, rows, as_of, *options, head=HEAD, encoding="utf-8"):
        self.file.write_bytes((head + "\n".join(rows) + "\n").encode(encoding))
        return self.runs(self.file, as_of, *options)

    def runs(self, path, as_of, *options):
        self.capsys.readouterr()
        self.code = 0
        try:
            call_command("import_units", str(path), "--as-of", as_of, "--json", *options)
        except SystemExit as stop:
            self.code = stop.code
        return json.loads(self.capsys.readouterr().out)


@pytest.fixture
def office(tmp_path, capsys):
    return Office(tmp_path, capsys)


def without(*codes):
    return [row for row in ROWS if not row.startswith(codes)]


def counts(result):
    return result["added"], result["closed"], result["renamed"]


def spans(code):
    rows = Unit.objects.filter(code=code).order_by("valid_from", "pk")
    return [(str(unit.valid_from), str(unit.valid_to or "")) for unit in rows]


def test_rows_may_come_in_any_order(office):
    result = office.imports(ROWS, "2020-01-01")

    assert result == {
        "levels": {"3": 1, "4": 2, "5": 2},
        "added": 5,
        "closed": 0,
        "renamed": 0,
        "refused": [],
    }
    assert Unit.objects.get(code=A).get_parent().code == TOWN
    assert Unit.objects.get(code=COUNTY).parent_code == "370000000000"


def test_the_tree_is_sound_after_several_lists(office):
    office.imports(ROWS, "2020-01-01")
    office.imports([*without(A), f"{C},New,{TOWN},5"], "2021-01-01")
    office.imports([*without(B), f"{B},Lower,{OTHER_TOWN},5"], "2022-01-01")

    assert Unit.find_problems() == ([], [], [], [], [])


@pytest.mark.parametrize("as_of", ["2020-01-01", "2021-01-01"])
def test_the_same_list_again_changes_nothing(office, as_of):
    office.imports(ROWS, "2020-01-01")

    result = office.imports(ROWS, as_of)

    assert counts(result) == (0, 0, 0)


def test_a_missing_unit_is_valid_up_to_the_day_of_the_list(office):
    office.imports(ROWS, "2020-01-01")

    result = office.imports(without(B), "2021-01-01")

    assert counts(result) == (0, 1, 0)
    assert spans(B) == [("2020-01-01", "2021-01-01")]
    assert Unit.objects.valid_on(date(2020, 12, 31)).filter(code=B).exists()
    assert not Unit.objects.valid_on(date(2021, 1, 1)).filter(code=B).exists()


def test_a_closed_code_that_comes_back_is_a_new_unit(office):
    office.imports(ROWS, "2020-01-01")
    office.imports(without(B), "2021-01-01")

    office.imports(ROWS, "2022-01-01")

    assert spans(B) == [("2020-01-01", "2021-01-01"), ("2022-01-01", "")]


def test_a_code_closed_and_opened_on_one_day_is_one_unit(office):
    office.imports(ROWS, "2020-01-01")
    office.imports(without(B), "2020-01-01")

    result = office.imports([*without(B), f"{B},Lower,{OTHER_TOWN},5"], "2020-01-01")

    assert spans(B) == [("2020-01-01", "")]
    assert counts(result) == (1, 0, 0)
    assert Unit.find_problems() == ([], [], [], [], [])


def test_any_change_of_the_text_is_a_new_name(office):
    office.imports(ROWS, "2020-01-01")

    result = office.imports([*without(A), f"{A},Upper village,{TOWN},5"], "2021-01-01")

    unit = Unit.objects.get(code=A)
    assert counts(result) == (0, 0, 1)
    assert unit.name == "Upper village"
    assert unit.name_on(date(2020, 12, 31)) == "Upper"
    assert unit.name_on(date(2021, 1, 1)) == "Upper village"


def test_a_name_put_right_on_the_same_day_leaves_no_trace(office):
    office.imports(ROWS, "2020-01-01")

    office.imports([*without(A), f"{A},Uper,{TOWN},5"], "2020-01-01")

    assert list(UnitName.objects.filter(unit__code=A).values_list("name")) == [("Uper",)]


def test_a_unit_that_changes_its_parent_is_succeeded_by_itself(office):
    office.imports(ROWS, "2020-01-01")

    result = office.imports([*without(A), f"{A},Upper,{OTHER_TOWN},5"], "2021-01-01")

    old, new = Unit.objects.filter(code=A).order_by("valid_from")
    assert counts(result) == (1, 1, 0)
    assert spans(A) == [("2020-01-01", "2021-01-01"), ("2021-01-01", "")]
    assert list(old.successors.all()) == [new]
    assert new.get_parent().code == OTHER_TOWN


def test_villages_follow_a_township_that_was_closed_and_came_back(office):
    office.imports(ROWS, "2020-01-01")
    office.imports([row for row in ROWS if TOWN not in row], "2021-01-01")

    result = office.imports(ROWS, "2022-01-01")

    assert counts(result) == (3, 0, 0)
    assert Unit.objects.get(code=A, valid_to=None).get_parent().valid_to is None


def test_a_row_with_a_successor_ends_its_unit(office):
    office.imports(ROWS, "2020-01-01")
    head = HEAD.replace("\n", ",successor_code\n")
    rows = [*[f"{row}," for row in without(A)], f"{A},Upper,{TOWN},5,{B}"]

    first = office.imports(rows, "2021-01-01", head=head)
    again = office.imports(rows, "2021-01-01", head=head)

    assert (counts(first), counts(again)) == ((0, 1, 0), (0, 0, 0))
    assert [unit.code for unit in Unit.objects.get(code=A).successors.all()] == [B]


def test_only_units_of_the_counties_in_the_file_are_closed(office):
    office.imports(ROWS, "2020-01-01")
    other = ["379902000000,Hill,370000000000,3"]

    assert counts(office.imports(other, "2021-01-01")) == (1, 0, 0)
    assert counts(office.imports([f"{C},New,{TOWN},5"], "2021-01-01")) == (1, 0, 0)


BAD_ROWS = {
    "a code of eleven digits": (f"37990110020,X,{TOWN},5", "12 digits"),
    "letters in a code": (f"37990110020X,X,{TOWN},5", "12 digits"),
    "an unknown parent": (f"{C},X,379901999000,5", "is not in the list"),
    "a village under the county": (f"{C},X,{COUNTY},5", "directly under"),
    "a village under a village": (f"{C},X,{A},5", "directly under"),
    "a level that is none": (f"{C},X,{TOWN},6", "level must be"),
    "no name": (f"{C},,{TOWN},5", "name is missing"),
    "a name too long": (f"{C},{'x' * 61},{TOWN},5", "too long"),
    "no parent": (f"{C},X,,5", "12 digits"),
}


@pytest.mark.parametrize("kind", BAD_ROWS)
def test_a_bad_row_is_named_and_nothing_is_written(office, kind):
    row, words = BAD_ROWS[kind]

    result = office.imports([*ROWS, row], "2020-01-01")

    assert [one["row"] for one in result["refused"]] == [7]
    assert words in result["refused"][0]["message"]
    assert (office.code, Unit.objects.count(), UnitList.objects.count()) == (1, 0, 0)
    assert result["levels"] == {"3": 0, "4": 0, "5": 0}


def test_both_rows_of_one_code_are_refused(office):
    result = office.imports([*ROWS, f"{A},Again,{TOWN},5"], "2020-01-01")

    assert [one["row"] for one in result["refused"]] == [2, 7]


@pytest.mark.parametrize(("code", "successor"), [(A, A), (A, C), (C, B)])
def test_a_successor_must_make_sense(office, code, successor):
    office.imports(ROWS, "2020-01-01")
    rows = [*[f"{row}," for row in without(code)], f"{code},X,{TOWN},5,{successor}"]

    result = office.imports(rows, "2021-01-01", head=HEAD.replace("\n", ",successor_code\n"))

    assert (office.code, [one["row"] for one in result["refused"]]) == (1, [len(rows) + 1])


def test_missing_columns_are_a_sentence(office):
    result = office.imports(["1,A"], "2020-01-01", head="code,name\n")

    assert [one["row"] for one in result["refused"]] == [1]
    assert "missing: parent_code / 上级代码" in result["refused"][0]["message"]
    assert office.code == 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_chinese_lists_are_read(office, encoding):
    rows = [row.replace("Upper", "䶮村") for row in ROWS]

    office.imports(rows, "2020-01-01", head="代码,名称,上级代码,级别\n", encoding=encoding)

    assert Unit.objects.get(code=A).name == "䶮村"


def test_the_wrong_encoding_is_a_sentence(office):
    result = office.imports(ROWS, "2020-01-01", encoding="utf-16")

    assert (office.code, [one["row"] for one in result["refused"]]) == (1, [1])


def test_a_missing_file_is_a_sentence(office, tmp_path):
    result = office.runs(tmp_path / "none.csv", "2020-01-01")

    assert (office.code, [one["row"] for one in result["refused"]]) == (1, [1])


def test_a_list_older_than_the_last_is_refused(office):
    office.imports(ROWS, "2021-01-01")

    result = office.imports(without(B), "2020-12-31")

    assert office.code == 1
    assert "2021-01-01 was imported already" in result["refused"][0]["message"]
    assert spans(B) == [("2021-01-01", "")]


def test_a_dry_run_counts_and_writes_nothing(office):
    result = office.imports(ROWS, "2020-01-01", "--dry-run")

    assert result["levels"] == {"3": 1, "4": 2, "5": 2}
    assert (Unit.objects.count(), UnitList.objects.count(), Entry.objects.count()) == (0, 0, 0)


def test_an_import_is_logged_once(office):
    office.imports(ROWS, "2020-01-01")
    office.imports(ROWS, "2020-01-01")

    assert [(entry.verb, entry.facts["added"]) for entry in Entry.objects.all()] == [
        ("imported", 5)
    ]


def test_words_for_people_when_no_json_is_asked(office, capsys):
    office.imports([*ROWS, "1,2,3,4"], "2020-01-01")
    capsys.readouterr()

    with pytest.raises(SystemExit):
        call_command("import_units", str(office.file))

    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines()[-1] == "Nothing was written."


def test_a_day_that_is_none_is_a_sentence(office):
    with pytest.raises(CommandError, match="2023-06-30"):
        call_command("import_units", str(office.file), "--as-of", "yesterday")


def test_the_real_county(office):
    result = office.runs(shared_file("yanggu_divisions.csv"), "2023-06-30")

    assert result["levels"] == {"3": 1, "4": 18, "5": 379}
    assert result["refused"] == []


def test_two_real_lists_keep_the_history(office):
    office.runs(shared_file("yanggu_divisions_2016.csv"), "2016-07-31")
    later = office.runs(shared_file("yanggu_divisions.csv"), "2023-06-30")
    again = office.runs(shared_file("yanggu_divisions.csv"), "2023-06-30")

    villages = Unit.objects.villages()
    assert (later["levels"]["5"], later["added"], later["closed"]) == (379, 220, 715)
    assert later["renamed"] == 162
    assert counts(again) == (0, 0, 0)
    assert villages.valid_on(date(2023, 6, 29)).count() == 874
    assert villages.valid_on(date(2023, 6, 30)).count() == 379
    assert Unit.find_problems() == ([], [], [], [], [])
