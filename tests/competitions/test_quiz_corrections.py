"""After the lock a line of the ledger is put right by two people, in new lines and a new result."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from competitions.models import Correction, QuizEvent, ResultSnapshot
from competitions.services import corrections, results
from competitions.services.refusal import ContestRefused
from competitions.showing import shown_of
from ledger.models import Entry as LogEntry
from organisation.models import Post
from tests import make

pytestmark = pytest.mark.django_db

REASON = "The jury looked it up: the answer was right"


@pytest.fixture
def quiz():
    """02 is at 110, 01 at 90, 03 at 100; signed and published."""
    made = make.quiz()
    make.put(made)
    make.deed(made, "quick 1 claim 01")
    make.deed(made, "quick 1 claim 02")
    make.deed(made, "quick 1 answer 01 wrong")
    make.deed(made, "quick 1 answer 02 right")
    make.quiz_result(made)
    return made


def line(quiz, number):
    related = ("quiz__stage", "quiz__rule_set", "team__entry")
    return QuizEvent.objects.select_related(*related).get(quiz=quiz, number=number)


def propose(quiz, number=4, decision="right", person=None):
    return corrections.propose_line(line(quiz, number), decision, REASON, person or make.person())


def address(name, pk):
    return reverse(f"competitions:{name}", args=[pk])


def standing_of(data):
    return [(row["code"], row["total"], row["rank"]) for row in data["results"]]


def test_an_approved_correction_is_new_lines_and_a_new_result(quiz):
    before = quiz.stage.snapshots.get()

    snapshot = corrections.approve(propose(quiz), make.person())

    assert (snapshot.number, snapshot.published_at) == (2, None)
    assert standing_of(snapshot.data) == [("01", "110", 1), ("02", "100", 2), ("03", "100", 2)]
    acts = quiz.events.filter(number__gt=5).values_list("act", "outcome")
    assert list(acts) == [("reverse", ""), ("reverse", ""), ("answer", "right")]
    assert ResultSnapshot.objects.get(pk=before.pk).data == before.data


def test_until_it_is_published_everybody_sees_the_old_result(client, quiz):
    snapshot = corrections.approve(propose(quiz), make.person())

    before = standing_of(shown_of(quiz.stage).data)
    ledger = client.get(address("quiz_ledger", quiz.pk)).content.decode()
    results.publish(snapshot, make.person())

    assert before[0] == ("02", "110", 1)
    assert len(ledger.splitlines()) == 1 + 3 + 5
    assert standing_of(shown_of(quiz.stage).data)[0] == ("01", "110", 1)


def test_everybody_reads_what_was_corrected_and_why(client, quiz):
    results.publish(corrections.approve(propose(quiz), make.person()), make.person())

    for name, pk in (("quiz_record", quiz.pk), ("result_list", quiz.stage_id)):
        assert REASON in client.get(address(name, pk)).content.decode()


def test_who_proposes_does_not_approve(quiz):
    person = make.person()
    made = propose(quiz, person=person)

    with pytest.raises(ContestRefused, match="Another person must approve"):
        corrections.approve(made, person)

    assert quiz.events.count() == 5


@pytest.mark.parametrize(
    ("number", "decision", "words"),
    [
        (4, "wrong", "Nothing would change."),
        (1, "void", "This line cannot be corrected."),
    ],
)
def test_what_would_change_nothing_or_cannot_be_is_refused(quiz, number, decision, words):
    with pytest.raises(ContestRefused, match=words):
        propose(quiz, number, decision)

    assert Correction.objects.count() == 0


def test_a_question_may_be_thrown_out(quiz):
    snapshot = corrections.approve(propose(quiz, decision="void"), make.person())

    assert {row["total"] for row in snapshot.data["results"]} == {"100"}


def test_before_the_signature_the_host_puts_it_right():
    quiz = make.quiz()
    make.put(quiz)
    make.deed(quiz, "quick 1 claim 01")
    make.deed(quiz, "quick 1 answer 01 right")

    with pytest.raises(ContestRefused, match="not signed yet"):
        propose(quiz, 3, "wrong")


def test_the_host_still_writes_nothing(quiz):
    corrections.approve(propose(quiz), make.person())

    with pytest.raises(ContestRefused, match="The result is locked."):
        make.put(quiz)


def test_a_line_corrected_once_can_be_corrected_again(quiz):
    corrections.approve(propose(quiz), make.person())
    new = quiz.events.order_by("-number").first()

    snapshot = corrections.approve(propose(quiz, new.number, "wrong"), make.person())

    assert ("01", "90", 3) in standing_of(snapshot.data)


def test_it_is_about_one_thing_only(quiz):
    made = propose(quiz)
    performance = quiz.stage.performances.first()

    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.filter(pk=made.pk).update(performance=performance)


def test_every_step_is_in_the_log(quiz):
    corrections.approve(propose(quiz), make.person())

    verbs = LogEntry.objects.filter(stream=quiz.stage.log).order_by("number")
    asked, *written, approved = verbs.filter(pk__gt=verbs.get(verb="published").pk)
    assert (asked.verb, asked.facts["line"]) == ("correction proposed", 4)
    assert [entry.verb for entry in written] == ["quiz"] * 3
    assert (approved.verb, approved.facts["reason"]) == ("correction approved", REASON)


# --- in the browser --------------------------------------------------------------------------


def test_it_goes_through_the_browser(client, quiz):
    client.force_login(make.person(Post.Kind.ORGANISER))
    page = client.get(address("corrections", quiz.stage_id)).content.decode()
    given = {"event": line(quiz, 4).pk, "decision": "right", "reason": REASON}
    proposed = client.post(address("correct_line", quiz.pk), given)
    client.force_login(make.person(Post.Kind.ORGANISER))
    shown = client.get(proposed.url).content.decode()

    client.post(address("correction_approve", Correction.objects.get().pk))
    client.post(address("result_publish", quiz.stage.snapshots.get(number=2).pk))

    assert address("correct_line", quiz.pk) in page
    assert "right" in shown
    assert standing_of(shown_of(quiz.stage).data)[0][0] == "01"


def test_bad_input_is_answered_and_nothing_is_lost(client, quiz):
    client.force_login(make.person(Post.Kind.ORGANISER))

    page = client.post(
        address("correct_line", quiz.pk), {"event": "999", "decision": "nearly", "reason": REASON}
    ).content.decode()

    assert "There are 2 things to put right" in page
    assert f'value="{REASON}"' in page


def test_a_refusal_is_shown_and_looking_changes_nothing(client, quiz):
    client.force_login(make.person(Post.Kind.ORGANISER))
    given = {"event": line(quiz, 4).pk, "decision": "wrong", "reason": REASON}

    client.get(address("correct_line", quiz.pk), given)
    page = client.post(address("correct_line", quiz.pk), given).content.decode()

    assert "Nothing would change." in page
    assert Correction.objects.count() == 0


def test_another_units_quiz_is_not_found(client, quiz):
    client.force_login(make.person(Post.Kind.TOWNSHIP_OPERATOR, make.township()))

    assert client.get(address("correct_line", quiz.pk)).status_code == 404
