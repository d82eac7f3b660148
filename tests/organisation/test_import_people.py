import csv
import json
import stat
from datetime import date

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command

from organisation import tables
from organisation.models import Person, Post
from organisation.periods import today
from tests import make
from tests.organisation.spreadsheets import xlsx_file

pytestmark = pytest.mark.django_db
HEAD = ["姓名", "手机号", "用户名", "单位代码", "职务", "起", "止"]
PHONE = "13800138000"
K = Post.Kind


class Office:
    def __init__(self, folder, capsys):
        self.folder, self.capsys = folder, capsys
        self.slips = folder / "slips.csv"

    def imports(self, *rows, head=HEAD, options=()):
        (self.folder / "list.csv").write_bytes(tables.csv_bytes(head, rows))
        return self.runs(self.folder / "list.csv", *options)

    def runs(self, path, *options):
        self.capsys.readouterr()
        self.code = 0
        try:
            call_command("import_people", str(path), "--json", *options)
        except SystemExit as stop:
            self.code = stop.code
        return json.loads(self.capsys.readouterr().out)

    def handed_out(self):
        return list(csv.DictReader(self.slips.open(encoding="utf-8-sig")))


@pytest.fixture
def office(tmp_path, capsys):
    return Office(tmp_path, capsys)


@pytest.fixture
def village(db):
    return make.village("Upper")


def line(village, name="张小红", phone=PHONE, username="", post="村级信息员", first="", last=""):
    return [name, phone, username, village.code, post, first, last]


def counts(result):
    return result["added"], result["updated"], result["unchanged"], len(result["refused"])


def held():
    posts = Post.objects.order_by("pk").values_list("kind", "valid_from", "valid_to")
    return [(kind, str(first), str(last or "")) for kind, first, last in posts]


def test_a_line_makes_an_account_and_a_post(office, village):
    result = office.imports(line(village, first="2026-03-01"))

    person = Person.objects.get()
    assert result == {"added": 1, "updated": 0, "unchanged": 0, "refused": []}
    assert (person.name, person.phone, person.username) == ("张小红", PHONE, PHONE)
    assert (person.initials, person.must_change_password) == ("zxh", True)
    assert held() == [("information_officer", "2026-03-01", "")]


def test_the_last_day_is_in_the_post(office, village):
    office.imports(line(village, first="2026-03-01", last="2026-03-31"))

    post = Post.objects.get()
    assert post.valid_to == date(2026, 4, 1)
    assert Post.objects.on(date(2026, 3, 31)).exists()


@pytest.mark.parametrize(
    "day", ["2026-03-01", "2026/3/1", "2026.3.1", "2026年3月1日", "20260301", "２０２６-03-01"]
)
def test_days_are_read_as_people_write_them(office, village, day):
    office.imports(line(village, first=day))

    assert Post.objects.get().valid_from == date(2026, 3, 1)


def test_without_a_first_day_the_post_begins_today(office, village):
    office.imports(line(village))

    assert Post.objects.get().valid_from == today()


def test_english_columns_and_codes_in_a_workbook(office, tmp_path):
    unit = make.township()
    head = ["name", "phone", "username", "unit_code", "post", "from", "to"]
    row = ["Li", 13800138000, "li", int(unit.code), "township_operator", date(2026, 3, 1), ""]
    (tmp_path / "list.xlsx").write_bytes(xlsx_file(head, row).getvalue())

    result = office.runs(tmp_path / "list.xlsx")

    assert counts(result) == (1, 0, 0, 0)
    assert Person.objects.get().username == "li"
    assert held() == [("township_operator", "2026-03-01", "")]


def test_the_same_list_again_changes_nothing(office, village):
    rows = [line(village), line(village, "李明", "", "liming", last="2030-01-01")]
    office.imports(*rows)

    assert counts(office.imports(*rows)) == (0, 0, 2, 0)
    assert (Person.objects.count(), Post.objects.count()) == (2, 2)


def test_a_later_list_ends_a_post(office, village):
    office.imports(line(village, first="2026-01-01"))

    result = office.imports(line(village, first="2026-01-01", last="2026-06-30"))

    assert counts(result) == (0, 1, 0, 0)
    assert held() == [("information_officer", "2026-01-01", "2026-07-01")]


def test_a_later_list_puts_a_name_right(office, village):
    office.imports(line(village))

    result = office.imports(line(village, "张晓红"))

    assert counts(result) == (0, 1, 0, 0)
    assert Person.objects.get().name == "张晓红"


def test_one_person_may_hold_several_posts(office, village):
    township = village.get_parent()

    result = office.imports(line(village), line(township, post="乡镇微机员"))

    assert counts(result) == (2, 0, 0, 0)
    assert Person.objects.get().posts.count() == 2


def test_a_user_name_goes_with_its_phone_number(office, village):
    office.imports(line(village, username="zxh"))

    assert counts(office.imports(line(village, username="zxh"))) == (0, 0, 1, 0)
    assert Person.objects.get().username == "zxh"


BAD = {
    "no name": ({"name": ""}, "name is missing"),
    "neither phone nor user name": ({"phone": ""}, "phone number or a user name"),
    "a short phone number": ({"phone": "1380013"}, "11 digits"),
    "a user name with a space": ({"username": "a b"}, "Letters, digits"),
    "an unknown post": ({"post": "judge"}, "no post we know"),
    "a post of a township": ({"post": "乡镇微机员"}, "does not belong to a village"),
    "a day that is none": ({"first": "soon"}, "is no day"),
    "31 February": ({"first": "2026-02-31"}, "is no day"),
    "an end before the beginning": ({"first": "2026-03-02", "last": "2026-03-01"}, "before"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_line_is_named_and_the_others_are_written(office, village, kind):
    wrong, words = BAD[kind]

    result = office.imports(line(village, **wrong), line(village, "李明", "", "liming"), options=())

    assert counts(result) == (1, 0, 0, 1)
    assert result["refused"][0]["row"] == 2
    assert words in result["refused"][0]["message"]
    assert (office.code, Person.objects.get().username) == (0, "liming")


def test_an_unknown_unit_is_refused(office, village):
    row = line(village)
    row[3] = "379999999999"

    assert "no unit with the code" in office.imports(row)["refused"][0]["message"]


def test_a_phone_number_belongs_to_one_account(office, village):
    make.person(username="other", phone=PHONE)

    result = office.imports(line(village, username="zxh"))

    assert "belongs to another account" in result["refused"][0]["message"]
    assert Person.objects.count() == 1


def test_two_names_for_one_account_are_refused(office, village):
    other = make.village(parent=village.get_parent())

    result = office.imports(line(village), line(other, "李明"))

    assert counts(result) == (1, 0, 0, 1)


def test_the_same_post_twice_at_a_time_is_refused(office, village):
    office.imports(line(village, first="2026-01-01"))

    result = office.imports(line(village, first="2026-02-01"))

    assert counts(result) == (0, 0, 0, 1)


def test_the_three_administrators_are_three_people(office):
    county = make.county()

    result = office.imports(line(county, post="安全管理员"), line(county, post="audit_admin"))

    assert counts(result) == (1, 0, 0, 1)
    assert "three different people" in result["refused"][0]["message"]


def test_an_administrator_may_follow_another(office):
    county = make.county()
    first = line(county, post="安全管理员", first="2026-01-01", last="2026-06-30")

    result = office.imports(first, line(county, post="审计管理员", first="2026-07-01"))

    assert counts(result) == (2, 0, 0, 0)


def test_slips_hold_the_first_passwords_of_new_accounts_only(office, village):
    make.person(K.INFORMATION_OFFICER, village, username="old", name="老王")
    rows = [line(village), line(village, "老王", "", "old")]

    office.imports(*rows, options=("--slips", str(office.slips)))

    [slip] = office.handed_out()
    assert stat.S_IMODE(office.slips.stat().st_mode) == 0o600
    assert slip["username"] == PHONE
    assert authenticate(None, username=PHONE, password=slip["password"]) is not None


def test_without_slips_nobody_can_sign_in_yet(office, village):
    office.imports(line(village))

    assert not Person.objects.get().has_usable_password()


def test_earlier_slips_are_not_overwritten(office, village):
    office.slips.write_text("the only passwords there are")

    result = office.imports(line(village), options=("--slips", str(office.slips)))

    assert (office.code, Person.objects.count()) == (1, 0)
    assert "is there already" in result["refused"][0]["message"]


def test_slips_that_cannot_be_written_leave_nothing_behind(office, village, tmp_path):
    office.imports(line(village), options=("--slips", str(tmp_path / "none" / "slips.csv")))

    assert (office.code, Person.objects.count()) == (1, 0)


def test_a_dry_run_counts_and_writes_nothing(office, village):
    result = office.imports(line(village), options=("--dry-run", "--slips", str(office.slips)))

    assert counts(result) == (1, 0, 0, 0)
    assert (Person.objects.count(), office.slips.exists()) == (0, False)


def test_missing_columns_are_a_sentence(office):
    result = office.imports(["张小红"], head=["姓名"])

    assert (office.code, [one["row"] for one in result["refused"]]) == (1, [1])


def test_words_for_people_when_no_json_is_asked(office, village, capsys):
    office.imports(line(village), line(village, ""))
    capsys.readouterr()

    call_command("import_people", str(office.folder / "list.csv"))

    said = capsys.readouterr()
    assert said.out == "Added 0, updated 0, unchanged 1, refused 1.\n"
    assert said.err == "Row 3: The name is missing.\n"
