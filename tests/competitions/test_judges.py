"""The report on the judges: figures, what stands out, and words where the data is too thin."""

import io
from decimal import Decimal

import openpyxl
import pytest
from django.urls import reverse

from competitions.judge_flags import complete_part, outliers, own_unit_differences
from competitions.services import conflicts
from organisation.models import Post
from tests import make

D = Decimal


def address(name, stage):
    return reverse(f"competitions:{name}", args=[stage.pk])


def totals(entry, *given):
    return {(f"0{n}", entry): D(total) for n, total in enumerate(given, start=1)}


def test_a_mark_far_from_the_median_stands_out():
    [found] = outliers(totals("01", 80, 81, 82, 83, 95))

    assert (found.judge, found.median, found.above) == ("05", 82, 13)


def test_where_most_judges_agree_exactly_nothing_stands_out():
    assert outliers(totals("01", 80, 80, 80, 80, 95)) == []


def test_three_judges_are_too_few_for_a_median():
    assert outliers(totals("01", 80, 81, 95)) == []


def test_recusals_leave_a_smaller_table_without_a_gap():
    given = {**totals("01", 80, 81, 82), **totals("02", 80, 81, 82), **totals("03", 80, 81)}
    given |= totals("04", 80, 81, 82)

    assert complete_part(given) == (["01", "02", "03"], ["01", "02", "04"])


def test_own_entries_are_set_beside_the_others():
    given = {**totals("01", 85, 80, 80), **totals("02", 79, 80, 80)}

    [found] = own_unit_differences(given, {("01", "01")})

    assert (found.own, found.others, found.difference) == (5, -1, 6)


def test_who_marked_no_entry_of_her_unit_is_not_named():
    assert own_unit_differences(totals("01", 85, 80, 80), {("01", "02")}) == []


def judged(client, count=5):
    stage = make.stage_with_panel(judges=5, entries=count)
    for number in range(count):
        make.next_result(stage, *(20 + 2 * number + n for n in (0, 1, 2, 3, 9)))
    client.force_login(make.person(Post.Kind.ORGANISER))
    return stage


@pytest.mark.django_db
def test_the_page_shows_agreement_and_what_stands_out(client):
    page = client.get(address("judges", judged(client))).content.decode()

    assert ("Kendall" in page, "1.00" in page, "largely agree" in page) == (True,) * 3
    assert "No judge marked an entry of the own unit" in page


@pytest.mark.django_db
def test_thin_data_is_said_in_words(client):
    page = client.get(address("judges", judged(client, count=2))).content.decode()

    assert "too few to judge the judges by" in page


@pytest.mark.django_db
def test_before_all_is_out_there_is_no_report(client):
    stage = make.stage_with_panel(judges=3, entries=2)
    make.next_result(stage)
    client.force_login(make.person(Post.Kind.ORGANISER))

    page = client.get(address("judges", stage)).content.decode()

    assert ("when every result" in page, "Kendall" in page) == (True, False)
    assert client.get(address("judges_table", stage)).status_code == 404


@pytest.mark.django_db
def test_an_overridden_judge_of_the_own_unit_is_named(client):
    township = make.township()
    stage = make.stage_with_panel(judges=4, entries=0)
    seat = make.seat(stage, unit=township)
    entry = make.entry(stage, township)
    make.entry(stage)
    conflicts.override(seat, entry, "Nobody else", make.person())
    make.next_result(stage, 30, 30, 30, 30, 36)
    make.next_result(stage, 30, 30, 30, 30, 30)
    client.force_login(make.person(Post.Kind.ORGANISER))

    page = client.get(address("judges", stage)).content.decode()

    assert "difference +6.00" in page


@pytest.mark.django_db
def test_the_workbook_has_a_line_a_judge(client):
    content = client.get(address("judges_table", judged(client))).content

    rows = list(openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))
    assert [row[0][0] for row in rows[1:6]] == ["1", "2", "3", "4", "5"]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries(client, count, django_assert_num_queries):
    stage = judged(client, count)

    with django_assert_num_queries(11):
        client.get(address("judges", stage))
