"""An exam day as the county lives it: called, rehearsed, sat, marked, released, learnt from.

An empty database and real processes; the steps are in `exam_day/`, one module a part of the day.
"""

import time
from datetime import datetime, timedelta

import pytest

from tests.browser.exam_day import afterwards, planning, questions, sitting, watching
from tests.browser.exam_day.questions import KEYED
from tests.browser.whole_loop.county import import_the_lists
from tests.browser.whole_loop.house import COUNTY_TIME, PATIENCE, PHONE

pytestmark = pytest.mark.browser

THE_STORY_TAKES = timedelta(minutes=10)


def closes_in(moment):
    """Milliseconds from now."""
    return 1000 * (moment - datetime.now(COUNTY_TIME)).total_seconds()


def test_a_unified_exam(house, county, tmp_path):
    day = house.today(lasts=THE_STORY_TAKES)
    import_the_lists(house, county, tmp_path)
    begun = time.monotonic()
    organiser = house.opens_for("organiser")
    questions.import_bank(organiser, "\n\n".join(q.as_gift for q in KEYED))
    first, second = (house.opens_for(name, PHONE) for name in ("officer1", "officer4"))
    patience = timedelta(seconds=30 + 2 * (time.monotonic() - begun))
    closes = planning.plan(organiser, county.villages, patience)
    planning.publish(organiser, called=5)
    planning.rehearse(organiser, county.villages, closes)

    sitting.is_announced(first, planning.TITLE)
    sitting.begin(first, planning.REHEARSAL)
    sitting.hand_in(first)
    sitting.begin(first, planning.TITLE)
    for question in KEYED[:2]:
        sitting.cut_off(first)
        sitting.is_kept(first, sitting.answer(first, question, question.right))
        sitting.reconnect(first)
        sitting.saved(first, sitting.slot_of(first, question))
    phone = sitting.go_on_another_phone(house, "officer1", planning.TITLE)
    sitting.saved(phone, sitting.answer(phone, KEYED[2], KEYED[2].wrong[0]))
    sitting.begin(second, planning.TITLE)
    for question in KEYED:
        sitting.answer(second, question, question.right)
    sitting.hand_in(second)
    operator = house.opens_for("operator1")
    watching.sees_all(operator, planning.TITLE)
    phone.wait_for_url("**/result/", timeout=PATIENCE + closes_in(closes))
    afterwards.read_result(second, planning.TITLE, "100", passed=True)
    afterwards.read_result(phone, planning.TITLE, "50", passed=False)
    slot = afterwards.slot_shown(phone, KEYED[2])
    afterwards.object_to(phone, slot)
    afterwards.answer_objection(organiser, planning.TITLE)
    afterwards.read_answer(phone, planning.TITLE, slot)
    afterwards.practise(phone, KEYED[2:])
    supervisor = house.opens_for("supervisor")
    afterwards.is_counted(supervisor, day, "参考率 40.0%（2/5）。合格率 50.0%（1/2）。")
