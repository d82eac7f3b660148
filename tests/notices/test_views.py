from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from notices.agenda import agenda, menu
from notices.models import Notice, Receipt
from organisation.agenda import Urgency
from organisation.models import Post
from organisation.periods import Month, today
from tests import make

pytestmark = pytest.mark.django_db
K = Post.Kind


@pytest.fixture
def supervisor(client):
    person = make.supervisor()
    client.force_login(person)
    return person


@pytest.fixture
def leader(client):
    person = make.person(K.LEADER, make.county())
    client.force_login(person)
    return person


def address(name, notice):
    return reverse(f"notices:{name}", kwargs={"pk": notice.pk})


def online(*answers):
    """A township with a village for each answer."""
    township = make.township()
    for answer in answers:
        village = make.village(parent=township)
        if answer:
            make.connection(village)
    return township


def test_the_board_shows_eight_tiles_and_no_zero_without_a_source(client, supervisor):
    response = client.get(reverse("notices:board"))

    tiles = [tile for tile, _way in response.context["tiles"]]
    assert (len(tiles), tiles[0].value) == (8, "")
    assert "No data yet" in response.content.decode()


def test_the_board_adds_up_the_tree(client, supervisor):
    online(True, False)
    online(True, True)

    response = client.get(reverse("notices:board"))

    assert response.context["tiles"][0][0].value == "75.0%"
    assert [row.base for row in response.context["rows"]] == ["1/2", "2/2"]


def test_the_way_down_keeps_month_and_measure(client, supervisor):
    township = online(True)
    query = {"month": str(Month.current().previous), "measure": "programme.training_spend"}

    page = client.get(reverse("notices:board"), query).content.decode()

    below = reverse("notices:board_unit", kwargs={"pk": township.pk})
    assert f"{below}?month={query['month']}&amp;measure={query['measure']}" in page


def test_the_board_draws_what_the_notices_said(client, supervisor):
    online(True, False)
    for number in (7, 8):
        make.progress_notice(month=Month(2026, number))

    response = client.get(reverse("notices:board"), {"month": "2026-09"})

    assert [row[0] for row in response.context["trend"].rows] == ["July 2026", "August 2026"]


def test_a_township_sees_its_own_board_first(client):
    township = online(True, True)
    online(False)
    client.force_login(make.person(K.TOWNSHIP_DIRECTOR, township))

    response = client.get(reverse("notices:board"))

    assert (response.context["unit"], response.context["above"]) == (township, None)
    assert response.context["tiles"][0][0].value == "100.0%"


@pytest.mark.parametrize("query", [{"month": "2026-13"}, {"month": "x", "measure": "y"}])
def test_what_is_no_month_or_figure_is_left_aside(client, supervisor, query):
    response = client.get(reverse("notices:board"), query)

    assert response.context["month"] == Month.current()


def test_the_board_takes_the_same_queries_for_one_unit_and_for_three(
    client, supervisor, django_assert_max_num_queries
):
    online(True)
    client.get(reverse("notices:board"))
    with django_assert_max_num_queries(100) as one:
        client.get(reverse("notices:board"))
    online(True, False)
    online(True)

    with django_assert_max_num_queries(100) as three:
        client.get(reverse("notices:board"))

    assert len(three) == len(one)


def test_the_table_of_the_board_holds_numbers(client, supervisor):
    online(True, False)
    url = reverse("notices:board_table", kwargs={"pk": make.county().pk})

    book = openpyxl.load_workbook(BytesIO(client.get(url).content))

    assert [cell.value for cell in book.active[2]][1:4] == [50, 1, 2]


def test_a_draft_is_asked_for_and_written_at_once(client, supervisor):
    client.post(reverse("notices:notice_draft"), {"month": str(Month.current())})
    notice = Notice.objects.get()
    page = client.get(notice.get_absolute_url()).content.decode()

    client.post(address("notice_write", notice))

    assert "is being written" in page
    assert Notice.objects.get().state == "draft"


def test_a_month_of_no_list_is_refused_in_words(client, supervisor):
    response = client.post(reverse("notices:notice_draft"), {"month": "2001-01"}, follow=True)

    assert "Choose a month of the list" in response.content.decode()


def test_a_refusal_is_shown(client, supervisor):
    notice = make.progress_notice()

    month = {"month": str(notice.period)}
    response = client.post(reverse("notices:notice_draft"), month, follow=True)

    assert "There is a notice of this month already." in response.content.decode()


def test_the_text_of_a_draft_is_changed(client, supervisor):
    notice = make.progress_notice("draft")
    text = {"title": "T", "overview": "1", "eight": "2", "townships": "3", "help": "4"}

    client.post(address("notice_edit", notice), text)

    assert Notice.objects.values_list("title", "overview", "help").get() == ("T", "1", "4")


def test_an_empty_section_is_asked_for_and_the_rest_is_kept(client, supervisor):
    notice = make.progress_notice("draft")
    text = {"title": "Kept", "overview": "", "eight": "2", "townships": "3", "help": "4"}

    page = client.post(address("notice_edit", notice), text).content.decode()

    assert 'value="Kept"' in page
    assert Notice.objects.get().title != "Kept"


def test_a_notice_goes_from_supervisor_to_leader_to_everybody(client, supervisor, leader):
    notice = make.progress_notice("draft")
    officer = make.person(K.INFORMATION_OFFICER)

    for person, step in ((supervisor, "check"), (leader, "approve"), (supervisor, "issue")):
        client.force_login(person)
        client.post(address(f"notice_{step}", notice))

    client.force_login(officer)
    assert "No. 1 of" in client.get(notice.get_absolute_url()).content.decode()


def test_a_leader_sends_back_with_a_remark(client, leader):
    notice = make.progress_notice("checked")

    response = client.post(address("notice_send_back", notice), {"remark": "Wrong"}, follow=True)

    assert response.redirect_chain == [(reverse("notices:notice_list"), 302)]
    assert Notice.objects.get().remark == "Wrong"


def test_reading_is_a_button_and_looking_changes_nothing(client):
    officer = make.person(K.INFORMATION_OFFICER)
    notice = make.progress_notice()
    client.force_login(officer)

    client.get(notice.get_absolute_url())
    looked = Receipt.objects.get(person=officer).read_at
    client.post(address("notice_read", notice))

    assert looked is None
    assert Receipt.objects.get(person=officer).read_at is not None


def test_receipts_are_counted_by_township_and_named_on_request(client, supervisor):
    village = make.village()
    officer = make.person(K.INFORMATION_OFFICER, village, name="Reader")
    notice = make.progress_notice()
    township = village.get_parent()

    page = client.get(address("notice_receipts", notice), {"township": township.pk})

    counts = {group.name: (group.read, group.people) for group in page.context["groups"]}
    assert counts[township.name] == (0, 1)
    assert [receipt.person for receipt in page.context["missing"]] == [officer]


def test_a_draft_is_printed_with_the_word_draft(client, supervisor):
    draft = make.progress_notice("draft")

    response = client.get(address("notice_pdf", draft))

    assert (response["Content-Type"], response.content[:5]) == ("application/pdf", b"%PDF-")


def test_a_notice_offers_its_figures_as_a_table(client, supervisor):
    online(True, True)
    notice = make.progress_notice()

    book = openpyxl.load_workbook(BytesIO(client.get(address("notice_table", notice)).content))

    assert [cell.value for cell in book.active[2]][1:4] == [100, 2, 2]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_notices(client, count, django_assert_num_queries):
    officer = make.person(K.INFORMATION_OFFICER)
    for number in range(count):
        make.progress_notice(month=Month(2026, number + 1))
    client.force_login(officer)
    client.get(reverse("notices:notice_list"))

    with django_assert_num_queries(11):
        response = client.get(reverse("notices:notice_list"))

    assert len(response.context["page"]) == count


def test_a_correction_is_linked_both_ways(client, supervisor):
    notice = make.progress_notice()

    client.post(address("notice_correct", notice))

    assert Notice.objects.get(corrects=notice).state == "writing"


def test_my_day_names_the_notice_until_it_is_read():
    officer = make.person(K.INFORMATION_OFFICER)
    notice = make.progress_notice()

    [item] = agenda(officer, today())
    Receipt.objects.update(read_at=notice.issued_at)

    assert (item.url, item.urgency) == (notice.get_absolute_url(), Urgency.TODAY)
    assert agenda(officer, today()) == []


def test_my_day_of_the_leader_names_what_waits(leader):
    notice = make.progress_notice("checked")

    assert [item.url for item in agenda(leader, today())] == [notice.get_absolute_url()]


def test_my_day_of_the_supervisor_begins_and_checks(supervisor):
    [begin] = agenda(supervisor, today())
    notice = make.progress_notice("draft")
    [check] = agenda(supervisor, today())

    assert (begin.url, check.url) == (reverse("notices:notice_list"), notice.get_absolute_url())


@pytest.mark.parametrize("count", [1, 3])
def test_my_day_takes_the_same_queries(count, django_assert_num_queries):
    officer = make.person(K.INFORMATION_OFFICER)
    for number in range(count):
        make.progress_notice(month=Month(2026, number + 1))

    with django_assert_num_queries(3):
        assert len(agenda(officer, today())) == count


def test_the_menu_offers_the_board_to_whom_it_is_open(supervisor):
    officer = make.person(K.INFORMATION_OFFICER)

    assert [item.url for item in menu(supervisor)] == [
        reverse("notices:board"),
        reverse("notices:notice_list"),
    ]
    assert [item.url for item in menu(officer)] == [reverse("notices:notice_list")]


def test_a_figure_that_ends_above_says_so_instead_of_a_row_for_each_unit(client, supervisor):
    township = online(True, False)
    url = reverse("notices:board_unit", kwargs={"pk": township.pk})

    page = client.get(url, {"measure": "courses.townships_two_days"}).content.decode()

    assert "there is nothing to show for this figure yet" in page
    assert "<table" not in page


def test_a_month_that_has_a_notice_is_not_offered_again(client, supervisor):
    notice = make.progress_notice()

    form = client.get(reverse("notices:notice_list")).context["form"]

    offered = [value for value, _label in form.fields["month"].choices]
    assert str(notice.period) not in offered
    assert str(Month.current()) in offered


def test_a_notice_leads_to_its_neighbours(client, supervisor):
    first, second, third = (make.progress_notice(month=Month(2026, n)) for n in (5, 6, 7))

    context = client.get(second.get_absolute_url()).context

    assert (context["before"], context["after"]) == (first, third)


def test_who_needs_help_can_be_reached(client, supervisor):
    township = online(False, False)
    notice = make.progress_notice()

    page = client.get(notice.get_absolute_url()).content.decode()

    unit = reverse("organisation:unit_detail", kwargs={"pk": township.pk})
    assert f'href="{unit}#people"' in page


def test_a_notice_speaks_the_language_it_was_written_in(client, supervisor):
    notice = make.progress_notice()
    client.cookies["language"] = "zh-hans"

    page = client.get(notice.get_absolute_url()).content.decode()

    article = page.partition("<article")[2].partition("</article>")[0]
    assert 'lang="en"' in article
    assert "1. The county as a whole" in article
    assert "打印" in page
