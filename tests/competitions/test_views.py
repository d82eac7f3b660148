import pytest
from django.urls import reverse

from competitions.models import Contest, Entry, RuleSet, Seat, Sheet
from organisation.periods import today
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser(client):
    person = make.person("organiser", make.county())
    client.force_login(person)
    return person


def url(name, pk=None):
    return reverse(f"competitions:{name}", args=[pk] if pk else [])


def opened(judges=3, entries=1):
    stage = make.stage_with_panel(judges=judges, entries=entries)
    return make.open_entry(stage)


# --- contests, stages, entries ---------------------------------------------------------------


def test_a_contest_is_made_and_announced(client, organiser):
    form = {"unit": make.county().pk, "year": 2026, "title": "Speech", "kind": "speech"}
    client.post(url("contest_create"), form)
    contest = Contest.objects.get()

    client.post(url("contest_announce", contest.pk))

    contest.refresh_from_db()
    assert contest.announced_at is not None


def test_a_draft_is_not_seen_below(client):
    contest = make.contest(announced=False)
    client.force_login(make.person("information_officer"))

    assert client.get(contest.get_absolute_url()).status_code == 404
    assert contest.title not in client.get(url("contest_list")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_contests_takes_the_same_queries(
    client, organiser, count, django_assert_num_queries
):
    for _ in range(count):
        make.contest()
        make.seat(make.stage(held_on=today()), organiser)

    with django_assert_num_queries(14):
        client.get(url("contest_list"))


@pytest.mark.parametrize("count", [1, 3])
def test_the_schedule_takes_the_same_queries(client, organiser, count, django_assert_num_queries):
    contest = make.contest()
    for _ in range(count):
        make.entry(make.stage(contest))

    with django_assert_num_queries(20):
        client.get(contest.get_absolute_url())


@pytest.mark.parametrize("count", [1, 3])
def test_the_order_takes_the_same_queries(client, organiser, count, django_assert_num_queries):
    stage = make.stage()
    for _ in range(count):
        make.entry(stage, people=[make.person()])

    with django_assert_num_queries(23):
        client.get(stage.get_absolute_url())


@pytest.mark.parametrize("count", [1, 3])
def test_the_desk_takes_the_same_queries(client, organiser, count, django_assert_num_queries):
    performance = opened(judges=2 + count, entries=count)

    with django_assert_num_queries(13):
        client.get(url("desk", performance.stage_id))


def test_an_entry_is_added_with_its_people(client, organiser):
    stage, township = make.stage(), make.township()
    officer = make.person("information_officer", make.village(parent=township), name="Li Mou")
    form = {"unit": township.pk, "title": "Team", "order_no": 1, "names": "Li Mou"}

    client.post(url("entry_create", stage.pk), form)

    entry = Entry.objects.get()
    assert (list(entry.people.all()), entry.performance.state) == ([officer], "waiting")


def test_a_new_entry_is_offered_the_next_number(client, organiser):
    stage = make.stage()
    make.entry(stage)

    form = client.get(url("entry_create", stage.pk)).context["form"]

    assert form["order_no"].value() == 2


def test_a_new_contest_is_offered_this_year(client, organiser):
    form = client.get(url("contest_create")).context["form"]

    assert form["year"].value() == today().year


def test_a_name_nobody_has_is_a_sentence(client, organiser):
    stage, township = make.stage(), make.township()
    form = {"unit": township.pk, "title": "Team", "order_no": 1, "names": "Nobody"}

    page = client.post(url("entry_create", stage.pk), form).content.decode()

    assert "There is nobody called Nobody here." in page


def test_a_number_in_the_order_is_given_once(client, organiser):
    stage = make.stage()
    make.entry(stage)
    form = {"unit": make.township().pk, "title": "Team", "order_no": 1}

    page = client.post(url("entry_create", stage.pk), form).content.decode()

    assert "This number in the order is taken." in page


def test_an_entry_that_was_on_stage_is_not_withdrawn(client, organiser):
    performance = opened()

    response = client.post(url("entry_withdraw", performance.entry_id), follow=True)

    assert "has been on stage already" in response.content.decode()
    assert Entry.objects.count() == 1


# --- rules and panel -------------------------------------------------------------------------

RULE_FORM = {
    "level": "judge", "high": 1, "low": 1, "minimum": 5, "criterion": 2, "weighted": 2, "total": 2,
    "tie1": "criterion:c1", "tie2": "", "tie3": "", "ranking": "1224",
    "criteria-TOTAL_FORMS": 4, "criteria-INITIAL_FORMS": 0,
    "criteria-0-title": "Content", "criteria-0-most": 40, "criteria-0-step": "1",
    "criteria-0-weight": "1",
}  # fmt: skip


def test_rules_are_drafted_and_published(client, organiser):
    stage = make.stage(rules=None)
    contest = stage.contest

    client.post(url("rules_edit", contest.pk), RULE_FORM)
    draft = RuleSet.objects.get(contest=contest, published_at=None)
    client.post(url("rules_publish", draft.pk))

    stage.refresh_from_db()
    assert stage.rule_set == draft
    assert draft.data["ties"] == ["criterion:c1"]


def test_published_rules_are_never_changed(client, organiser):
    contest = make.stage().contest
    before = contest.rule_sets.get().data

    client.post(url("rules_edit", contest.pk), RULE_FORM)

    assert contest.rule_sets.published().get().data == before
    assert contest.rule_sets.count() == 2


def test_rules_are_tried_without_being_written(client, organiser):
    contest = make.contest()
    marks = "\n".join(["20", "25", "30", "35", "40"])

    page = client.post(url("rules_edit", contest.pk), {**RULE_FORM, "marks": marks, "try": "1"})

    assert "30.00" in page.content.decode()
    assert contest.rule_sets.count() == 0


def test_a_sample_off_the_scale_is_a_sentence(client, organiser):
    contest = make.contest()

    page = client.post(url("rules_edit", contest.pk), {**RULE_FORM, "marks": "41", "try": "1"})

    assert "Line 1: Content: 41 is not on the scale." in page.content.decode()


def test_a_judge_is_appointed_with_the_unit_of_the_day(client, organiser):
    stage, township = make.stage(), make.township()
    make.person("township_director", township, name="Wang Mou")

    client.post(url("panel", stage.pk), {"judge": "Wang Mou", "kind": "main"})

    seat = Seat.objects.get()
    assert (seat.unit, seat.number) == (township, 1)


def test_an_approved_panel_is_told_and_fixed(client, organiser):
    stage = make.stage()
    seats = [make.seat(stage, approved=False) for _ in range(3)]

    client.post(url("panel_approve", stage.pk))
    client.post(url("seat_dismiss", seats[0].pk))

    assert Seat.objects.count() == 3
    assert seats[0].judge.messages.get().url == seats[0].get_absolute_url()


def test_two_judges_are_no_panel(client, organiser):
    stage = make.stage()
    for _ in range(2):
        make.seat(stage, approved=False)

    page = client.post(url("panel_approve", stage.pk), follow=True).content.decode()

    assert "A panel needs at least 3 judges." in page


# --- desk and results ------------------------------------------------------------------------


def test_the_desk_names_who_is_missing_and_shows_no_mark(client, organiser):
    performance = opened(judges=3)
    first, *others = performance.sheets.select_related("seat__judge")
    make.hand_in(first, content=39, manner="47.5")

    page = client.get(url("desk", performance.stage_id)).content.decode()

    missing = page.split("Still missing:")[1].split("</p>")[0]
    assert [str(sheet.seat.judge) in missing for sheet in others] == [True, True]
    assert str(first.seat.judge) not in missing
    assert ">39" not in page
    assert "47.5" not in page
    assert "86.5" not in page


def test_the_desk_leads_on_when_every_result_is_published(client, organiser):
    stage = make.stage_with_panel()
    make.next_result(stage)

    page = client.get(url("desk", stage.pk)).content.decode()

    assert "Every entry is judged, and every result is published." in page
    assert f'class="btn" href="{url("reveal", stage.pk)}"' in page


def test_the_desk_opens_locks_and_publishes(client, organiser):
    stage = make.stage_with_panel()
    performance = stage.performances.get()
    client.post(url("performance_open", performance.pk))
    make.judge_all(performance)
    client.post(url("result_lock", stage.pk))
    snapshot = stage.snapshots.get()

    page = client.post(url("result_confirm", snapshot.pk), follow=True).content.decode()
    assert "Another person must confirm what you locked." in page
    client.force_login(make.person("supervisor", make.county()))
    client.post(url("result_confirm", snapshot.pk))
    client.force_login(organiser)
    client.post(url("result_publish", snapshot.pk))

    performance.refresh_from_db()
    assert performance.state == "published"


def test_a_result_is_sent_back_with_a_reason(client, organiser):
    stage = make.stage_with_panel()
    make.judge_all(make.open_entry(stage))
    snapshot = make.snapshot(stage, confirmed=False)

    client.post(url("result_discard", snapshot.pk), {"reason": ""})
    assert stage.performances.get().state == "checked"
    client.post(url("result_discard", snapshot.pk), {"reason": "Seat 2 reads 29"})

    assert stage.performances.get().state == "all_in"


def test_too_long_a_word_on_what_is_not_right_stays(client, organiser):
    stage = make.stage_with_panel()
    make.judge_all(make.open_entry(stage))
    quiz = make.quiz(stage.unit)
    make.put(quiz)
    make.deed(quiz, "quick 1 claim 02")
    make.deed(quiz, "quick 1 answer 02 right")
    signed = [make.snapshot(stage, confirmed=False), make.quiz_result(quiz, confirmed=False)]

    for snapshot in signed:
        page = client.post(url("result_discard", snapshot.pk), {"reason": "x" * 201})
        assert f'value="{"x" * 201}"' in page.content.decode()

    assert all(snapshot.stage.snapshots.get().discarded_at is None for snapshot in signed)


def test_a_judge_is_left_out_with_a_reason(client, organiser):
    sheet = opened(judges=4).sheets.first()

    client.post(url("sheet_excuse", sheet.pk), {"state": "absent", "reason": ""})
    sheet.refresh_from_db()
    assert sheet.state == "pending"
    client.post(url("sheet_excuse", sheet.pk), {"state": "absent", "reason": "Ill"})

    sheet.refresh_from_db()
    assert (sheet.state, sheet.reason) == ("absent", "Ill")


def test_a_sheet_is_sent_back_for_correction(client, organiser):
    sheet = opened().sheets.select_related("seat__judge").first()
    make.hand_in(sheet)

    client.post(url("sheet_send_back", sheet.pk), {"reason": "Wrong key"})

    assert Sheet.objects.current().get(seat=sheet.seat).version == 2


def test_the_result_sheet_strikes_out_what_was_dropped(client):
    stage = make.stage_with_panel(judges=5)
    make.judge_all(make.open_entry(stage), 20, 25, 30, 35, 40)
    make.snapshot(stage)

    page = client.get(url("result_sheet", stage.pk)).content.decode()

    assert page.count("<del>") == 2
    assert "<del>70<span" in page
    assert "<del>90<span" in page


def test_anybody_downloads_marks_and_rules(client):
    stage = make.stage_with_panel()
    make.judge_all(make.open_entry(stage))
    make.snapshot(stage)

    marks = client.get(url("result_marks", stage.pk)).content.decode().splitlines()
    rules = client.get(url("result_rules", stage.pk)).json()

    assert marks[:2] == ["entry,judge,criterion,mark", "01,01,content,30"]
    assert rules == stage.rule_set.data


# --- agenda and indicators -------------------------------------------------------------------


def test_the_agenda_names_the_entry_that_waits():
    from competitions.agenda import agenda

    performance = opened()
    sheet = performance.sheets.select_related("seat__judge").first()

    [item] = [i for i in agenda(sheet.seat.judge, today()) if i.urgency == 0]

    assert (item.title, item.url) == (f"Mark {performance.entry}", sheet.seat.get_absolute_url())


def test_the_agenda_asks_for_the_second_signature_only():
    from competitions.agenda import agenda

    first, second = (make.person("organiser", make.county()) for _ in range(2))
    stage = make.stage_with_panel()
    make.judge_all(make.open_entry(stage))
    make.snapshot(stage, confirmed=False, by=first)
    day = today()

    titles = [[item.title for item in agenda(person, day)] for person in (first, second)]

    assert titles == [[], [f"Confirm a result: {stage}"]]


def test_a_township_on_the_countys_stage_has_a_team(django_assert_num_queries):
    from competitions.indicators import townships_with_team
    from organisation.periods import Month

    units = [with_team, without, _] = [make.township(), make.township(), make.county()]
    make.entry(make.stage(), with_team)

    with django_assert_num_queries(1):
        figures = townships_with_team(units, Month(2026, 10))

    assert [(figures[t.pk].value, figures[t.pk].of) for t in (with_team, without)] == [
        (1, 1),
        (0, 1),
    ]


def test_a_key_that_is_no_key_is_refused(client):
    sheet = opened().sheets.select_related("seat__judge").first()
    client.force_login(sheet.seat.judge)
    form = {"key": "x", "version": 1, "performance": sheet.performance_id, "sure": "1"}

    accept = {"accept": "application/json"}
    response = client.post(url("pad_send", sheet.seat_id), form, headers=accept)

    assert (response.status_code, Sheet.objects.awaited().count()) == (409, 3)
