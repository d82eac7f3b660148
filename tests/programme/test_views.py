from decimal import Decimal

import pytest
from django.urls import reverse

from organisation.agenda import Urgency
from organisation.models import Post
from organisation.periods import today
from programme.agenda import agenda, menu
from programme.models import Budget, Goal, Spending, VillageConnection
from tests import make

pytestmark = pytest.mark.django_db
K = Post.Kind


@pytest.fixture
def organiser(client):
    person = make.person(K.ORGANISER, make.county())
    client.force_login(person)
    return person


def test_the_overview_says_how_many_villages_are_online(client, organiser):
    make.connection()
    make.village()

    page = client.get(reverse("programme:overview")).content.decode()

    assert "1 of 2 villages are online" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_villages(client, organiser, count, django_assert_num_queries):
    for _one in range(count):
        make.connection()

    client.get(reverse("programme:village_list"))
    with django_assert_num_queries(10):
        response = client.get(reverse("programme:village_list"))

    assert len(response.context["page"]) == count


def test_the_list_shows_villages_that_are_not_online(client, organiser):
    make.connection()
    missing = make.village()

    response = client.get(reverse("programme:village_list"), {"state": "off"})

    assert list(response.context["page"]) == [missing]


def test_a_township_sees_its_own_villages_only(client):
    own, _other = make.village(), make.village()
    client.force_login(make.person(K.TOWNSHIP_DIRECTOR, own.get_parent()))

    response = client.get(reverse("programme:village_list"))

    assert list(response.context["page"]) == [own]


def test_a_village_is_entered_as_online(client, organiser):
    village = make.village()
    address = reverse("programme:village_connect", kwargs={"pk": village.pk})

    client.post(address, {"way": "fibre", **make.boxes("day", today())})

    assert VillageConnection.objects.get().village == village


def test_a_refusal_is_shown_and_what_was_typed_is_kept(client, organiser):
    village = make.connection().village
    address = reverse("programme:village_connect", kwargs={"pk": village.pk})

    page = client.post(address, {"way": "mobile", **make.boxes("day", today())}).content.decode()

    assert "online already" in page
    assert 'value="mobile"' in page


def test_an_interruption_is_entered(client, organiser):
    connection = make.connection()
    address = reverse("programme:connection_end", kwargs={"pk": connection.pk})

    client.post(address, {**make.boxes("day", today()), "reason": "Storm"})

    assert VillageConnection.objects.get().reason == "Storm"


def test_a_connection_is_checked_today(client, organiser):
    connection = make.connection()

    client.post(reverse("programme:connection_check", kwargs={"pk": connection.pk}))

    assert VillageConnection.objects.get().checked_on == today()


def test_reading_a_village_changes_nothing(client, organiser):
    connection = make.connection()

    client.get(reverse("programme:village_detail", kwargs={"pk": connection.village_id}))

    assert VillageConnection.objects.get().checked_on is None


@pytest.mark.parametrize("count", [1, 3])
def test_the_lines_of_the_book(client, organiser, count, django_assert_num_queries):
    make.budget(year=today().year)
    for _one in range(count):
        make.spending(day=today())

    client.get(reverse("programme:money"))
    with django_assert_num_queries(17):
        response = client.get(reverse("programme:money"))

    assert len(response.context["page"]) == count


@pytest.mark.parametrize("year", ["x", "20260", "²²²²", ""])
def test_a_year_that_is_none_is_this_year(client, organiser, year):
    response = client.get(reverse("programme:money"), {"year": year})

    assert response.context["year"].number == today().year


def test_spending_is_booked_with_a_warning_beyond_the_budget(client, organiser):
    unit = make.budget(year=today().year, amount=100).unit
    line = {
        "unit": unit.pk, "kind": "training", "amount": "130", "voucher": "1",
        **make.boxes("day", today()),
        "purpose": "Printing",
    }  # fmt: skip

    page = client.post(reverse("programme:spending_add"), line, follow=True).content.decode()

    assert Spending.objects.get().amount == 130
    assert "exceeded by 30 yuan" in page


def test_a_voucher_that_is_there_is_refused_in_words(client, organiser):
    make.budget(year=today().year)
    there = make.spending(day=today())
    line = {
        "unit": there.unit.pk, "kind": "training", "amount": "130", **make.boxes("day", today()),
        "voucher": there.voucher, "purpose": "Printing",
    }  # fmt: skip

    page = client.post(reverse("programme:spending_add"), line).content.decode()

    assert "is in the book already" in page


def test_budget_and_goal_are_set(client, organiser):
    unit = make.county()

    client.post(reverse("programme:budget_set"), {"year": 2026, "unit": unit.pk, "amount": "500"})
    client.post(reverse("programme:goal_set"), {"year": 2026, "percent": "100"})

    assert (Budget.objects.get().amount, Goal.objects.get().percent) == (500, Decimal(100))


def test_the_organiser_is_told_of_villages_without_a_network(organiser):
    make.village()

    [item] = agenda(organiser, today())

    assert (item.title, item.urgency) == ("1 village is not online", Urgency.LATER)


def test_nobody_else_is_told(db):
    village = make.village()

    assert agenda(make.person(K.SUPERVISOR, make.county()), today()) == []
    assert menu(make.person(K.INFORMATION_OFFICER, village)) == []


def test_who_sees_the_board_has_the_programme_in_the_menu(organiser):
    assert [item.url for item in menu(organiser)] == [reverse("programme:overview")]
