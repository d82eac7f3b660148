import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from intake.models import Intake
from organisation import tables
from organisation.models import Person, Post
from organisation.periods import today
from tests import make
from tests.intake.queue import work_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    person = make.security_admin()
    client.force_login(person)
    return person


@pytest.fixture
def organiser(client):
    person = make.person(Post.Kind.ORGANISER, make.county())
    client.force_login(person)
    return person


def at(name, intake=None, **more):
    return reverse(f"intake:{name}", kwargs={"pk": intake.pk, **more} if intake else more)


def sent(client, data, key="people", name="list.csv", **more):
    file = SimpleUploadedFile(name, data)
    return client.post(at("intake_begin", key=key), {"file": file, **more})


def boxes(day):
    return {"as_of_year": day.year, "as_of_month": day.month, "as_of_day": day.day}


def words(response):
    return " ".join(response.content.decode().split())


def test_the_whole_way_in(client, admin):
    response = sent(client, make.officer_list(2, faulty=1))
    intake = Intake.objects.get()
    assert response["Location"] == intake.get_absolute_url()

    columns = client.get(at("intake_columns", intake)).context["form"].initial
    client.post(at("intake_columns", intake), columns)
    page = client.get(at("intake_detail", intake))
    client.post(at("intake_confirm", intake), {"round": page.context["intake"].round})

    assert "Rows in all: 3. Can come in: 2. To put right: 1." in words(page)
    assert "Imported. New: 2. Changed: 0." in words(client.get(at("intake_detail", intake)))
    assert Person.objects.filter(username__startswith="p").count() >= 2


def test_each_problem_stands_at_its_row(client, admin):
    intake = make.intake(make.officer_list(1, faulty=1), admin)

    page = words(client.get(at("intake_detail", intake)))

    assert 'Row 3 </td> <td data-l="What to put right">The name is missing.' in page


def test_units_come_in_with_the_day_they_are_as_of(client, organiser):
    county = make.county()
    head = ["code", "name", "parent_code", "level"]
    data = tables.csv_bytes(head, [[county.code, "Renamed", county.parent_code, "3"]])

    sent(client, data, "units", **boxes(today()))

    assert Intake.objects.get().options == {"as_of": today().isoformat()}


def test_a_list_of_units_of_an_earlier_day_is_a_sentence(client, organiser):
    make.village(valid_from=today())
    yesterday = today() - timedelta(days=1)

    response = sent(client, b"x", "units", **boxes(yesterday))

    assert "imported already" in str(response.context["form"].errors["as_of"])


def test_questions_come_in_with_their_bank(client, organiser):
    data = b"Which? {=a ~b}"

    response = sent(client, data, "questions", "q.gift", format="gift", bank="Bank")

    page = words(client.get(response["Location"]))
    assert "Entries in all: 1. Can come in: 1. To put right: 0." in page
    assert "Match the columns again" not in page


def test_pasted_questions_come_in_without_a_file(client, organiser):
    pasted = "1. 下面哪个是文件夹？\nA. 甲\nB. 乙\n答案：B\n"
    given = {"pasted": pasted, "format": "auto", "bank": "Bank"}

    response = client.post(at("intake_begin", key="questions"), given)

    intake = Intake.objects.get()
    assert response["Location"] == intake.get_absolute_url()
    assert (intake.file_name, intake.counts["added"]) == ("pasted questions", 1)
    assert intake.options == {"format": "auto", "bank": "Bank", "checked": False}


@pytest.mark.parametrize("pasted", ["", "x"])
def test_a_file_or_pasted_questions_but_not_both(client, organiser, pasted):
    given = {"pasted": pasted, "format": "auto", "bank": "Bank"}
    if pasted:
        given["file"] = SimpleUploadedFile("q.gift", b"Which? {=a ~b}")

    response = client.post(at("intake_begin", key="questions"), given)

    assert "one of the two" in str(response.context["form"].errors["file"])


def test_a_bank_of_others_is_refused_when_it_is_named(client):
    make.bank("Theirs")
    client.force_login(make.person(Post.Kind.ORGANISER, make.township()))

    response = sent(client, b"x", "questions", "q.gift", format="gift", bank="Theirs")

    assert "kept by others" in str(response.context["form"].errors["bank"])


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("people.txt", b"x", "xlsx, csv"),
        ("people.xlsx", b"name\n", "no Excel workbook"),
        ("people.csv", b"", "empty"),
        ("people.csv", "姓名\n张".encode("utf-16"), "UTF-16"),
    ],
)
def test_a_file_that_is_no_list_is_a_sentence(client, admin, name, content, said):
    response = sent(client, content, name=name)

    assert said in str(response.context["form"].errors["file"])
    assert not Intake.objects.exists()


def test_a_needed_column_must_be_chosen(client, admin):
    intake = make.intake(make.officer_list(), admin, state="read")

    response = client.post(at("intake_columns", intake), {"name": "0", "unit_code": "2"})

    assert list(response.context["form"].errors) == ["post"]
    assert Intake.objects.get().state == "read"


def test_a_column_of_the_table_is_chosen_once(client, admin):
    intake = make.intake(make.officer_list(), admin, state="read")
    chosen = {"name": "0", "username": "0", "unit_code": "2", "post": "3"}

    response = client.post(at("intake_columns", intake), chosen)

    assert set(response.context["form"].errors) == {"name", "username"}


def test_a_list_that_is_checked_again_meanwhile_is_looked_at_again(client, admin):
    intake = make.intake(by=admin)

    response = client.post(at("intake_confirm", intake), {"round": "0"}, follow=True)

    assert "Look at it once more." in words(response)
    assert Intake.objects.get().state == "checked"


def test_a_long_list_shows_how_far_it_is_without_javascript(client, admin):
    intake = make.intake(make.officer_list(501), admin, state="read")

    page = words(client.get(at("intake_detail", intake)))

    assert "The file is being read." in page
    assert f'href="{intake.get_absolute_url()}">Look again' in page


def test_going_on_at_once_does_the_next_chunk(client, admin):
    intake = make.intake(make.officer_list(501), admin, state="read")

    client.post(at("intake_go_on", intake))

    page = words(client.get(at("intake_detail", intake)))
    assert "500 of 501" in page
    work_off()
    assert client.get(at("intake_detail", intake))["Location"] == at("intake_columns", intake)


def test_what_stands_still_is_not_gone_on_with(client, admin):
    intake = make.intake(by=admin)

    client.post(at("intake_go_on", intake))

    assert Intake.objects.get().state == "checked"


def test_undo_in_ten_minutes(client, admin):
    intake = make.intake(by=admin, state="done")
    assert "It can be taken back until" in words(client.get(at("intake_detail", intake)))

    page = client.post(at("intake_undo", intake), follow=True)

    assert "everything is as it was before" in words(page)
    assert not Person.objects.filter(username="p0").exists()


def test_who_takes_it_back_twice_is_told_how_it_stands(client, admin):
    intake = make.intake(by=admin, state="done")

    for _time in range(2):
        page = client.post(at("intake_undo", intake), follow=True)

    assert "This import has gone on already. Here is how it stands." in words(page)


def test_undo_after_ten_minutes_is_a_sentence(client, admin):
    intake = make.intake(by=admin, state="done")
    Intake.objects.update(done_at=timezone.now() - timedelta(minutes=11))
    assert "Take it back" not in words(client.get(at("intake_detail", intake)))

    page = client.post(at("intake_undo", intake), follow=True)

    assert "The ten minutes are over" in words(page)


def test_an_undo_that_is_refused_says_why(client, admin):
    intake = make.intake(by=admin, state="done")
    make.candidate(person_=Person.objects.get(username="p0"))

    page = client.post(at("intake_undo", intake), follow=True)

    assert "Some of what came in is in use already" in words(page)


def downloaded(client, intake, suffix):
    response = client.get(at("intake_faulty", intake, suffix=suffix))
    table = tables.read(io.BytesIO(response.content), f"faulty.{suffix}")
    return response, table


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_faulty_rows_are_downloaded_with_what_to_put_right(client, admin, suffix):
    intake = make.intake(make.officer_list(1, faulty=1), admin)

    response, table = downloaded(client, intake, suffix)

    assert f'filename="to-put-right-{intake.pk}.{suffix}"' in response["Content-Disposition"]
    assert table.headers == ["姓名", "用户名", "单位代码", "职务", "Row", "What to put right"]
    assert [list(cells.values())[-2:] for _n, cells in table.rows] == [
        ["3", "The name is missing."]
    ]


def test_a_downloaded_file_that_is_put_right_comes_in(client, admin):
    intake = make.intake(make.officer_list(0, faulty=1), admin)
    _response, table = downloaded(client, intake, "csv")
    cells = {**table.rows[0][1], "姓名": "Ana"}

    again = make.intake(tables.csv_bytes(cells, [cells.values()]), admin, state="done")

    assert again.counts["added"] == 1
    assert Person.objects.get(username="bad0").name == "Ana"


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_a_downloaded_cell_is_never_a_formula(client, admin, suffix):
    data = tables.csv_bytes(["姓名", "单位代码", "职务"], [["=1+1", "@SUM(A1)", "x"]])
    intake = make.intake(data, admin)

    _response, table = downloaded(client, intake, suffix)

    assert list(table.rows[0][1].values())[:2] == ["=1+1", "@SUM(A1)"]


def test_her_own_imports_are_listed_and_nobody_elses(client, admin):
    mine, _hers = make.intake(by=admin), make.intake()

    page = client.get(at("intake_list"))

    assert list(page.context["page"]) == [mine]


def test_what_may_no_longer_be_imported_is_not_there(client, admin):
    intake = make.intake(by=admin)
    admin.posts.all().delete()

    assert client.get(at("intake_detail", intake)).status_code == 404


@pytest.mark.parametrize("name", ["intake_confirm", "intake_undo", "intake_go_on"])
def test_looking_changes_nothing(client, admin, name):
    intake = make.intake(by=admin)

    assert client.get(at(name, intake)).status_code == 405
    assert Intake.objects.get().state == "checked"


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_imports_needs_the_same_queries(
    client, admin, django_assert_num_queries, count
):
    for _number in range(count):
        make.intake(by=admin, state="read")
    client.get(at("intake_list"))

    with django_assert_num_queries(9):
        client.get(at("intake_list"))


@pytest.mark.parametrize("count", [1, 3])
def test_the_problems_need_the_same_queries(client, admin, django_assert_num_queries, count):
    intake = make.intake(make.officer_list(count, faulty=count), admin)
    client.get(at("intake_detail", intake))

    with django_assert_num_queries(10):
        client.get(at("intake_detail", intake))
