"""From a published result to the stage above, down to who came from where."""

from datetime import date

import pytest
from django.urls import reverse

from competitions.models import Advancement, Entry, ResultSnapshot
from competitions.services.advancement import advance, going_on, stages_above
from competitions.services.refusal import ContestRefused
from competitions.services.registration import Given, change
from organisation.models import Post
from tests import make

pytestmark = pytest.mark.django_db
LATER = date(2026, 12, 1)
Rule = Advancement.Rule


def url(name, *args):
    return reverse(f"competitions:{name}", args=args)


def page(response):
    return " ".join(response.content.decode().split())


def township_stage(world, *contents):
    """The township's own stage among villages of its own, and the final it sends to."""
    contest = make.contest(world.county)
    final = make.stage(contest, world.county, held_on=LATER)
    villages = [make.village(parent=world.township) for _ in contents]
    below = make.stage_with_panel(entries=0, contest_=contest, unit=world.township)
    for village, content in zip(villages, contents, strict=True):
        entry = make.entry(below, village, people=[make.person("information_officer", village)])
        make.judge_all(make.open_entry(below, entry), content, content, content)
    make.snapshot(below)
    return below, final


# --- the rules -------------------------------------------------------------------------------


def test_a_tie_at_the_line_lets_all_go_on(world):
    below, _final = township_stage(world, 35, 30, 30, 20)

    going = going_on(below, Rule.SHARED, 2)

    assert [row["code"] for row in going.rows] == ["01", "02", "03"]


def test_exactly_so_many_is_a_tie_to_be_decided(world):
    below, _final = township_stage(world, 35, 30, 30, 20)

    going = going_on(below, Rule.EXACT, 2)

    assert ([row["code"] for row in going.tie], going.places) == (["02", "03"], 1)


def test_who_is_chosen_among_equals_goes_on(world):
    below, _final = township_stage(world, 35, 30, 30, 20)

    going = going_on(below, Rule.EXACT, 2, ["03"])

    assert [row["code"] for row in going.rows] == ["01", "03"]


def test_exactly_one_of_each_unit(world):
    one, two = world.township, world.other_township
    stage = make.judged_stage(30, 25, 20, 35, units=[one, one, two, two], unit=world.county)

    going = going_on(stage, Rule.ONE_EACH, 1)

    assert [row["code"] for row in going.rows] == ["04", "01"]


def test_ties_of_several_units_are_decided_one_after_the_other(world):
    one, two = world.township, world.other_township
    stage = make.judged_stage(30, 30, 20, 20, units=[one, one, two, two], unit=world.county)

    first = going_on(stage, Rule.ONE_EACH, 1)
    second = going_on(stage, Rule.ONE_EACH, 1, ["01"])
    done = going_on(stage, Rule.ONE_EACH, 1, ["01", "04"])

    assert [[row["code"] for row in going.tie] for going in (first, second)] == [
        ["01", "02"],
        ["03", "04"],
    ]
    assert [row["code"] for row in done.rows] == ["01", "04"]


def test_nobody_goes_on_before_everything_is_published(world):
    stage = make.stage_with_panel(entries=2, unit=world.township)
    make.judge_all(make.open_entry(stage))
    make.snapshot(stage)

    with pytest.raises(ContestRefused, match="must be published first"):
        going_on(stage, Rule.SHARED, 1)


def test_the_stages_above_are_of_the_contest_and_not_begun(world):
    below, final = township_stage(world, 35)
    make.stage(below.contest, world.other_township, held_on=LATER)
    begun = make.stage_with_panel(contest_=below.contest, unit=world.county, held_on=LATER)
    make.open_entry(begun)

    assert list(stages_above(below)) == [final]


# --- what is written -------------------------------------------------------------------------


def test_on_the_stage_above_it_stands_for_its_township(client, world):
    below, final = township_stage(world, 35, 30)
    client.force_login(world["operator"])
    form = {"to_stage": final.pk, "rule": "exact", "places": 1}

    shown = page(client.get(url("stage_advance", below.pk), form))
    assert not Advancement.objects.exists()
    client.post(url("stage_advance_do", below.pk), form)

    best = below.entries.first()
    entry = final.entries.get()
    assert "These go on" in shown
    assert (entry.unit, entry.title, entry.origin.came_from) == (world.township, best.title, best)
    assert list(entry.people.all()) == list(best.people.all())
    assert (entry.origin.rank, entry.origin.total) == (1, "85.00")
    assert "You go on to" in "".join(m.title for m in best.people.get().messages.all())


def test_a_tie_is_decided_in_words_and_everybody_reads_them(client, world):
    below, final = township_stage(world, 30, 30)
    client.force_login(world["operator"])
    form = {"to_stage": final.pk, "rule": "exact", "places": 1}

    asked = page(client.get(url("stage_advance", below.pk), form))
    silent = page(client.post(url("stage_advance_do", below.pk), {**form, "chosen": "02"}))
    client.post(
        url("stage_advance_do", below.pk), {**form, "chosen": "02", "decision": "Vote, 2 to 1"}
    )
    client.logout()

    assert "There is a tie" in asked
    assert "Write how the tie was decided." in silent
    assert final.entries.get().origin.came_from.order_no == 2
    read = page(client.get(url("stage_origins", final.pk)))
    assert "Vote, 2 to 1" in read


def test_a_tie_that_stays_is_refused_and_what_was_written_is_kept(client, world):
    below, final = township_stage(world, 30, 30)
    client.force_login(world["operator"])
    form = {"to_stage": final.pk, "rule": "exact", "places": 1, "decision": "We could not agree"}

    shown = page(client.post(url("stage_advance_do", below.pk), form))

    assert "There is a tie: choose exactly 1." in shown
    assert "We could not agree" in shown
    assert not final.entries.exists()


def test_too_long_a_decision_is_said_and_is_still_there(client, world):
    below, final = township_stage(world, 30, 30)
    client.force_login(world["operator"])
    decision = "We voted by show of hands. " * 8
    form = {"to_stage": final.pk, "rule": "exact", "places": 1, "chosen": "02"}

    shown = page(client.post(url("stage_advance_do", below.pk), form | {"decision": decision}))

    assert "at most 200 characters" in shown
    assert decision.strip() in shown
    assert not final.entries.exists()


def test_they_go_on_once(world):
    below, final = township_stage(world, 30)
    advance(below, final, Rule.SHARED, 1, world["operator"])

    with pytest.raises(ContestRefused, match="gone on already"):
        advance(below, final, Rule.SHARED, 1, world["operator"])


def test_the_quota_of_a_township_is_kept(world):
    below, final = township_stage(world, 35, 30)
    make.call(final)

    with pytest.raises(ContestRefused, match="may send 1, and has"):
        advance(below, final, Rule.SHARED, 2, world["operator"])

    assert not final.entries.exists()


def test_after_the_list_for_the_draw_nobody_is_added(world):
    below, final = township_stage(world, 35)
    for _number in range(2):
        make.entry(final)
    make.draw(final)

    with pytest.raises(ContestRefused, match="list for the draw"):
        advance(below, final, Rule.SHARED, 1, world["operator"])


def test_the_operator_completes_the_team_that_went_on(world):
    below, final = township_stage(world, 35)
    called = make.call(final, most=2)
    advance(below, final, Rule.SHARED, 1, world["operator"])
    entry = Entry.objects.get(stage=final)
    second = make.person(Post.Kind.INFORMATION_OFFICER, world.neighbour)

    people = [*entry.people.all(), second]
    change(entry, Given("Our team", people, []), world["operator"])

    entry.refresh_from_db()
    assert (entry.title, entry.people.count(), entry.origin.rank) == ("Our team", 2, 1)
    assert called.stage == final


def test_the_page_goes_down_to_the_village(client, world):
    below, final = township_stage(world, 35)
    advance(below, final, Rule.SHARED, 1, world["operator"])

    shown = page(client.get(url("stage_origins", final.pk)))

    assert f"{below}</a> rank 1, 85.00" in shown


def test_a_result_corrected_afterwards_is_said(client, world):
    below, final = township_stage(world, 35)
    act = advance(below, final, Rule.SHARED, 1, world["operator"])
    before = page(client.get(url("stage_origins", final.pk)))
    old = act.snapshot
    ResultSnapshot.objects.create(
        stage=below, number=old.number + 1, data=old.data, rule_hash="x", input_hash="y",
        locked_by=old.locked_by, locked_at=old.locked_at, confirmed_by=old.confirmed_by,
        published_at=old.published_at,
    )  # fmt: skip

    after = page(client.get(url("stage_origins", final.pk)))

    words = f"The result of {below} was corrected after they went on."
    assert (words in before, words in after) == (False, True)


def test_without_a_stage_above_the_page_says_so(client, world):
    stage = make.judged_stage(30, unit=world.county)
    client.force_login(world["organiser"])

    shown = page(client.get(url("stage_advance", stage.pk)))

    assert "There is no stage above that has not begun yet." in shown


def test_of_a_contest_nobody_knows_nothing_is_told(client, world):
    stage = make.stage(unit=world.county, announced=False)

    assert client.get(url("stage_origins", stage.pk)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries(client, world, count, django_assert_num_queries):
    below, final = township_stage(world, *range(30, 30 + count))
    advance(below, final, Rule.SHARED, count, world["operator"])

    with django_assert_num_queries(6):
        client.get(url("stage_origins", final.pk))
