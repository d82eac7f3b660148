"""A tablet at a seat: a code scanned once or a PIN opens one pad, and nothing else."""

import re
import time

import pytest
from django.core.cache import cache
from django.urls import reverse

from competitions import seat_session
from competitions.models import SeatKey
from competitions.services import keys
from competitions.services.refusal import ContestRefused
from ledger.models import Entry as LogEntry
from organisation.models import Post
from organisation.periods import today
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_tries():
    cache.clear()


def address(name, *args):
    return reverse(f"competitions:{name}", args=args)


def stage_today(judges=3):
    return make.stage_with_panel(judges=judges, entries=1, held_on=today())


def told(stage):
    return keys.make_keys(stage, make.person())[0]


def scan(client, card):
    return client.post(address("seat_key", card.token))


def test_a_scanned_code_opens_the_pad_and_marks_are_taken(client):
    stage = stage_today()
    card = told(stage)
    performance = make.open_entry(stage)

    scan(client, card)
    page = client.get(address("pad", card.seat.pk)).content.decode()
    key = re.search(r'name="key" value="([^"]+)"', page)[1]
    posted = {"key": key, "version": "1", "performance": performance.pk, "sure": "1"}
    posted |= {"mark-content": "31", "mark-manner": "50"}
    client.post(address("pad_send", card.seat.pk), posted)

    sheet = card.seat.sheets.get()
    assert (sheet.state, str(sheet.values()["content"])) == ("submitted", "31.00")


def test_looking_at_the_code_does_not_use_it_up(client):
    card = told(stage_today())

    page = client.get(address("seat_key", card.token)).content.decode()

    assert "Begin" in page
    assert SeatKey.objects.get(seat=card.seat).used_at is None


def test_a_code_opens_once(client):
    card = told(stage_today())
    scan(client, card)
    client.session.flush()

    answer = client.post(address("seat_key", card.token), follow=True)

    assert "This code has been used" in answer.content.decode()


def test_the_pin_opens_again(client):
    card = told(stage_today())

    answer = client.post(address("seat_enter"), {"number": card.seat.pk, "pin": card.pin})

    assert answer["Location"] == card.seat.get_absolute_url()
    assert client.get(card.seat.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("number", ["known", "unknown"])
def test_a_wrong_pin_and_an_unknown_card_get_the_same_words(client, number):
    card = told(stage_today())
    posted = {"number": card.seat.pk if number == "known" else 99_999, "pin": "x"}

    page = client.post(address("seat_enter"), posted).content.decode()

    assert "The card number or the PIN is not right" in page


def test_after_five_tries_the_right_pin_waits_too(client):
    card = told(stage_today())
    for _ in range(5):
        client.post(address("seat_enter"), {"number": card.seat.pk, "pin": "x"})

    page = client.post(address("seat_enter"), {"number": card.seat.pk, "pin": card.pin})

    assert "Too many tries" in page.content.decode()


def test_a_key_opens_its_own_seat_only(client):
    stage = stage_today()
    card = told(stage)
    scan(client, card)
    other = stage.panel.seats.last()

    assert "/account/login/" not in client.get(address("pad", card.seat.pk)).get("Location", "")
    assert client.get(address("pad", other.pk)).status_code == 302
    assert client.get("/today/").status_code == 302
    assert client.get(address("desk", stage.pk)).status_code == 302


def test_a_key_taken_back_shuts_the_tablet_out(client):
    stage = stage_today()
    card = told(stage)
    scan(client, card)

    keys.revoke(card.seat, make.person())

    answer = client.get(address("pad_state", card.seat.pk))
    assert answer["Location"] == address("seat_enter")


def test_a_new_card_makes_the_old_one_useless():
    stage = stage_today()
    card = told(stage)
    told(stage)

    with pytest.raises(ContestRefused):
        keys.enter_by_pin(card.seat.pk, card.pin, "127.0.0.1")


def test_a_key_dies_with_the_day():
    stage = stage_today()
    card = told(stage)
    stage.held_on = make.competitions.A_DAY.replace(year=2020)
    stage.save(update_fields=["held_on"])

    with pytest.raises(ContestRefused):
        keys.enter_by_token(card.token)


def test_a_silent_tablet_asks_for_the_pin(client, monkeypatch):
    card = told(stage_today())
    scan(client, card)
    later = time.time() + seat_session.SILENT + 1
    monkeypatch.setattr(time, "time", lambda: later)

    assert client.get(address("pad", card.seat.pk))["Location"] == address("seat_enter")


def test_who_was_signed_in_on_the_tablet_is_signed_out(client):
    card = told(stage_today())
    client.force_login(make.person(Post.Kind.ORGANISER))

    scan(client, card)

    assert client.get("/today/").status_code == 302


def test_no_keys_before_the_panel_is_approved():
    stage = make.stage(held_on=today())
    make.seat(stage, approved=False)

    with pytest.raises(ContestRefused, match="Approve the panel"):
        keys.make_keys(stage, make.person())


def test_the_cards_are_told_once(client):
    stage = stage_today()
    client.force_login(make.person(Post.Kind.ORGANISER))

    cards = client.post(address("seat_keys", stage.pk)).content.decode()
    again = client.get(address("seat_keys", stage.pk)).content.decode()

    assert (cards.count("<svg"), cards.count("PIN")) == (3, 3)
    assert ("<svg" in again, "card made" in again) == (False, True)


def test_one_seat_gets_a_new_card(client):
    stage = stage_today()
    first = told(stage)
    client.force_login(make.person(Post.Kind.ORGANISER))

    page = client.post(address("seat_keys", stage.pk), {"seat": first.seat.pk}).content.decode()

    assert page.count("<svg") == 1
    assert SeatKey.objects.standing().count() == 3


def test_neither_pin_nor_code_is_in_the_database_or_the_log():
    card = told(stage_today())

    key = SeatKey.objects.get(seat=card.seat)
    assert card.pin not in (key.pin, key.token_hash)
    assert card.token not in key.token_hash
    assert card.pin not in str(list(LogEntry.objects.values_list("facts", flat=True)))


def test_entering_is_in_the_log(client):
    stage = stage_today()
    scan(client, told(stage))

    assert LogEntry.objects.filter(stream=stage.log, verb="seat entered").count() == 1


def test_the_desk_takes_a_key_back_in_the_browser(client):
    card = told(stage_today())
    client.force_login(make.person(Post.Kind.ORGANISER))
    assert client.get(address("key_revoke", card.seat.pk)).status_code == 405

    client.post(address("key_revoke", card.seat.pk))

    assert not SeatKey.objects.standing().filter(seat=card.seat).exists()


@pytest.mark.parametrize("count", [3, 6])
def test_the_list_takes_the_same_queries(client, count, django_assert_num_queries):
    stage = stage_today(judges=count)
    told(stage)
    client.force_login(make.person(Post.Kind.ORGANISER))

    with django_assert_num_queries(10):
        client.get(address("seat_keys", stage.pk))
