"""Keeping watch: who does what, more time, a word to candidates; each within her own units."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from exams import watching
from exams.models import Announcement, Attempt, Extension
from exams.protocol import Act
from exams.services import sittings
from inbox.models import Message
from tests import make

pytestmark = pytest.mark.django_db


def url(name, exam, unit=None):
    address = reverse(f"exams:{name}", kwargs={"pk": exam.pk})
    return f"{address}?unit={unit.code}" if unit else address


@pytest.fixture
def exam(world):
    return make.exam([world.township])


@pytest.fixture
def attempt(world, exam):
    return make.attempt(exam, world["officer"])


@pytest.fixture
def organiser(client, world):
    client.force_login(world["organiser"])
    return client


@pytest.fixture
def operator(client, world):
    client.force_login(world["operator"])
    return client


def answer(attempt, *slots, at=None):
    now = at or timezone.now()
    _attempt, epoch = sittings.claim(attempt.pk, "A", "n", now)
    acts = [Act(seq, slot, ("a",)) for seq, slot in enumerate(slots, start=1)]
    sittings.save(attempt.pk, "A", epoch, acts, now)


def extend(client, exam, who, unit=None, **changes):
    data = {"who": who, "minutes": "10", "reason": "power cut", "key": "k"} | changes
    return client.post(url("watch_extend", exam, unit), data)


def tell(client, exam, who, unit=None, **changes):
    data = {"who": who, "text": "Stay calm.", "key": "k"} | changes
    return client.post(url("watch_tell", exam, unit), data)


def test_lines_say_who_has_begun_answers_and_has_gone_quiet(world, exam, attempt):
    now = timezone.now() + timedelta(minutes=6)
    other = make.attempt(exam, world["officer.neighbour"])
    answer(other, 1, at=now)

    [line] = watching.lines(exam, world["organiser"], now)

    assert line.unit == world.township
    assert (line.begun, line.answering, line.quiet, line.handed_in) == (2, 2, 1, 0)


def test_a_person_is_shown_with_answers_signals_and_extra_time(world, exam, attempt):
    answer(attempt, 1, 2)
    attempt.signals.create(kind="away", device="A", seconds=90, at=timezone.now())
    rows = watching.candidates_of(exam, world["operator"])

    sitters = watching.sitters(exam, rows, timezone.now())

    [sitter] = [s for s in sitters if s.attempt]
    assert (sitter.answered, sitter.away, sitter.away_minutes, sitter.is_quiet) == (2, 1, 2, False)
    assert sitter.has_signals


@pytest.mark.parametrize("people", [1, 3])
def test_the_page_takes_as_many_queries_for_one_as_for_three(
    people, organiser, world, exam, django_assert_num_queries
):
    for _number in range(people):
        answer(make.attempt(exam, make.person("information_officer", world.village)), 1)
    organiser.get(url("exam_watch", exam, world.township))

    with django_assert_num_queries(22):
        organiser.get(url("exam_watch", exam, world.township))


def test_the_live_part_is_not_worked_out_again_while_nothing_changes(organiser, exam, attempt):
    first = organiser.get(url("watch_live", exam))
    again = organiser.get(url("watch_live", exam), headers={"if-none-match": first["ETag"]})
    answer(attempt, 1)
    changed = organiser.get(url("watch_live", exam), headers={"if-none-match": first["ETag"]})

    assert [first.status_code, again.status_code, changed.status_code] == [200, 304, 200]


def test_looking_changes_nothing(organiser, exam, attempt):
    organiser.get(url("exam_watch", exam))

    assert not Extension.objects.exists()
    assert not Announcement.objects.exists()


@pytest.mark.parametrize("name", ["watch_extend", "watch_tell"])
def test_giving_and_telling_are_no_gets(organiser, exam, name):
    assert organiser.get(url(name, exam)).status_code == 405


@pytest.mark.parametrize("scope", ["all", "unit", "person"])
def test_the_organiser_extends_all_a_unit_or_one(organiser, world, exam, attempt, scope):
    who = {
        "all": "all",
        "unit": f"unit:{world.village.code}",
        "person": f"person:{attempt.person_id}",
    }[scope]

    unit = None if scope == "all" else world.township
    response = extend(organiser, exam, who, unit)

    assert response.status_code == 302
    assert Attempt.objects.get().deadline == attempt.deadline + timedelta(minutes=10)


def test_the_same_form_sent_twice_gives_time_once(organiser, exam, attempt):
    for _number in range(2):
        extend(organiser, exam, "all")

    assert Extension.objects.count() == 1


@pytest.mark.parametrize("change", [{"reason": " "}, {"minutes": "0"}, {"minutes": "many"}])
def test_bad_input_gets_a_sentence_and_what_was_typed_stays(organiser, exam, attempt, change):
    response = extend(organiser, exam, "all", **change)

    text = response.content.decode()
    assert (response.status_code, Extension.objects.count()) == (200, 0)
    assert "There is 1 thing to put right" in text
    assert next(iter(change.values())).strip() in text


def test_an_operator_gives_no_time_beyond_her_units(operator, exam, attempt):
    assert extend(operator, exam, "all").status_code == 200
    assert not Extension.objects.exists()


def test_an_operator_extends_her_village(operator, world, exam, attempt):
    extend(operator, exam, f"unit:{world.village.code}", world.township)

    assert Extension.objects.get().actor == world["operator"]


def test_an_operator_who_sits_the_exam_herself_is_not_in_her_own_hands(operator, world, exam):
    make.attempt(exam, world["operator"])

    extend(operator, exam, f"unit:{world.township.code}")
    mine = extend(operator, exam, f"person:{world['operator'].pk}", world.township)

    assert mine.status_code == 200
    assert not Extension.objects.exists()


def test_another_units_people_are_not_there(client, world, exam, attempt):
    client.force_login(world["operator.elsewhere"])

    assert client.get(url("exam_watch", exam)).status_code == 404
    assert extend(client, exam, "all").status_code == 404


def test_a_unit_outside_hers_is_a_404(operator, world, exam):
    assert operator.get(url("exam_watch", exam, make.county())).status_code == 404


def test_a_refusal_is_shown(organiser, exam, attempt):
    type(exam).objects.filter(pk=exam.pk).update(
        opens_at=timezone.now() - timedelta(hours=3),
        closes_at=timezone.now() - timedelta(hours=2),
        results_at=timezone.now() - timedelta(hours=1),
    )

    response = extend(organiser, exam, "all")

    assert "The results are out; no more time can be given." in response.content.decode()


def test_a_word_is_in_the_inbox_and_with_the_next_reply(organiser, world, exam, attempt):
    tell(organiser, exam, "all")

    assert Message.objects.get(person=world["officer"], url=f"/exams/{exam.pk}/").body
    assert Attempt.objects.get().told == 1


def test_a_word_to_a_village_is_not_told_to_the_next_one(organiser, world, exam, attempt):
    other = make.attempt(exam, world["officer.neighbour"])

    tell(organiser, exam, f"unit:{attempt.unit.code}", world.township)

    told = {a.pk: a.told for a in Attempt.objects.all()}
    assert told == {attempt.pk: 1, other.pk: 0} or other.unit == attempt.unit


def test_a_word_stands_on_the_paper(client, world, exam, attempt):
    client.force_login(world["organiser"])
    tell(client, exam, f"person:{attempt.person_id}", world.township)
    client.force_login(attempt.person)

    page = client.get(attempt.get_absolute_url())
    reply = client.get(reverse("exams:attempt_detail", kwargs={"pk": attempt.pk})).json()

    assert "Stay calm." in page.content.decode()
    assert (reply["told"], reply["words"][0]["text"]) == (1, "Stay calm.")
