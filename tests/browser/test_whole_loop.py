"""The main job on real input: from two lists to the month's notice, by people at their screens.

An empty database and real processes; what a user does is done in the browser, what the county's
technician does by commands. The steps are in `whole_loop/`, one module a part of the house.
"""

import time
from datetime import timedelta

import pytest

from tests.browser.whole_loop import contest, exam, notice, programme, village
from tests.browser.whole_loop.county import import_the_lists
from tests.browser.whole_loop.figures import Expected
from tests.browser.whole_loop.house import PHONE

pytestmark = pytest.mark.browser

THE_STORY_TAKES = timedelta(minutes=10)


@pytest.fixture
def day(house):
    return house.today(lasts=THE_STORY_TAKES)


def test_from_two_lists_to_the_notice_of_the_month(house, county, day, tmp_path):
    import_the_lists(house, county, tmp_path)
    begun = time.monotonic()
    organiser = house.opens_for("organiser")
    trainee, other = (house.opens_for(name, PHONE) for name in ("officer1", "officer4"))
    # A busy machine gets a longer window: it needs it to answer twenty questions.
    patience = timedelta(seconds=30 + 4 * (time.monotonic() - begun))

    closes, paper, explained = plan_the_exam(organiser, county, patience)
    wrong = sorted({paper[2], paper[9], explained}, key=lambda question: question.slot)
    exam.sit(trainee, paper, wrong, cut_off=[9, 10, 11])
    exam.sit_badly(other, paper, answered=2)

    hold_the_final(house, county, organiser, day)
    expected = Expected(day)
    village.register(trainee)
    village.enter_one_thing(trainee)
    village.clear_the_day(trainee, expected.on_duty)
    programme.connect(organiser, (county.villages[0], county.villages[3]), county.townships)
    programme.keep_the_money(organiser)
    house.waits_for(closes)
    exam.read_result(trainee, wrong, explained)

    address = issue_the_notice(house, county, expected)
    assert notice.read(trainee, day)["二、“八个一”进展"] == expected.eight
    receipts = notice.receipts_of(house.page_of("supervisor"), address)
    assert receipts[county.first.name] == ["5", "1", "4"]
    assert receipts[county.second.name] == ["4", "0", "4"]


def plan_the_exam(organiser, county, patience):
    """When it closes, its paper with the key, and the question that has a reason."""
    exam.import_bank(organiser)
    closes = exam.plan(organiser, county.villages, patience)
    text = exam.explain(organiser, exam.paper_of(organiser))
    paper = exam.paper_of(organiser)
    exam.publish(organiser, called=len(county.villages))
    return closes, paper, next(question for question in paper if question.text == text)


def hold_the_final(house, county, organiser, day):
    entries = contest.entries_of(county)
    judges = [county.people[username][0] for username in contest.JUDGES]
    stage = contest.set_up(organiser, county, entries, judges, day)
    pads = contest.pads_of(house)
    for entry in entries:
        contest.judge(organiser, pads, entry)
    contest.lock(organiser)
    contest.confirm(house.opens_for("supervisor"))
    contest.publish(organiser)
    contest.read_board(house, stage, entries)


def issue_the_notice(house, county, expected):
    """The supervisor compiles and checks, the leader approves and issues. Returns the address."""
    supervisor = house.page_of("supervisor")
    address = notice.compile_draft(supervisor, expected.day)
    notice.check(supervisor)
    leader = house.opens_for("leader")
    notice.approve_and_issue(leader, expected.day)

    sections = notice.sections_of(leader)
    assert sections["一、总的情况"] == [expected.overview]
    assert sections["二、“八个一”进展"] == expected.eight
    assert notice.tiles_of(leader) == expected.tiles
    assert notice.rows_of(leader, "合格率")[:3] == [
        ["1", county.first.name, "还没有数据", "100.0%", "不够", "–"],
        ["2", county.second.name, "还没有数据", "0.0%", "不够", "–"],
        ["–", county.third.name, "还没有数据", "还没有数据", "不够", "–"],
    ]
    assert notice.is_printable(leader)
    figures = notice.table_of(leader)
    assert figures[county.unit.name].items() >= expected.county.items()
    assert figures[county.first.name].items() >= expected.first_township.items()
    return address
