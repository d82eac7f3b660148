"""The life of an import: at once when it is short, by the queue when it is long."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from intake.models import Intake
from intake.registry import Importers, importers
from intake.services import intakes
from ledger import jobs
from ledger.models import Entry
from organisation import tables
from organisation.importing import TableRefused
from organisation.models import Person
from tests import make
from tests.intake.queue import waiting, work_off, work_one_off

pytestmark = pytest.mark.django_db
LONG = 1201


def confirmed(intake):
    return intakes.confirm(intake, str(intake.round))


def officers():
    return Person.objects.filter(username__startswith="p", posts__kind="information_officer")


def long_list():
    """More lines than are worked through at once, read and checked by the queue."""
    intake = make.intake(make.officer_list(LONG), state="read")
    work_off()
    intake.refresh_from_db()
    intakes.match_columns(intake, intake.columns)
    work_off()
    intake.refresh_from_db()
    return intake


def test_a_short_list_needs_no_queue():
    intake = make.intake(state="done")

    assert (intake.state, waiting()) == ("done", [])


def test_the_file_is_not_kept():
    intake = make.intake(state="read")

    assert intake.waiting is None
    assert len(intake.sha256) == 64


def test_columns_are_guessed_by_the_words_of_the_header():
    intake = make.intake(state="read")

    assert intake.columns == {
        "name": "姓名",
        "username": "用户名",
        "unit_code": "单位代码",
        "post": "职务",
    }


def test_columns_may_be_matched_again_before_the_list_is_confirmed():
    intake = make.intake(make.officer_list(head=["谁", "用户名", "单位代码", "职务"]))
    assert intake.counts["faulty"] == 1

    intake = intakes.match_columns(intake, {**intake.columns, "name": "谁"})

    assert (intake.counts["faulty"], intake.rows.get().fault) == (0, "")


def test_a_table_without_rows_is_refused():
    with pytest.raises(TableRefused, match="no row"):
        make.intake(make.officer_list(0))

    assert not Intake.objects.exists()


def test_a_row_that_cannot_be_read_stays_faulty_whatever_the_columns():
    data = make.officer_list(1) + b"7.3E+17,x,y,z\n"
    intake = make.intake(data)

    intake = intakes.match_columns(intake, intake.columns)

    fault = intake.rows.faulty().get()
    assert (fault.number, "rounded" in fault.fault) == (3, True)
    assert fault.cells == {"姓名": "", "用户名": "x", "单位代码": "y", "职务": "z"}


def test_confirming_twice_imports_once():
    intake = make.intake()
    same = Intake.objects.get(pk=intake.pk)
    confirmed(intake)

    with pytest.raises(intakes.IntakeRefused, match="gone on"):
        confirmed(same)

    assert officers().count() == 1
    assert Entry.objects.filter(stream="intake", verb="imported").count() == 1


def test_only_what_was_seen_is_confirmed():
    intake = make.intake()
    seen = str(intake.round)
    intake = intakes.match_columns(intake, intake.columns)

    with pytest.raises(intakes.IntakeRefused, match="once more"):
        intakes.confirm(intake, seen)


def test_a_list_without_a_good_line_is_refused():
    intake = make.intake(make.officer_list(0, faulty=1))

    with pytest.raises(intakes.IntakeRefused, match="no line"):
        confirmed(intake)


def test_a_long_list_comes_in_by_chunks_each_of_which_queues_the_next():
    intake = long_list()
    confirmed(intake)

    cursors = []
    while waiting():
        [(_key, (_task, _pk, _state, cursor))] = waiting()
        cursors.append((cursor, officers().count()))
        work_one_off()

    assert cursors == [(0, 0), (500, 500), (1000, 1000)]
    assert officers().count() == LONG


def test_a_long_list_is_read_by_chunks_too():
    make.intake(make.officer_list(LONG), state="read")

    assert work_off() == 3


def test_the_page_can_tell_how_far_it_is():
    intake = confirmed(long_list())
    work_one_off()

    intake.refresh_from_db()
    assert (intake.state, intake.cursor, intake.total) == ("writing", 500, LONG)


def test_a_chunk_that_is_asked_for_twice_is_done_once():
    confirmed(long_list())
    [(key, (task, *arguments))] = waiting()

    for _twice in range(2):
        jobs.perform(key, task, *arguments)
        intakes.go_on(*arguments)

    assert officers().count() == 500


def test_a_worker_killed_in_the_middle_leaves_nothing_and_the_chunk_is_done_again():
    intake = confirmed(long_list())
    [(_key, (_task, *arguments))] = waiting()
    with transaction.atomic():
        intakes.go_on(*arguments)
        transaction.set_rollback(True)
    assert officers().count() == 0

    work_off()

    intake.refresh_from_db()
    assert (intake.state, intake.counts["added"], officers().count()) == ("done", LONG, LONG)


def test_whoever_does_not_wait_for_the_queue_does_not_do_it_twice():
    intake = confirmed(long_list())
    intakes.go_on(intake.pk, "writing", 0)

    work_off()

    assert officers().count() == LONG


def test_what_became_wrong_meanwhile_is_named_and_the_rest_comes_in():
    phones, unit = ["13800138000", "13800138001"], make.village()
    rows = [["Ana", f"p{phone}", phone, unit.code, "信息员"] for phone in phones]
    head = ["姓名", "用户名", "手机号", "单位代码", "职务"]
    intake = make.intake(tables.csv_bytes(head, rows))
    make.person(username="other", phone=phones[1])

    intake = confirmed(intake)

    assert (intake.counts["added"], intake.counts["faulty"]) == (1, 1)
    assert "belongs to another account" in intake.rows.faulty().get().fault


def test_a_long_list_is_taken_back_as_a_whole():
    intake = confirmed(long_list())
    work_off()
    intake.refresh_from_db()

    intakes.undo(intake)
    assert intake.state == "undoing"
    work_off()

    intake.refresh_from_db()
    assert (intake.state, officers().count()) == ("undone", 0)


def test_undo_ends_after_ten_minutes():
    intake = make.intake(state="done")
    Intake.objects.update(done_at=timezone.now() - timedelta(minutes=10))

    with pytest.raises(intakes.IntakeRefused, match="ten minutes"):
        intakes.undo(intake)

    assert officers().count() == 1


def test_undo_twice_is_once():
    intake = make.intake(state="done")
    same = Intake.objects.get(pk=intake.pk)
    intakes.undo(intake)

    with pytest.raises(intakes.IntakeRefused):
        intakes.undo(same)


def test_a_list_may_be_taken_back_after_what_stood_in_the_way_is_gone():
    intake = make.intake(state="done")
    called = make.candidate(person_=Person.objects.get(username="p0"))
    intake = intakes.undo(intake)
    assert (intake.state, bool(intake.refusal)) == ("done", True)
    called.delete()

    assert intakes.undo(intake).state == "undone"


@pytest.mark.parametrize(
    "wrong",
    [
        {"cursor": 2},
        {"state": "done"},
        {"state": "refused"},
        {"waiting": b"x"},
        {"done_at": "2026-01-01T00:00Z"},
    ],
    ids=str,
)
def test_a_state_that_cannot_be_is_refused_by_the_database(wrong):
    intake = make.intake()

    with pytest.raises(IntegrityError), transaction.atomic():
        Intake.objects.filter(pk=intake.pk).update(**wrong)


def test_two_importers_with_one_key_are_refused():
    registry = Importers()

    with pytest.raises(ValueError, match="two importers"):
        registry.add(importers["people"], importers["people"])


def test_a_file_name_is_shown_and_never_used():
    intake = make.intake(name="../../x\x00\n" + "a" * 300 + ".csv")

    assert (len(intake.file_name), intake.file_name[:8]) == (200, "../../xa")
