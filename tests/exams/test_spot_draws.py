"""Spot exams: sealed before, drawn and called in one step, given up by two people."""

import hashlib
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_q.models import OrmQ

from exams import tasks
from exams.draw import allocate
from exams.indicators import held
from exams.models import Exam, SpotDraw
from exams.services import exams, makeups, spot_draws
from exams.services.spot_draws import SpotRefused
from inbox.models import Message
from ledger.models import Entry
from organisation.models import Post
from organisation.periods import Month
from tests import make

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def names(draw):
    return {row.unit.name for row in draw.villages.exclude(won="").select_related("unit")}


def units_of(draw):
    return {row.unit for row in draw.villages.exclude(won="").select_related("unit")}


# --- the seal ----------------------------------------------------------------------------------


def test_the_pool_is_frozen_with_its_hash_and_a_seal_that_holds_the_secret():
    make.villages(3)

    draw = make.sealed()

    data = draw.pool.encode()
    assert draw.pool_sha256 == hashlib.sha256(data).hexdigest()
    told = f"{draw.pool_sha256}|{draw.round}|{draw.secret}"
    assert draw.seal == hashlib.sha256(told.encode()).hexdigest()
    assert data.decode().splitlines()[0] == "unit_id,stratum,used,chance,unit,township"


def test_the_secret_is_told_only_with_the_draw():
    make.villages(3)
    draw = make.sealed()
    before = str(list(Entry.objects.values_list("facts", flat=True)))
    told_before = draw.told_secret

    spot_draws.reveal(draw, "", make.person(), timezone.now())

    draw.refresh_from_db()
    assert (told_before, draw.told_secret) == ("", draw.secret)
    assert draw.seal in before
    assert draw.secret not in before
    assert Entry.objects.get(verb="villages drawn").facts["secret"] == draw.secret


def test_rounds_are_counted_without_gaps():
    make.villages(3)
    first = make.sealed()
    with pytest.raises(SpotRefused):
        make.sealed(size=9)

    make.given_up(first)
    second = make.sealed(first.exam)

    assert (first.round, second.round) == (1, 2)


def test_a_second_seal_needs_the_first_to_be_given_up():
    make.villages(3)
    draw = make.sealed()

    with pytest.raises(SpotRefused, match="There is a draw already"):
        make.sealed(draw.exam)


def test_only_a_spot_exam_is_drawn_for():
    with pytest.raises(SpotRefused, match="Only for a spot exam"):
        make.sealed(make.exam())


def test_more_than_there_are_cannot_be_drawn():
    make.villages(3)

    with pytest.raises(SpotRefused, match="4 cannot be drawn: the pool holds 3"):
        make.sealed(size=4)


def test_without_a_village_nothing_is_sealed():
    with pytest.raises(SpotRefused, match="There is no village"):
        make.sealed()


def test_an_exam_that_would_be_open_already_is_not_drawn_for():
    make.villages(3)
    exam = make.spot_exam(at=timezone.now() - DAY)

    with pytest.raises(SpotRefused, match="opened already"):
        make.sealed(exam)


def test_a_village_without_anybody_who_sits_keeps_its_turn():
    make.villages(2)
    empty = make.village("Empty")

    draw = make.sealed()

    assert [(one["unit"], one["reason"]) for one in draw.left_out] == [("Empty", "")]
    assert not draw.villages.filter(unit=empty).exists()


def test_an_excused_village_is_named_with_its_reason_and_not_drawn():
    one, two, flooded = make.villages(3)

    draw = make.drawn(size=2, excused={flooded.code: "The road is flooded."})

    assert [(o["code"], o["reason"]) for o in draw.left_out] == [
        (flooded.code, "The road is flooded.")
    ]
    assert units_of(draw) == {one, two}


def test_the_chance_of_each_village_is_published_with_the_seal():
    make.villages(4)

    draw = make.sealed(size=1)

    assert [str(row.chance) for row in draw.villages.all()] == ["0.250000"] * 4
    assert [line.split(",")[3] for line in draw.pool.splitlines()[1:]] == ["0.250000"] * 4


def test_what_is_sealed_cannot_be_changed_in_the_plan():
    make.villages(3)
    draw = make.sealed()
    exam = draw.exam
    drawn_from = {"paper": exam.paper}

    with pytest.raises(exams.ExamRefused, match="sealed for a draw"):
        exams.plan(exam, drawn_from, [make.township()])
    exams.plan(exam, drawn_from, [make.county()])


# --- the draw ----------------------------------------------------------------------------------


def test_the_villages_follow_from_what_is_published():
    townships = [make.villages(count)[0].get_parent() for count in (4, 6, 3)]

    draw = make.drawn(size=6, minimum=1)

    sizes = {t.code: n for t, n in zip(townships, (4, 6, 3), strict=True)}
    drawn = spot_draws.drawn_of(draw)
    assert drawn.allocation == allocate(sizes, 6, 1)
    codes = {unit.code for unit in units_of(draw)}
    assert codes == {code for codes in drawn.selected.values() for code in codes}


def test_the_draw_calls_the_people_of_its_villages_and_publishes_the_exam():
    villages = make.villages(4)

    draw = make.drawn(size=2)

    exam = Exam.objects.get(pk=draw.exam_id)
    assert exam.state == Exam.State.PUBLISHED
    assert {called.unit for called in exam.candidates.select_related("unit")} == units_of(draw)
    assert len(units_of(draw)) == 2 < len(villages)


def test_the_roll_of_the_day_of_the_seal_counts():
    (village,) = make.villages(1)
    now = timezone.now()
    gone = make.person()
    today = timezone.localdate(now)
    make.post(gone, Post.Kind.INFORMATION_OFFICER, village, valid_to=today + DAY)
    late = make.person()
    make.post(late, Post.Kind.INFORMATION_OFFICER, village, valid_from=today + DAY)
    exam = make.spot_exam(at=now + 2 * DAY)
    draw = make.sealed(exam, now=now)

    spot_draws.reveal(draw, "", make.person(), now + DAY)
    exams.close_rolls_due(now + 3 * DAY)

    called = set(exam.candidates.values_list("person", flat=True))
    assert gone.pk in called
    assert late.pk not in called


def test_a_spot_exam_is_not_published_without_a_draw():
    make.villages(2)
    exam = make.spot_exam()

    with pytest.raises(exams.ExamRefused, match="not drawn yet"):
        exams.publish(exam, None)

    exam.refresh_from_db()
    assert exam.is_draft


def test_villages_are_drawn_only_once():
    make.villages(6)
    draw = make.drawn(size=2)
    before = names(draw)

    with pytest.raises(SpotRefused, match="drawn only once"):
        spot_draws.reveal(draw, "", make.person(), timezone.now())

    assert names(draw) == before


def test_a_public_number_is_waited_for_and_mixed_in():
    make.villages(6)
    now = timezone.now()
    tomorrow = timezone.localdate(now) + DAY
    exam = make.spot_exam(at=now + 3 * DAY)
    draw = make.sealed(exam, public_name="Lottery", public_on=tomorrow)

    with pytest.raises(SpotRefused, match="not before"):
        spot_draws.reveal(draw, "03 11", make.person(), now)
    with pytest.raises(SpotRefused, match="Type the public number"):
        spot_draws.reveal(draw, "  ", make.person(), now + DAY)
    spot_draws.reveal(draw, " 03   11 ", make.person(), now + DAY)

    draw.refresh_from_db()
    assert draw.seed == f"{draw.secret}|{tomorrow.isoformat()}|03 11"


def test_the_people_hear_why_they_are_called_and_when():
    make.villages(1)
    draw = make.drawn()

    tasks.call_candidates(draw.exam_id)

    message = Message.objects.get()
    assert message.title.startswith("Your village was drawn for an exam")
    assert f"draw no. {draw.round}" in message.body
    assert OrmQ.objects.count() == 1


def test_those_who_missed_it_with_a_reason_are_called_to_the_makeup():
    make.villages(1)
    draw = make.drawn()
    exam, now = Exam.objects.get(pk=draw.exam_id), timezone.now() + DAY
    person = exam.candidates.get().person
    exam.opens_at, exam.closes_at = now - DAY - DAY, now - DAY - DAY / 2
    exam.save()

    makeups.note(exam, {person.pk: "ill"}, make.person(), now)

    makeup = makeups.makeup_for(exam)
    assert exams._roll(makeup) == {person.pk: exam.candidates.get().unit_id}


# --- giving up ---------------------------------------------------------------------------------


def test_a_draw_is_given_up_by_two_people_and_stays():
    make.villages(3)
    draw = make.drawn()
    asker = make.person()
    spot_draws.ask_to_give_up(draw, "Wrong number.", asker, timezone.now())

    with pytest.raises(SpotRefused, match="A second person"):
        spot_draws.give_up(draw, asker, timezone.now())
    spot_draws.give_up(draw, make.person(), timezone.now())

    draw.refresh_from_db()
    assert (draw.is_given_up, draw.reason, len(names(draw))) == (True, "Wrong number.", 1)


def test_the_people_of_a_draw_that_was_given_up_hear_it_and_are_free():
    make.villages(1)
    draw = make.drawn()

    make.given_up(draw)

    assert Message.objects.get().title.startswith("You are not called after all")
    assert not draw.exam.candidates.exists()


def test_after_it_was_given_up_new_villages_are_called_anew():
    make.villages(1)
    first = make.drawn()
    tasks.call_candidates(first.exam_id)
    make.given_up(first)

    second = make.drawn(Exam.objects.get(pk=first.exam_id))
    tasks.call_candidates(first.exam_id)

    assert second.round == 2
    assert Message.objects.filter(title__startswith="Your village was drawn").count() == 2


def test_once_the_exam_is_open_the_draw_stays():
    make.villages(1)
    draw = make.drawn()
    later = timezone.now() + timedelta(hours=2)

    with pytest.raises(SpotRefused, match="The exam has opened"):
        spot_draws.ask_to_give_up(draw, "Late.", make.person(), later)


def test_while_it_is_asked_nothing_is_drawn_and_it_may_be_kept():
    make.villages(1)
    draw = make.sealed()
    spot_draws.ask_to_give_up(draw, "Wrong size.", make.person(), timezone.now())
    draw.refresh_from_db()

    with pytest.raises(SpotRefused, match="decided first"):
        spot_draws.reveal(draw, "", make.person(), timezone.now())
    spot_draws.keep(draw, make.person(), timezone.now())

    draw.refresh_from_db()
    assert not draw.is_asked
    with pytest.raises(SpotRefused, match="nothing to decide"):
        spot_draws.keep(draw, make.person(), timezone.now())


def test_the_secret_of_a_seal_that_was_not_used_is_told():
    make.villages(1)

    draw = make.given_up(make.sealed())

    assert (draw.told_secret, draw.seed) == (draw.secret, "")


def test_an_exam_whose_draw_was_given_up_was_not_held():
    make.villages(1)
    draw = make.drawn()
    exam = Exam.objects.get(pk=draw.exam_id)
    make.given_up(draw)
    Exam.objects.filter(pk=exam.pk).update(
        opens_at=timezone.now() - DAY, closes_at=timezone.now() - DAY / 2
    )
    month = Month.of(timezone.localdate(timezone.now() - DAY / 2))

    assert held([exam.unit], month) == {}


# --- what can never be false -------------------------------------------------------------------


@pytest.mark.parametrize(
    "broken",
    [
        {"size": 0},
        {"seal": ""},
        {"public_name": "Lottery"},
        {"public": "03"},
        {"reason": "Because"},
        {"given_up_at": timezone.now()},
        {"drawn_at": timezone.now()},
    ],
)
def test_the_database_refuses_a_half_draw(broken):
    make.villages(1)
    draw = make.sealed()

    with pytest.raises(IntegrityError), transaction.atomic():
        SpotDraw.objects.filter(pk=draw.pk).update(**broken)


def test_the_database_refuses_a_second_standing_draw_and_a_second_round():
    make.villages(1)
    draw = make.sealed()
    other = make.sealed(make.spot_exam())

    for changed in ({"exam": draw.exam}, {"round": draw.round}):
        with pytest.raises(IntegrityError), transaction.atomic():
            SpotDraw.objects.filter(pk=other.pk).update(**changed)


def test_the_database_wants_two_people_to_give_it_up():
    make.villages(1)
    draw, person, now = make.sealed(), make.person(), timezone.now()

    with pytest.raises(IntegrityError), transaction.atomic():
        SpotDraw.objects.filter(pk=draw.pk).update(
            reason="Why", asked_by=person, asked_at=now, given_up_by=person, given_up_at=now
        )
