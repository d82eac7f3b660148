"""After the lock nothing is changed: a correction is a new sheet and a new result."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from competitions import closing
from competitions.models import Correction, ResultSnapshot, Sheet
from competitions.services import corrections, results, timing
from competitions.services.refusal import ContestRefused
from competitions.showing import shown_of
from ledger.models import Entry as LogEntry
from organisation.models import Post
from tests import make

pytestmark = pytest.mark.django_db


def published(*contents):
    """Entries with 3 judges each, all published; each content is what everybody gave."""
    stage = make.stage_with_panel(judges=3, entries=len(contents))
    for content in contents:
        make.next_result(stage, content, content, content)
    return stage


def sheets(stage, code=1):
    return (
        Sheet.objects.current()
        .filter(performance__stage=stage, performance__entry__order_no=code)
        .select_related("performance__stage__rule_set", "seat")
    )


def propose(stage, code=1, content=39, person=None):
    sheet = sheets(stage, code).first()
    return corrections.propose_marks(
        sheet, make.marks(content), "Seat 1 wrote 39", person or make.person()
    )


def address(name, pk):
    return reverse(f"competitions:{name}", args=[pk])


def totals(stage):
    return [(row["code"], row["total"], row["rank"]) for row in shown_of(stage).rows]


def test_a_correction_is_a_new_sheet_and_a_new_result():
    stage = published(30, 31)
    before = stage.snapshots.get(number=2)
    old = sheets(stage).first()

    snapshot = corrections.approve(propose(stage), make.person())

    new = sheets(stage).first()
    assert (new.version, new.pk != old.pk, old.marks.count()) == (2, True, 2)
    assert (snapshot.number, snapshot.published_at) == (3, None)
    assert before.data == ResultSnapshot.objects.get(pk=before.pk).data
    assert totals(stage) == [("02", "81.00", 1), ("01", "80.00", 2)]

    results.publish(snapshot, make.person())
    assert totals(stage) == [("01", "83.00", 1), ("02", "81.00", 2)]


def test_what_changed_is_kept_with_both_values():
    stage = published(30, 31)

    corrections.approve(propose(stage), make.person())

    made = Correction.objects.get()
    assert [(c["code"], c["total"], c["rank"]) for c in made.changes] == [
        ("01", ["80.00", "83.00"], [2, 1]),
        ("02", ["81.00", "81.00"], [1, 2]),
    ]
    assert len(made.rank_changes) == 2


def test_who_proposes_does_not_approve():
    person = make.person()
    made = propose(published(30), person=person)

    with pytest.raises(ContestRefused, match="Another person"):
        corrections.approve(made, person)


def test_the_database_refuses_one_person_twice():
    person = make.person()
    made = propose(published(30), person=person)

    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.filter(pk=made.pk).update(approver=person)


def test_a_judge_of_the_panel_neither_proposes_nor_approves():
    stage = published(30)
    judge = stage.panel.seats.first().judge

    with pytest.raises(ContestRefused, match="judge of the panel"):
        propose(stage, person=judge)
    with pytest.raises(ContestRefused, match="judge of the panel"):
        corrections.approve(propose(stage), judge)


def test_one_correction_at_a_time():
    stage = published(30, 31)
    propose(stage)

    with pytest.raises(ContestRefused, match="Another correction"):
        propose(stage, code=2)


def test_what_is_not_locked_is_not_corrected():
    stage = make.stage_with_panel()
    make.judge_all(make.open_entry(stage))

    with pytest.raises(ContestRefused, match="not locked"):
        propose(stage)


def test_a_correction_that_changes_nothing_is_refused():
    with pytest.raises(ContestRefused, match="Nothing would change"):
        propose(published(30), content=30)


def test_a_declined_correction_changes_nothing():
    stage = published(30)

    corrections.decline(propose(stage), "The paper says 30", make.person())

    assert totals(stage) == [("01", "80.00", 1)]
    assert Correction.objects.open().count() == 0


def test_a_signed_result_that_is_not_out_is_replaced():
    stage = make.stage_with_panel(judges=3, entries=1)
    make.judge_all(make.open_entry(stage))
    first = make.snapshot(stage, published=False)

    snapshot = corrections.approve(propose(stage), make.person())

    first.refresh_from_db()
    assert first.discarded_at is not None
    results.publish(snapshot, make.person())
    assert totals(stage) == [("01", "83.00", 1)]
    assert stage.performances.get().state == "published"


def test_nothing_is_approved_while_a_result_waits_for_its_signature():
    stage = make.stage_with_panel(judges=3, entries=2)
    make.next_result(stage)
    made = propose(stage)
    make.judge_all(make.open_entry(stage))
    make.snapshot(stage, confirmed=False)

    with pytest.raises(ContestRefused, match="waits for its signature"):
        corrections.approve(made, make.person())


def test_after_the_awards_the_result_stays(monkeypatch):
    stage = published(30)
    monkeypatch.setattr(closing, "HANDED_OUT", [lambda asked: asked == stage])

    with pytest.raises(ContestRefused, match="awards are handed out"):
        propose(stage)


def test_after_the_awards_none_is_offered(client, monkeypatch):
    stage = published(30)
    monkeypatch.setattr(closing, "HANDED_OUT", [lambda _stage: True])
    client.force_login(make.person(Post.Kind.ORGANISER))

    page = client.get(address("corrections", stage.pk)).content.decode()

    assert "The awards are handed out. The result stays as it is." in page
    assert address("correct_sheet", sheets(stage).first().pk) not in page


def test_a_sheet_can_be_taken_out_afterwards():
    stage = make.stage_with_panel(judges=4, entries=1)
    make.next_result(stage, 20, 30, 30, 30)
    made = corrections.propose_void(sheets(stage).first(), "Kin of the speaker", make.person())

    results.publish(corrections.approve(made, make.person()), make.person())

    assert totals(stage) == [("01", "80.00", 1)]
    assert shown_of(stage).rows[0]["n"] == 3


def test_a_time_is_corrected_by_a_new_row():
    contest = make.contest()
    stage = make.stage_with_panel(contest_=contest, rules=make.timed_rules(contest))
    performance = make.judge_all(make.open_entry(stage))
    timing.set_time(performance, 600, make.person())
    make.snapshot(stage)
    performance.refresh_from_db()
    made = corrections.propose_time(performance, 480, "The watch ran on", make.person())

    results.publish(corrections.approve(made, make.person()), make.person())

    assert totals(stage) == [("01", "80.00", 1)]
    assert [t.seconds for t in performance.timings.all()] == [600, 480]


def test_a_correction_of_the_time_begins_with_what_was_noted(client):
    contest = make.contest()
    stage = make.stage_with_panel(contest_=contest, rules=make.timed_rules(contest))
    performance = make.judge_all(make.open_entry(stage))
    timing.set_time(performance, 485, make.person())
    make.snapshot(stage)
    client.force_login(make.person(Post.Kind.ORGANISER))

    page = client.get(address("correct_time", performance.pk)).content.decode()

    assert ('value="8"' in page, 'value="5"' in page) == (True, True)


def test_every_step_is_in_the_log():
    stage = published(30)
    corrections.approve(propose(stage), make.person())

    lines = LogEntry.objects.filter(stream=stage.log, verb__startswith="correction")
    assert [line.verb for line in lines] == ["correction proposed", "correction approved"]
    assert lines[1].facts["before"]["marks"]["content"] == "30"
    assert lines[1].facts["after"]["marks"]["content"] == "39"


@pytest.mark.parametrize("name", ["result_list", "result_sheet"])
def test_everybody_reads_what_was_corrected(client, name):
    stage = published(30, 31)
    snapshot = corrections.approve(propose(stage), make.person())
    assert "Seat 1 wrote 39" not in client.get(address(name, stage.pk)).content.decode()

    results.publish(snapshot, make.person())

    page = client.get(address(name, stage.pk)).content.decode()
    assert ("Seat 1 wrote 39" in page, "rank 2 becomes 1" in page) == (True, True)


def test_a_note_on_what_is_held_back_waits_with_it(client):
    stage = make.reveal(make.stage_with_panel(judges=3, entries=2), "ceremony", 1)
    make.next_result(stage)
    make.next_result(stage, 31, 31, 31)
    results.publish(corrections.approve(propose(stage, code=2), make.person()), make.person())

    page = client.get(address("result_list", stage.pk)).content.decode()

    assert ("Seat 1 wrote 39" in page, "84.00" in page, "81.00" in page) == (False, False, False)


def test_a_correction_goes_through_the_browser(client):
    stage = published(30, 31)
    proposer, approver = make.person(Post.Kind.ORGANISER), make.person(Post.Kind.SUPERVISOR)
    sheet = sheets(stage).first()
    client.force_login(proposer)
    posted = {"mark-content": "39", "mark-manner": "50", "reason": "Seat 1 wrote 39"}
    client.post(address("correct_sheet", sheet.pk), posted)
    made = Correction.objects.get()
    page = client.get(made.get_absolute_url()).content.decode()
    assert "Another person must approve" in page

    client.force_login(approver)
    assert "Approve a correction" in client.get("/today/").content.decode()
    client.post(address("correction_approve", made.pk))

    made.refresh_from_db()
    assert (made.approver, made.snapshot_to.number) == (approver, 3)


def test_a_mark_off_the_scale_is_shown_and_nothing_is_lost(client):
    sheet = sheets(published(30)).first()
    client.force_login(make.person(Post.Kind.ORGANISER))
    posted = {"mark-content": "99", "mark-manner": "50", "reason": "A slip"}

    page = client.post(address("correct_sheet", sheet.pk), posted).content.decode()

    assert ("not on the scale" in page, 'value="99"' in page, "A slip" in page) == (True,) * 3
    assert not Correction.objects.exists()


def test_why_a_correction_is_not_approved_is_asked_for_and_stays(client):
    made = propose(published(30))
    client.force_login(make.person(Post.Kind.ORGANISER))

    empty = client.post(address("correction_decline", made.pk), {"reason": ""}).content.decode()
    long = client.post(address("correction_decline", made.pk), {"reason": "x" * 201})

    assert "Write why not." in empty
    assert f'value="{"x" * 201}"' in long.content.decode()
    made.refresh_from_db()
    assert made.is_open


def test_a_refusal_is_shown(client):
    person = make.person(Post.Kind.ORGANISER)
    made = propose(published(30), person=person)
    client.force_login(person)

    page = client.post(address("correction_approve", made.pk), follow=True).content.decode()

    assert "Another person must approve" in page
    assert Correction.objects.open().count() == 1


@pytest.mark.parametrize("name", ["correction_approve", "correction_decline"])
def test_looking_changes_nothing(client, name):
    made = propose(published(30))
    client.force_login(make.person(Post.Kind.ORGANISER))

    assert client.get(address(name, made.pk)).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries(client, count, django_assert_num_queries):
    stage = published(*[30 + n for n in range(count)])
    for number in range(count):
        corrections.decline(propose(stage, code=number + 1), "No", make.person())
    client.force_login(make.person(Post.Kind.ORGANISER))

    with django_assert_num_queries(15):
        client.get(address("corrections", stage.pk))
