from datetime import timedelta

import pytest
from django.urls import reverse
from uuid_utils.compat import uuid7

from organisation.models import Post
from organisation.periods import today
from records.models import Certificate, Consent, Event, Pregnancy, Resident, Visit
from tests import make

K = Event.Kind


@pytest.fixture
def who(client, db):
    resident = make.resident()
    client.force_login(make.person(Post.Kind.INFORMATION_OFFICER, resident.village))
    return resident


def day(name, value):
    return {f"{name}_year": value.year, f"{name}_month": value.month, f"{name}_day": value.day}


def enter(client, who, kind, step="save", **answers):
    address = reverse("records:entry_form", kwargs={"pk": who.pk, "kind": kind})
    typed = {"client_uuid": uuid7(), **day("day", today()), "step": step, **answers}
    return client.post(address, typed)


def test_before_it_is_saved_it_is_shown_once_more(client, who):
    response = enter(client, who, K.MARRIAGE, step="check", spouse="李军")

    assert ("Check it once more" in response.text, "李军" in response.text) == (True, True)
    assert Event.objects.count() == 0


def test_after_saving_there_is_a_receipt(client, who):
    response = enter(client, who, K.MARRIAGE, spouse="李军")

    event = Event.objects.get()
    assert response["Location"] == reverse("records:event_receipt", kwargs={"pk": event.pk})
    assert event.receipt in client.get(response["Location"]).text
    assert event.facts == {"spouse": "李军"}


def test_sent_twice_it_is_saved_once(client, who):
    sent = {"client_uuid": uuid7()}

    first, again = (enter(client, who, K.MARRIAGE, **sent) for _n in range(2))

    assert (again["Location"], Event.objects.count()) == (first["Location"], 1)


def test_a_birth_sent_twice_is_one_child(client, who):
    sent = {"client_uuid": uuid7(), "name": "王小宝", "sex": "1"}

    first, again = (enter(client, who, K.BIRTH, **sent) for _n in range(2))

    assert (again["Location"], Resident.objects.count()) == (first["Location"], 2)


def test_the_same_thing_is_asked_about_before_it_is_saved_again(client, who):
    make.event(who=who)

    asked = enter(client, who, K.MARRIAGE)
    sure = enter(client, who, K.MARRIAGE, again="1")

    assert "already. Enter it again?" in asked.text
    assert (sure.status_code, Event.objects.count()) == (302, 2)


def test_going_back_to_change_keeps_what_was_typed(client, who):
    response = enter(client, who, K.MARRIAGE, step="change", spouse="李军")

    assert 'value="李军"' in response.text


def test_a_wrong_day_is_said_beside_it_and_nothing_is_lost(client, who):
    response = enter(client, who, K.MARRIAGE, spouse="李军", day_month="13")

    assert "such as 1975 3 8" in response.text
    assert 'value="李军"' in response.text


def test_a_no_ends_it_and_nothing_is_kept(client, who):
    response = enter(client, who, K.PREGNANCY_REGISTERED, agreed="no")

    assert "Nothing was kept" in response.text
    assert (Event.objects.count(), Consent.objects.count()) == (0, 0)


def test_a_yes_is_recorded_with_the_booking(client, who):
    edd = today() + timedelta(days=100)

    enter(
        client,
        who,
        K.PREGNANCY_REGISTERED,
        agreed="yes",
        consent_channel="paper",
        **day("edd", edd),
    )

    assert Pregnancy.objects.get().consent == Consent.objects.get()
    assert Pregnancy.objects.get().edd == edd


def test_a_yes_without_how_it_was_said_does_not_count(client, who):
    response = enter(
        client,
        who,
        K.PREGNANCY_REGISTERED,
        agreed="yes",
        **day("edd", today() + timedelta(days=100)),
    )

    assert "own yes" in response.text
    assert Pregnancy.objects.count() == 0


def test_a_visit_about_health_without_consent_is_explained(client, who):
    response = enter(client, who, K.VISIT, visit_kind="service", mode="home")

    assert "own yes" in response.text
    assert Visit.objects.count() == 0


def test_a_certificate_goes_its_way(client, who):
    enter(client, who, K.CERTIFICATE_APPLIED, certificate_kind="id_card")
    paper = Certificate.objects.get().pk
    enter(client, who, K.CERTIFICATE_READY, certificate=paper, pickup_place="村委会")
    enter(client, who, K.CERTIFICATE_COLLECTED, certificate=paper)

    assert Certificate.objects.get().state == Certificate.State.COLLECTED


def test_what_does_not_fit_the_person_is_not_offered(client, who):
    address = reverse("records:entry_form", kwargs={"pk": who.pk, "kind": K.CERTIFICATE_READY})

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("kind", ["visit", "cert_applied", "marriage", "birth", "move_out"])
def test_each_form_opens(client, who, kind):
    address = reverse("records:entry_form", kwargs={"pk": who.pk, "kind": kind})

    assert client.get(address).status_code == 200


def test_moving_out_ends_the_list_of_kinds(client, who):
    enter(client, who, K.MOVE_OUT, destination="县城")

    assert client.get(reverse("records:entry_kind", kwargs={"pk": who.pk})).context["kinds"] == []


def test_a_mistake_is_taken_back_from_the_receipt(client, who):
    receipt = enter(client, who, K.MARRIAGE)["Location"]

    shown = client.post(receipt + "back/", follow=True)

    assert "This entry was taken back." in shown.text
