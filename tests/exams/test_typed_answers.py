"""A sitting with questions that are typed, matched and put in order, without JavaScript."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from exams.models import Attempt, Score, Version
from exams.services import exams, papers, sittings
from tests import make

pytestmark = pytest.mark.django_db
TYPES = ("shortanswer", "fill", "numerical", "matching", "ordering")


@pytest.fixture
def attempt():
    bank = make.bank()
    for type_ in TYPES:
        make.question_of(type_, bank)
    return make.attempt(make.exam(bank_=bank))


@pytest.fixture
def page(client, attempt):
    client.force_login(attempt.person)
    return reverse("exams:sitting", kwargs={"pk": attempt.pk})


def question(attempt, type_):
    content = attempt.exam.paper.content
    return next(q for q in content["questions"] if q["type"] == type_)


def posted(client, page, attempt, type_, chosen=(), **typed):
    """What is kept after a post with these fields: `chosen`, and what is typed into q_1, q_2."""
    ticket = client.get(page).context["ticket"]
    slot = question(attempt, type_)["slot"]
    data = {"ticket": ticket, "epoch": "0", "slot": slot, "go": "1", "flag": []}
    data |= {name.replace("q_", f"q{slot}."): text for name, text in typed.items()}
    data[f"q{slot}"] = chosen
    client.post(page, data)
    return sittings.answers_so_far(attempt).get(slot)


def pairs_of(attempt, type_):
    return [f"{part}:{option}" for part, option in question(attempt, type_)["pairs"].items()]


def test_what_is_typed_is_kept_by_its_part(client, page, attempt):
    assert posted(client, page, attempt, "shortanswer", q_1=" red ") == ["1:red"]
    assert posted(client, page, attempt, "fill", q_1="rosy", q_2="") == ["1:rosy"]
    assert posted(client, page, attempt, "numerical", q_1="3" * 300) == ["1:" + "3" * 200]


def test_what_is_chosen_line_by_line_is_kept(client, page, attempt):
    right = pairs_of(attempt, "matching")

    assert posted(client, page, attempt, "matching", chosen=[*right, ""]) == right
    assert posted(client, page, attempt, "ordering", chosen=["1:2"]) == ["1:2"]


def test_the_page_shows_again_what_was_answered(client, page, attempt):
    posted(client, page, attempt, "shortanswer", q_1='a "b" <c>')
    posted(client, page, attempt, "ordering", chosen=["2:1"])

    html = client.get(page).content.decode()

    assert 'value="a &quot;b&quot; &lt;c&gt;"' in html
    assert '<option value="2:1" selected>2</option>' in html


def test_the_page_holds_no_accepted_answer(client, page, attempt):
    html = client.get(page).content.decode()

    assert "pink" not in html
    assert "3.14" not in html
    assert "rosy" not in html


def test_the_whole_paper_as_json_holds_no_accepted_answer(client, attempt):
    client.force_login(attempt.person)
    body = json.dumps({"exam": attempt.exam_id, "nonce": "n"})

    reply = client.post(reverse("exams:attempt_start"), body, content_type="application/json")

    questions = {q["type"]: q for q in reply.json()["questions"]}
    assert questions["shortanswer"]["options"] == []
    assert [part["text"] for part in questions["matching"]["parts"]] == ["Canada", "Italy"]
    assert sorted(o["text"] for o in questions["ordering"]["options"]) == [
        "sign in", "switch off", "switch on",
    ]  # fmt: skip
    assert "pink" not in reply.content.decode()


def test_a_sitting_of_every_type_is_marked_and_reviewed(client, page, attempt):
    posted(client, page, attempt, "shortanswer", q_1="pink")
    posted(client, page, attempt, "fill", q_1="red", q_2="2")
    posted(client, page, attempt, "numerical", q_1="4")
    posted(client, page, attempt, "matching", chosen=pairs_of(attempt, "matching"))
    posted(client, page, attempt, "ordering", chosen=pairs_of(attempt, "ordering"))
    sittings.submit(attempt.pk, "form", 1, "key", 0, timezone.now())

    assert Score.objects.get().points == 10 + 20 + 0 + 20 + 20
    done = Attempt.objects.get()
    done.exam.results_at = done.exam.closes_at = timezone.now()
    done.exam.save()
    html = client.get(reverse("exams:result", kwargs={"pk": done.pk})).content.decode()
    assert "nearly" in html
    assert "3.14 ± 0.5" in html


@pytest.mark.parametrize("type_", ["essay", "task", "description"])
def test_what_people_mark_is_not_drawn_and_all_of_a_bank_is_refused(type_):
    bank = make.bank(questions=2)
    make.question_of(type_, bank)

    exam = make.exam(bank_=bank, published=False, count=2)

    assert {row.version.type for row in exam.paper.questions.all()} == {"single"}
    with pytest.raises(papers.PaperRefused, match="marked by people or ask nothing"):
        papers.draw(exam.paper, bank, (), None, "seed")


def test_a_paper_with_a_text_that_asks_nothing_is_not_published():
    exam = make.exam(questions=1, published=False)
    row = exam.paper.questions.get()
    row.version = make.question_of("description")
    row.save()

    with pytest.raises(exams.ExamRefused, match="asks nothing"):
        exams.publish(exam, None)


def test_every_type_that_is_marked_by_key_is_on_the_list():
    people = {Version.Type.ESSAY, Version.Type.TASK, Version.Type.DESCRIPTION}

    assert {*Version.BY_KEY} == {*Version.Type} - people
