import threading
from uuid import uuid4

import pytest
from django.db import connection

from competitions.models import Mark, Performance, Receipt, Sheet
from competitions.services import desk, judging
from competitions.services.refusal import ContestRefused
from ledger.log import broken_at
from tests import make

pytestmark = pytest.mark.django_db
State = Performance.State


def send(sheet, key=None, version=1, marks=None):
    seat = sheet.seat
    key = key or uuid4()
    return judging.submit(seat.judge, seat, sheet.performance, key, version, marks or make.marks())


def test_opening_gives_every_judge_a_sheet():
    performance = make.open_entry(make.stage_with_panel(judges=3))

    assert performance.state == State.OPEN
    assert [sheet.state for sheet in performance.sheets.all()] == ["pending"] * 3


def test_a_judge_of_the_entrys_own_township_is_recused():
    stage = make.stage_with_panel(judges=4, entries=0)
    home = make.township()
    director = make.person("township_director", home)
    own = make.seat(stage, director)
    make.entry(stage, home)
    make.entry(stage)

    first = make.judge_all(make.open_entry(stage))
    second = make.open_entry(stage)

    assert first.sheets.get(seat=own).state == "recused"
    assert second.sheets.get(seat=own).state == "pending"


def test_a_judge_from_a_village_of_the_township_is_recused_too():
    stage = make.stage_with_panel(judges=3, entries=0)
    home = make.township()
    own = make.seat(stage, make.person("information_officer", make.village(parent=home)))
    make.entry(stage, home)

    assert make.open_entry(stage).sheets.get(seat=own).state == "recused"


def test_in_a_townships_own_stage_villages_compete():
    home = make.township()
    village = make.village(parent=home)
    stage = make.stage_with_panel(judges=3, entries=0, unit=home)
    director = make.seat(stage, make.person("township_director", home))
    officer = make.seat(stage, make.person("information_officer", village))
    make.entry(stage, village)

    sheets = make.open_entry(stage).sheets

    assert sheets.get(seat=director).state == "pending"
    assert sheets.get(seat=officer).state == "recused"


def test_a_reserve_judge_sits_in_for_a_recused_one():
    stage = make.stage_with_panel(judges=3, entries=0)
    home = make.township()
    make.seat(stage, make.person("township_director", home))
    reserve = make.seat(stage, kind="reserve")
    make.entry(stage, home)

    assert make.open_entry(stage).sheets.get(seat=reserve).state == "pending"


def test_an_entry_whom_too_few_may_judge_is_not_opened():
    stage = make.stage_with_panel(judges=2, entries=0)
    home = make.township()
    make.seat(stage, make.person("township_director", home))
    make.entry(stage, home)

    with pytest.raises(ContestRefused, match="Too few judges"):
        make.open_entry(stage)

    assert Sheet.objects.count() == 0


def test_only_one_entry_is_open_at_a_time():
    stage = make.stage_with_panel(entries=2)
    make.open_entry(stage)

    with pytest.raises(ContestRefused, match="Another entry"):
        make.open_entry(stage)


def test_nothing_opens_before_the_panel_is_approved():
    stage = make.stage()
    make.seat(stage, approved=False)
    make.entry(stage)

    with pytest.raises(ContestRefused, match="Approve the panel"):
        make.open_entry(stage)


def test_the_reply_says_what_was_received():
    sheet = make.open_entry(make.stage_with_panel()).sheets.first()

    reply = send(sheet, marks=make.marks(38, "55.5"))

    sheet.refresh_from_db()
    assert (sheet.state, reply["total"]) == ("submitted", "93.5")
    assert reply["message"] == f"93.5 points, received at {reply['at']}."
    assert {mark.criterion: str(mark.value) for mark in sheet.marks.all()} == {
        "content": "38.00",
        "manner": "55.50",
    }


def test_the_same_sending_gets_the_same_reply():
    sheet, key = make.open_entry(make.stage_with_panel()).sheets.first(), uuid4()

    replies = [send(sheet, key) for _ in range(3)]

    assert replies[0] == replies[1] == replies[2]
    assert (Receipt.objects.count(), Mark.objects.count()) == (1, 2)


def test_the_same_sending_gets_its_reply_after_the_entry_is_locked():
    stage = make.stage_with_panel()
    performance = make.open_entry(stage)
    sheet, key = performance.sheets.first(), uuid4()
    reply = send(sheet, key)
    make.judge_all(performance)
    make.snapshot(stage)

    assert send(sheet, key) == reply


def test_a_key_cannot_carry_other_marks():
    sheet, key = make.open_entry(make.stage_with_panel()).sheets.first(), uuid4()
    send(sheet, key)

    with pytest.raises(ContestRefused, match="sent already"):
        send(sheet, key, marks=make.marks(1, 1))


def test_marks_are_handed_in_once():
    sheet = make.open_entry(make.stage_with_panel()).sheets.first()
    send(sheet)

    with pytest.raises(ContestRefused, match="Your 2 points were not taken"):
        send(sheet, marks=make.marks(1, 1))

    assert sheet.marks.get(criterion="content").value == 30


def test_a_recused_judge_cannot_mark():
    stage = make.stage_with_panel(judges=3, entries=0)
    home = make.township()
    own = make.seat(stage, make.person("township_director", home))
    make.entry(stage, home)
    sheet = make.open_entry(stage).sheets.get(seat=own)

    with pytest.raises(ContestRefused):
        send(sheet)


@pytest.mark.parametrize(
    ("content", "message"),
    [("", "Still to mark: Content"), ("41", "not on the scale"), ("1.5", "not on the scale"),
     ("NaN", "not a mark"), ("1e1", "not a mark"), ("-1", "not on the scale")],
)  # fmt: skip
def test_marks_keep_to_the_scale(content, message):
    sheet = make.open_entry(make.stage_with_panel()).sheets.first()

    with pytest.raises(ContestRefused, match=message):
        send(sheet, marks=make.marks(content))

    assert Mark.objects.count() == 0


def test_the_lamp_is_lit_by_the_last_judge():
    performance = make.open_entry(make.stage_with_panel(judges=3))
    states = []
    for sheet in performance.sheets.all():
        send(sheet)
        performance.refresh_from_db()
        states.append(performance.state)

    assert states == ["open", "open", "all_in"]


def test_an_absent_judge_is_left_out_with_a_reason():
    performance = make.open_entry(make.stage_with_panel(judges=4))
    sheet = performance.sheets.last()
    desk.excuse(sheet, Sheet.State.ABSENT, "Taken ill", make.person())

    performance = make.judge_all(performance)

    assert performance.state == State.ALL_IN
    assert performance.sheets.get(pk=sheet.pk).reason == "Taken ill"


def test_a_reserve_judge_sits_in_for_an_absent_one():
    stage = make.stage_with_panel(judges=3)
    reserve = make.seat(stage, kind="reserve")
    performance = make.open_entry(stage)

    desk.excuse(performance.sheets.first(), Sheet.State.ABSENT, "Not here", make.person())

    assert performance.sheets.get(seat=reserve).state == "pending"


def test_a_sheet_sent_back_is_a_new_version():
    performance = make.open_entry(make.stage_with_panel())
    sheet = performance.sheets.first()
    send(sheet)
    desk.ask_correction(sheet, sheet.seat.judge)

    desk.send_back(sheet, "Wrong key", make.person())

    new = performance.sheets.current().get(seat=sheet.seat)
    assert (new.version, new.state) == (2, "pending")
    assert send(new, version=2, marks=make.marks(31))["total"] == "81"
    assert sheet.marks.get(criterion="content").value == 30


def test_an_old_version_is_not_taken():
    performance = make.open_entry(make.stage_with_panel())
    sheet = performance.sheets.first()
    send(sheet)
    desk.send_back(sheet, "Wrong key", make.person())

    with pytest.raises(ContestRefused):
        send(sheet, version=1, marks=make.marks(1))


def test_sending_back_the_last_mark_puts_the_lamp_out():
    performance = make.judge_all(make.open_entry(make.stage_with_panel()))

    desk.send_back(performance.sheets.first(), "Wrong key", make.person())

    performance.refresh_from_db()
    assert performance.state == State.OPEN


def test_every_act_is_in_the_log():
    stage = make.stage_with_panel()
    make.judge_all(make.open_entry(stage))

    assert broken_at(stage.log) is None
    from ledger.models import Entry

    verbs = Entry.objects.filter(stream=stage.log).values_list("verb", flat=True)
    assert list(verbs) == ["opened", "marks in", "marks in", "marks in"]


def _race(*calls):
    """Runs the calls at the same moment, each in a thread; returns replies and refusals."""
    barrier, found = threading.Barrier(len(calls)), []

    def run(call):
        barrier.wait()
        try:
            found.append(call())
        except ContestRefused as refusal:
            found.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


@pytest.mark.django_db(transaction=True)
def test_judges_in_the_same_second_are_all_kept():
    performance = make.open_entry(make.stage_with_panel(judges=5))
    sheets = list(performance.sheets.select_related("seat__judge"))

    _race(*[lambda sheet=sheet: send(sheet) for sheet in sheets])

    performance.refresh_from_db()
    assert performance.state == State.ALL_IN
    assert Mark.objects.count() == 10


@pytest.mark.django_db(transaction=True)
def test_a_double_tap_is_one_sending():
    sheet = make.open_entry(make.stage_with_panel()).sheets.select_related("seat__judge").first()
    key = uuid4()

    replies = _race(*[lambda: send(sheet, key) for _ in range(6)])

    assert [reply == replies[0] for reply in replies] == [True] * 6
    assert Mark.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_judge_who_sends_while_she_is_marked_absent_is_in_or_told():
    performance = make.open_entry(make.stage_with_panel(judges=4))
    sheet = performance.sheets.select_related("seat__judge", "performance").first()
    person = make.person()

    _race(lambda: send(sheet), lambda: desk.excuse(sheet, "absent", "Gone", person))

    sheet.refresh_from_db()
    # The desk may leave out what is in already; never are marks lost without a word.
    assert sheet.state == "absent"
    assert sheet.marks.count() in (0, 2)
