"""A judge who must not mark somebody does not; whoever lets her do it answers for it by name."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from competitions.models import Conflict, Sheet
from competitions.services import conflicts, desk
from competitions.services.refusal import ContestRefused
from organisation.models import Post
from tests import make

pytestmark = pytest.mark.django_db


def address(name, *args):
    return reverse(f"competitions:{name}", args=args)


def stage_with_reserve(entries=1):
    stage = make.stage_with_panel(judges=3, entries=entries)
    make.seat(stage, kind="reserve")
    return stage


def first(stage):
    return stage.panel.seats.first(), stage.entries.first()


def states(stage):
    current = Sheet.objects.current().filter(performance__stage=stage)
    return [(sheet.seat.number, sheet.state) for sheet in current.order_by("seat__number")]


def declare(stage, kind="kin"):
    seat, entry = first(stage)
    conflicts.declare(seat, entry, kind, "", seat.judge)


def test_kin_is_recused_and_a_reserve_sits_in():
    stage = stage_with_reserve()
    declare(stage)

    make.open_entry(stage)

    assert states(stage) == [
        (1, "recused"), (2, "pending"), (3, "pending"), (4, "pending"),
    ]  # fmt: skip


def test_a_word_in_the_last_moment_is_heard():
    stage = stage_with_reserve()
    make.open_entry(stage)

    declare(stage, "declared")

    assert states(stage) == [
        (1, "recused"), (2, "pending"), (3, "pending"), (4, "pending"),
    ]  # fmt: skip


def test_marks_already_in_do_not_count_after_the_word():
    stage = make.stage_with_panel(judges=4, entries=1)
    make.judge_all(make.open_entry(stage), 40, 30, 30, 30)

    declare(stage)

    assert make.snapshot(stage).data["results"][0]["total"] == "80.00"


def test_a_reserve_with_a_conflict_is_not_called():
    stage = stage_with_reserve()
    entry = stage.entries.first()
    reserve = stage.panel.seats.last()
    conflicts.declare(reserve, entry, "kin", "", reserve.judge)
    performance = make.open_entry(stage)

    desk.excuse(performance.sheets.first(), "absent", "Late", make.person())

    assert states(stage) == [(1, "absent"), (2, "pending"), (3, "pending")]


def test_after_the_lock_only_a_correction_helps():
    stage = make.stage_with_panel()
    make.judge_all(make.open_entry(stage))
    make.snapshot(stage, confirmed=False)

    with pytest.raises(ContestRefused, match="Ask for a correction"):
        declare(stage)


def test_a_conflict_of_the_unit_is_overridden_by_name():
    township = make.township()
    stage = make.stage_with_panel(judges=3, entries=0)
    seat = make.seat(stage, unit=township)
    entry = make.entry(stage, township)
    organiser = make.person()

    conflicts.override(seat, entry, "No other judge is here", organiser)
    make.open_entry(stage)

    made = Conflict.objects.get()
    assert (made.kind, made.overridden_by) == ("unit", organiser)
    assert (4, "pending") in states(stage)


def test_a_judge_does_not_override_her_own_conflict():
    stage = stage_with_reserve()
    declare(stage)
    seat, entry = first(stage)

    with pytest.raises(ContestRefused, match="herself"):
        conflicts.override(seat, entry, "I am fair", seat.judge)


def test_where_there_is_no_conflict_nothing_is_overridden():
    with pytest.raises(ContestRefused, match="no conflict"):
        conflicts.override(*first(stage_with_reserve()), "Why not", make.person())


def test_the_database_wants_a_reason_for_an_override():
    stage = stage_with_reserve()
    declare(stage)

    with pytest.raises(IntegrityError), transaction.atomic():
        Conflict.objects.update(overridden_by=make.person())


def test_who_decided_stands_on_the_result(client):
    stage = make.stage_with_panel(judges=3, entries=1)
    declare(stage)
    conflicts.override(*first(stage), "Third cousin", make.person(name="Answerable Person"))
    make.next_result(stage)

    page = client.get(address("result_sheet", stage.pk)).content.decode()

    assert ("Third cousin" in page, "Answerable Person" in page) == (True, True)


def test_the_desk_notes_and_overrides_in_the_browser(client):
    stage = stage_with_reserve()
    seat, entry = first(stage)
    client.force_login(make.person(Post.Kind.ORGANISER))
    posted = {"seat": seat.pk, "entry": entry.pk, "kind": "kin", "note": "Cousins"}
    client.post(address("conflicts", stage.pk), posted)
    assert "Cousins" in client.get(address("conflicts", stage.pk)).content.decode()

    client.post(address("conflict_override", seat.pk, entry.pk), {"reason": "Far kin"})

    assert Conflict.objects.get().override_reason == "Far kin"


def test_an_override_without_a_reason_is_asked_for_it(client):
    stage = stage_with_reserve()
    declare(stage)
    client.force_login(make.person(Post.Kind.ORGANISER))
    seat, entry = first(stage)

    page = client.post(address("conflict_override", seat.pk, entry.pk), {"reason": ""})

    assert page.status_code == 200
    assert Conflict.objects.standing().count() == 1


def test_the_judge_says_it_on_her_pad(client):
    stage = stage_with_reserve()
    seat, entry = first(stage)
    client.force_login(seat.judge)

    client.post(address("pad_conflicts", seat.pk), {"entry": entry.pk, "kind": "declared"})

    assert Conflict.objects.get().declared_by == seat.judge


def test_said_twice_is_told(client):
    stage = stage_with_reserve()
    declare(stage)
    seat, entry = first(stage)
    client.force_login(seat.judge)

    page = client.post(address("pad_conflicts", seat.pk), {"entry": entry.pk, "kind": "kin"})

    assert "noted already" in page.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries(client, count, django_assert_num_queries):
    stage = make.stage_with_panel(judges=3, entries=count)
    seat = stage.panel.seats.first()
    for entry in stage.entries.all():
        conflicts.declare(seat, entry, "kin", "", seat.judge)
    client.force_login(make.person(Post.Kind.ORGANISER))

    with django_assert_num_queries(13):
        client.get(address("conflicts", stage.pk))
