from uuid import uuid4

import pytest
from django.urls import reverse

from competitions.models import Sheet
from competitions.pad import keys_of
from competitions.scoring.rules import parse_rules
from competitions.services import desk
from tests import make

pytestmark = pytest.mark.django_db
JSON = {"accept": "application/json"}


@pytest.fixture
def seat(client):
    """A judge with no other right, signed in, an entry open on her pad."""
    performance = make.open_entry(make.stage_with_panel(judges=3, entries=2))
    sheet = performance.sheets.select_related("seat__judge", "seat__panel__stage").first()
    client.force_login(sheet.seat.judge)
    return sheet.seat


def url(name, seat):
    return reverse(f"competitions:{name}", args=[seat.pk])


def form(seat, content="38", manner="55.5", version=1, key=None, **more):
    performance = seat.panel.stage.performances.in_state("open", "all_in").first()
    return {
        "key": key or str(uuid4()),
        "version": version,
        "performance": performance.pk,
        "mark-content": content,
        "mark-manner": manner,
        **more,
    }


def test_the_reply_of_a_script_is_json(client, seat):
    response = client.post(url("pad_send", seat), form(seat, sure="1"), headers=JSON)

    assert response.json()["message"].startswith("93.5 points, received at ")


def test_the_same_sending_has_the_same_reply(client, seat):
    sending = form(seat, sure="1")

    bodies = [client.post(url("pad_send", seat), sending, headers=JSON).json() for _ in range(2)]

    assert bodies[0] == bodies[1]


def test_marks_off_the_scale_come_back_as_a_sentence(client, seat):
    response = client.post(url("pad_send", seat), form(seat, "41", sure="1"), headers=JSON)

    assert response.status_code == 422
    assert response.json() == {"message": "Content: 41 is not on the scale."}


def test_a_closed_entry_keeps_what_it_has(client, seat):
    desk.excuse(Sheet.objects.get(seat=seat), "absent", "Not here", make.person())

    response = client.post(url("pad_send", seat), form(seat, sure="1"), headers=JSON)

    assert response.status_code == 409
    assert "93.5 points were not taken" in response.json()["message"]


def test_without_a_script_the_pad_asks_once_more(client, seat):
    asked = client.post(url("pad_send", seat), form(seat))
    assert "93.5 points. Hand them in?" in asked.content.decode()
    assert Sheet.objects.get(seat=seat).state == "pending"

    page = client.post(url("pad_send", seat), form(seat, sure="1"), follow=True)

    assert "93.5 points, received at" in page.content.decode()
    assert Sheet.objects.get(seat=seat).state == "submitted"


def test_looking_again_keeps_the_marks(client, seat):
    page = client.post(url("pad_send", seat), form(seat, again="1")).content.decode()

    assert 'name="mark-content" value="38" checked' in page


def test_a_missing_mark_keeps_the_others(client, seat):
    page = client.post(url("pad_send", seat), form(seat, manner="")).content.decode()

    assert "Still to mark: Manner." in page
    assert 'name="mark-content" value="38" checked' in page


def test_after_handing_in_the_pad_is_read_only(client, seat):
    client.post(url("pad_send", seat), form(seat, sure="1"))

    page = client.get(url("pad", seat)).content.decode()

    assert "data-pad-form" not in page
    assert "93.5 points, received at" in page


def test_nobody_elses_marks_are_on_the_pad(client, seat):
    other = Sheet.objects.exclude(seat=seat).select_related("seat__judge").first()
    make.hand_in(other, content=17, manner="23.5")
    client.post(url("pad_send", seat), form(seat, sure="1"))

    page = client.get(url("pad", seat)).content.decode()

    assert "23.5" not in page
    assert "40.5" not in page


def test_what_she_gave_the_one_before_is_there(client, seat):
    stage = seat.panel.stage
    client.post(url("pad_send", seat), form(seat, sure="1"))
    make.judge_all(stage.performances.first())
    make.open_entry(stage)

    page = client.get(url("pad", seat)).content.decode()

    assert "What I gave the one before" in page
    assert '<b class="num">93.5</b>' in page


def test_the_state_is_the_same_until_something_happens(client, seat):
    first = client.get(url("pad_state", seat))
    known = {"if-none-match": first["ETag"]}
    assert client.get(url("pad_state", seat), headers=known).status_code == 304

    client.post(url("pad_send", seat), form(seat, sure="1"))

    assert client.get(url("pad_state", seat), headers=known).status_code == 200


def test_the_state_does_not_tell_what_others_do(client, seat):
    before = client.get(url("pad_state", seat)).json()

    make.hand_in(Sheet.objects.exclude(seat=seat).select_related("seat__judge").first())

    assert client.get(url("pad_state", seat)).json() == before


def test_a_recused_judge_is_told_why(client):
    stage = make.stage_with_panel(judges=3, entries=0)
    home = make.township()
    own = make.seat(stage, make.person("township_director", home))
    make.entry(stage, home)
    make.open_entry(stage)
    client.force_login(own.judge)

    assert "comes from your own unit" in client.get(own.get_absolute_url()).content.decode()


def test_a_judge_asks_for_a_correction(client, seat):
    client.post(url("pad_send", seat), form(seat, sure="1"))
    sheet = Sheet.objects.get(seat=seat)

    client.post(url("pad_correction", seat), {"sheet": str(sheet.pk)})

    sheet.refresh_from_db()
    assert sheet.correction_asked_at is not None


def test_anothers_seat_does_not_exist(client, seat):
    other = seat.panel.seats.exclude(pk=seat.pk).first()

    assert client.get(url("pad", other)).status_code == 404
    assert client.post(url("pad_send", other), form(seat, sure="1")).status_code == 404


def test_nothing_is_judged_from_a_panel_that_is_not_approved(client):
    stage = make.stage()
    own = make.seat(stage, approved=False)
    client.force_login(own.judge)

    assert client.get(own.get_absolute_url()).status_code == 404


def _keys(most, step):
    rules = parse_rules(
        {
            "criteria": [
                {"key": "c", "weight": "1", "min": "0", "max": str(most), "step": str(step)}
            ],
            "trim": {"level": "judge", "high": 1, "low": 1, "minimum": 5},
        }
    )
    return keys_of(rules)[0]


def test_the_ten_best_marks_come_first():
    keys = _keys(40, 1)

    assert keys.top == [str(mark) for mark in range(31, 41)]
    assert keys.lower == [str(mark) for mark in range(31)]


def test_halves_are_a_row_of_their_own():
    keys = _keys(12, "0.5")

    assert keys.top == [str(mark) for mark in range(3, 13)]
    assert keys.halves == ["2.5", *(f"{mark}.5" for mark in range(3, 12))]
    assert keys.lower == ["0", "0.5", "1", "1.5", "2"]


def test_fine_marks_are_written():
    assert _keys(10, "0.01").top == []


def test_after_the_last_entry_a_judge_is_told_that_nobody_comes(client, seat):
    last = "That was the last entry. You need not wait here."
    stage = seat.panel.stage
    make.judge_all(stage.performances.get(state="open"))
    between = client.get(url("pad", seat)).content.decode()
    make.judge_all(make.open_entry(stage))

    page = client.get(url("pad", seat)).content.decode()

    assert (last in between, last in page) == (False, True)
    assert "The next entry appears here" not in page
