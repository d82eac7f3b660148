"""Exam days as the county lives them: called, drawn, rehearsed, sat, marked, released, learnt from.

An empty database and real processes; the steps are in `exam_day/`, one module a part of the day.
"""

import time
from datetime import datetime, timedelta

import pytest

from tests.browser.exam_day import afterwards, marking, planning, questions, sitting, spot, watching
from tests.browser.exam_day.questions import ESSAY, KEYED
from tests.browser.whole_loop.county import import_the_lists
from tests.browser.whole_loop.house import COUNTY_TIME, PATIENCE, PHONE, go

pytestmark = pytest.mark.browser

THE_STORY_TAKES = timedelta(minutes=15)
A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def day(house):
    return house.today(lasts=THE_STORY_TAKES)


def test_a_unified_exam_and_a_spot_exam(house, county, day, tmp_path):
    import_the_lists(house, county, tmp_path)
    begun = time.monotonic()
    organiser = house.opens_for("organiser")
    questions.import_banks(organiser)
    first, second = (house.opens_for(name, PHONE) for name in ("officer1", "officer4"))
    # A busy machine gets a longer window.
    patience = timedelta(seconds=45 + 2 * (time.monotonic() - begun))
    closes = announce(organiser, county, patience)
    left_out = draw_the_villages(house, organiser, county, closes)

    phone = sit_with_a_bad_network(house, first, second)
    watching.sees_all(house.opens_for("operator1"), planning.TITLE)
    markers = [house.opens_for(username) for username in marking.MARKERS]
    phone.wait_for_url("**/result/", timeout=PATIENCE + milliseconds_until(closes))
    sit_the_spot_exam(house, second, left_out, opens=closes + A_MINUTE)
    mark_and_release(organiser, markers)
    afterwards.read_result(second, planning.TITLE, "100", passed=True)
    afterwards.read_result(phone, planning.TITLE, "52", passed=False)
    learn_from_it(organiser, phone)

    house.waits_for(closes + 3 * A_MINUTE)
    afterwards.read_result(second, spot.TITLE, "100", passed=True)
    supervisor = house.opens_for("supervisor")
    afterwards.is_counted(supervisor, day, "参考率 33.3%（3/9）。合格率 66.7%（2/3）。")


def milliseconds_until(moment):
    return 1000 * (moment - datetime.now(COUNTY_TIME)).total_seconds()


def announce(organiser, county, patience):
    """The unified exam with its markers, and a rehearsal. When both close."""
    planning.put_together(organiser)
    closes = planning.plan(organiser, county.villages, patience)
    planning.publish(organiser, called=len(county.villages))
    planning.rehearse(organiser, county.villages, closes)
    marking.name_markers(organiser)
    return closes


def draw_the_villages(house, organiser, county, closes):
    """Four of the five villages that have somebody; both of the second township are drawn.

    Returns who is left out.
    """
    spot.plan(organiser, county, closes + A_MINUTE, closes + 3 * A_MINUTE)
    address = spot.seal(organiser, size=4, villages=5, people=5)
    anybody = house.opens("anybody")
    sealed = spot.read_promise(anybody, address)
    spot.draw(organiser)
    drawn = spot.read_draw(anybody, address, sealed)
    assert {township: len(names) for township, names in drawn.items()} == {
        county.first.name: 2,
        county.second.name: 2,
    }
    called = [name for names in drawn.values() for name in names]
    villages = enumerate(county.villages, start=1)
    return next(f"officer{n}" for n, village in villages if village.name not in called)


def sit_with_a_bad_network(house, first, second):
    """The network is cut twice and the phone changed once; the time ends it. Her second phone."""
    sitting.is_announced(first, planning.TITLE)
    sitting.begin(first, planning.REHEARSAL)
    sitting.hand_in(first)
    sitting.begin(first, planning.TITLE)
    for question in KEYED[:2]:
        sitting.cut_off(first)
        sitting.is_kept(first, sitting.answer(first, question, question.right))
        sitting.reconnect(first)
        sitting.saved(first, sitting.slot_of(first, question.text))
    phone = sitting.go_on_another_phone(house, "officer1", planning.TITLE)
    sitting.saved(phone, sitting.answer(phone, KEYED[2], KEYED[2].wrong[0]))
    sitting.saved(phone, sitting.write(phone, ESSAY, marking.HALF))

    sitting.begin(second, planning.TITLE)
    for question in KEYED:
        sitting.answer(second, question, question.right)
    sitting.write(second, ESSAY, marking.COMPLETE)
    sitting.hand_in(second)
    return phone


def sit_the_spot_exam(house, candidate, left_out, opens):
    """She of the second township was drawn; who was left out is not called."""
    house.waits_for(opens)
    sitting.is_announced(candidate, spot.TITLE)
    sitting.begin(candidate, spot.TITLE)
    sitting.answer_all(candidate, KEYED)
    sitting.hand_in(candidate)
    page = house.page_of(left_out) if left_out in house.contexts else house.opens_for(left_out)
    go(page, "考试")
    assert page.get_by_text(spot.TITLE).count() == 0


def mark_and_release(organiser, markers):
    """A second round: whoever is the third of an answer is asked after both others."""
    for _round in range(2):
        for place, page in enumerate(markers):
            marking.mark_all(page, place)
    marking.finish(organiser)


def learn_from_it(organiser, phone):
    slot = afterwards.slot_shown(phone, KEYED[2])
    afterwards.object_to(phone, slot)
    afterwards.answer_objection(organiser, planning.TITLE)
    afterwards.read_answer(phone, planning.TITLE, slot)
    afterwards.practise(phone, KEYED[2:])
