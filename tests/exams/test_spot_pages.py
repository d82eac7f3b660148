"""The pages of a draw of villages: for its organiser, for everybody, for those who were drawn."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from exams.agenda import agenda
from exams.models import Exam, SpotDraw
from exams.services import analyses, spot_draws
from organisation.periods import today
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser(client, world):
    client.force_login(world["organiser"])
    return client


def url(name, **kwargs):
    return reverse(f"exams:{name}", kwargs=kwargs or None)


def text_of(response):
    return " ".join(response.content.decode().split())


def seal_posted(**fields):
    return {"size": 1, "minimum": 0, "excused": "", "public_name": ""} | fields


# --- planning and sealing ----------------------------------------------------------------------


def test_an_organiser_plans_a_spot_exam(organiser, world):
    page = text_of(organiser.get(url("exam_create")))

    assert "spot exam" in page


def test_a_spot_exam_is_published_by_its_draw_only(organiser):
    exam = make.spot_exam()

    page = text_of(organiser.get(exam.get_absolute_url()))

    assert url("spot_hold", pk=exam.pk) in page
    assert url("exam_publish", pk=exam.pk) not in page


def test_the_pool_is_sealed(organiser, world):
    exam = make.spot_exam()

    answer = organiser.post(url("spot_seal", pk=exam.pk), seal_posted(size=2), follow=True)

    draw = SpotDraw.objects.get()
    assert (draw.exam, draw.size, draw.sealed_by) == (exam, 2, world["organiser"])
    assert "Sealed: draw no. 1." in text_of(answer)


def test_looking_at_the_pool_seals_nothing(organiser):
    exam = make.spot_exam()

    answer = organiser.get(url("spot_seal", pk=exam.pk))

    assert "3 villages with 3 people" in text_of(answer)
    assert not SpotDraw.objects.exists()


def test_the_number_of_villages_is_worked_out_and_nothing_is_sealed(organiser):
    make.villages(20)
    exam = make.spot_exam()
    typed = seal_posted(size="", margin="20", public_name="Lottery", work_out="1")

    page = text_of(organiser.post(url("spot_seal", pk=exam.pk), typed))

    # 23 villages, 24.01 / (1 + 23.01 / 23) rounded.
    assert 'name="size" value="12"' in page
    assert 'value="Lottery"' in page
    assert "to put right" not in page
    assert not SpotDraw.objects.exists()


def test_without_a_margin_the_number_cannot_be_worked_out(organiser):
    exam = make.spot_exam()

    page = text_of(organiser.post(url("spot_seal", pk=exam.pk), seal_posted(work_out="1")))

    assert "Say how exact it has to be" in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"size": ""}, "This field is required."),
        ({"size": "9"}, "9 cannot be drawn: the pool holds 3."),
        ({"excused": "Nowhere flooded"}, "Nowhere is no village of this draw."),
        ({"public_name": "Lottery"}, "Say on which day the number is known."),
    ],
)
def test_what_cannot_be_sealed_is_said_and_nothing_is_lost(organiser, typed, said):
    exam = make.spot_exam()
    sent = seal_posted(minimum="0", **typed) if "minimum" not in typed else typed

    page = text_of(organiser.post(url("spot_seal", pk=exam.pk), sent))

    assert said in page
    assert all(value in page for value in typed.values())
    assert not SpotDraw.objects.exists()


def test_a_day_that_is_over_is_no_day_of_a_public_number(organiser):
    exam = make.spot_exam()
    sent = seal_posted(public_name="Lottery") | make.boxes("public_on", today())

    page = text_of(organiser.post(url("spot_seal", pk=exam.pk), sent))

    assert "nobody may know the number yet" in page


def test_a_village_is_excused_with_a_reason(organiser, world):
    exam = make.spot_exam()
    send = url("spot_seal", pk=exam.pk)

    bare = text_of(organiser.post(send, seal_posted(excused="Elsewhere wet")))
    code = world.village.code
    page = text_of(organiser.post(send, seal_posted(excused=code)))
    organiser.post(send, seal_posted(excused=f"{code}，The road is flooded."))

    assert "is no village of this draw" in bare
    assert f"Say why {code} keeps its turn." in page
    (left_out,) = SpotDraw.objects.get().left_out
    assert (left_out["code"], left_out["reason"]) == (code, "The road is flooded.")


def test_of_two_villages_with_one_name_the_code_is_asked_for(organiser):
    for _number in range(2):
        unit = make.village("Twin")
        make.person("information_officer", unit)
    exam = make.spot_exam()

    page = text_of(organiser.post(url("spot_seal", pk=exam.pk), seal_posted(excused="Twin wet")))

    assert "Several villages are called Twin." in page


# --- drawing -----------------------------------------------------------------------------------


def test_the_organiser_draws_and_calls_in_one_step(organiser):
    draw = make.sealed(size=2)

    page = text_of(organiser.post(url("spot_reveal", number=draw.round), follow=True))

    assert "The villages are drawn and their people are called." in page
    assert Exam.objects.get(pk=draw.exam_id).candidates.count() == 2


def test_reading_never_draws(organiser):
    draw = make.sealed()

    answer = organiser.get(url("spot_reveal", number=draw.round))

    draw.refresh_from_db()
    assert answer.status_code == 405
    assert draw.is_waiting


def test_a_refused_draw_is_said(organiser):
    now = timezone.now()
    exam = make.spot_exam(at=now + timedelta(days=3))
    day = today() + timedelta(days=1)
    draw = make.sealed(exam, public_name="Lottery", public_on=day)

    early = text_of(organiser.get(url("spot_hold", pk=exam.pk)))
    page = text_of(
        organiser.post(url("spot_reveal", number=draw.round), {"public": "1"}, follow=True)
    )

    assert "It waits for the public number: Lottery" in early
    assert "not before" in page


def test_what_is_too_long_for_a_public_number_is_said(organiser):
    draw = make.sealed()

    page = text_of(
        organiser.post(url("spot_reveal", number=draw.round), {"public": "1" * 99}, follow=True)
    )

    assert "The number is too long." in page


def test_another_countys_draw_is_not_there(client, world):
    draw = make.sealed()
    client.force_login(make.person("organiser", make.county(code="379902000000")))

    for name, kwargs in (
        ("spot_hold", {"pk": draw.exam_id}),
        ("spot_seal", {"pk": draw.exam_id}),
        ("spot_give_up", {"number": draw.round}),
    ):
        assert client.get(url(name, **kwargs)).status_code == 404
    for name in ("spot_reveal", "spot_decide"):
        assert client.post(url(name, number=draw.round)).status_code == 404


def test_of_a_unified_exam_no_village_is_drawn(organiser):
    exam = make.exam(published=False)

    assert organiser.get(url("spot_hold", pk=exam.pk)).status_code == 404


# --- those concerned ---------------------------------------------------------------------------


def test_an_officer_reads_that_her_village_was_drawn_and_how_to_check(client, world):
    draw = make.drawn(make.spot_exam([world.village]))
    client.force_login(world["officer"])

    page = text_of(client.get(url("exam_detail", pk=draw.exam_id)))

    assert f"{world.village.name} was drawn by lot, in draw no. 1." in page
    assert url("spot_township", number=1, code=world.township.code) in page


def test_a_director_finds_the_draw_of_her_township(client, world):
    draw = make.drawn(make.spot_exam([world.village]))
    client.force_login(world["director"])

    page = client.get(url("exam_progress", pk=draw.exam_id) + f"?unit={world.township.code}")

    assert url("spot_township", number=1, code=world.township.code) in text_of(page)


def test_a_draw_is_given_up_by_two_people_on_the_page(client, world):
    draw = make.sealed()
    page = url("spot_give_up", number=draw.round)
    client.force_login(world["organiser"])
    empty = text_of(client.post(page, {"reason": " "}))
    client.post(page, {"reason": "Wrong size."})
    alone = text_of(client.post(url("spot_decide", number=1), {"agreed": "1"}, follow=True))

    client.force_login(world["supervisor"])
    asked = text_of(client.get(page))
    client.post(url("spot_decide", number=1), {"agreed": "1"})

    draw.refresh_from_db()
    assert "There is 1 thing to put right" in empty
    assert "A second person decides, not the one who asked." in alone
    assert "Wrong size." in asked
    assert draw.given_up_by == world["supervisor"]


def test_the_second_person_is_asked_on_her_day_and_may_let_it_stay(client, world):
    draw = make.sealed()
    spot_draws.ask_to_give_up(draw, "Wrong size.", world["organiser"], timezone.now())

    asked = [item.url for item in agenda(world["supervisor"], today())]
    own = [item.url for item in agenda(world["organiser"], today())]
    client.force_login(world["supervisor"])
    page = text_of(client.post(url("spot_decide", number=1), {"agreed": "0"}, follow=True))

    draw.refresh_from_db()
    there = url("spot_give_up", number=1)
    assert (there in asked, there in own) == (True, False)
    assert "The draw stays." in page
    assert not draw.is_asked


def test_reading_gives_nothing_up(client, world):
    draw = make.sealed()
    client.force_login(world["organiser"])

    client.get(url("spot_give_up", number=1), {"reason": "x"})

    assert client.get(url("spot_decide", number=1)).status_code == 405
    draw.refresh_from_db()
    assert not draw.is_asked


def test_the_analysis_says_what_the_sample_tells_of_the_county(organiser):
    make.villages(4)
    before = timezone.now() - timedelta(days=2)
    draw = make.drawn(make.spot_exam(at=before), 4, now=before)
    exam = Exam.objects.get(pk=draw.exam_id)
    for called in exam.candidates.select_related("person"):
        make.handed_in(exam, called.person, {1: "a"}, now=exam.opens_at)
    for _number in range(6):
        make.handed_in(exam, None, {1: "a", 2: "a"}, now=exam.opens_at)
    analyses.make(exam.marking_run)

    page = text_of(organiser.get(url("exam_analysis", pk=exam.pk)))

    assert "All 7 villages, each weighed by its chance to be drawn: 33.3%" in page
    assert "People of 4 drawn villages came." in page


def test_after_the_opening_the_draw_stays_and_the_page_says_so(organiser):
    before = timezone.now() - timedelta(days=2)
    draw = make.drawn(make.spot_exam(at=before), now=before)

    hold = text_of(organiser.get(url("spot_hold", pk=draw.exam_id)))
    page = text_of(organiser.get(url("spot_give_up", number=draw.round)))

    assert url("spot_give_up", number=draw.round) not in hold
    assert "The exam has opened. The draw stays as it is." in page
    assert "Ask to give it up" not in page
