"""What an exam says about its questions, as those read it who hold exams or watch over them."""

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from exams import sat
from exams.models import Analysis, Option, Picture, QuestionAnalysis, Score, Version
from exams.services import analyses
from tests import make

pytestmark = pytest.mark.django_db
PAGES = ("exam_analysis", "exam_analysis_units", "exam_analysis_question", "exam_analysis_table")


def text_of(response):
    return " ".join(response.content.decode().split())


def url(exam, name="exam_analysis", slot=1):
    keys = {"pk": exam.pk}
    if name == "exam_analysis_question":
        keys["version"] = exam.paper.content["questions"][slot - 1]["version"]
    return reverse(f"exams:{name}", kwargs=keys)


@pytest.fixture
def organiser(client, world):
    client.force_login(world["organiser"])
    return world["organiser"]


@pytest.fixture
def supervisor(client, world):
    client.force_login(world["supervisor"])
    return world["supervisor"]


def over(**fields):
    return make.exam(at=timezone.now() - timedelta(days=2), **fields)


def changed(exam, slot, **fields):
    """The row of a question, with other figures than its sittings gave."""
    row = QuestionAnalysis.objects.filter(analysis__run__exam=exam, slot=slot)
    row.update(**fields)
    return row.get()


def test_the_exam_is_told_in_words(client, organiser):
    page = text_of(client.get(url(make.analysed(title="Typing exam"))))

    assert "<h1>Typing exam · Analysis</h1>" in page
    assert "Half of 30 people got" in page
    assert "See the numbers" in page
    assert "10 of 30, 33.3%" in page


def test_a_low_reliability_says_how_many_questions_it_would_take(client, organiser):
    exam = make.analysed()
    Analysis.objects.update(alpha=0.5)

    page = text_of(client.get(url(exam)))

    assert "Good for the whole county and its townships, not for single people." in page
    assert "To compare people it would take about 12 questions like these, not 3." in page


def test_below_thirty_people_the_sample_is_too_small(client, organiser):
    page = text_of(client.get(url(make.analysed(people=29))))

    assert "The sample is too small: 29 people." in page
    assert "0 of 3 questions should be looked at." in page


def test_of_fewer_than_five_people_nothing_is_shown(client, organiser):
    exam = make.analysed(people=4)

    page = text_of(client.get(url(exam)))

    assert "Fewer than 5 people handed in." in page
    assert [client.get(url(exam, name)).url for name in PAGES[1:]] == [url(exam)] * 3


def test_until_the_job_has_run_the_page_says_so(client, organiser):
    exam = over()

    page = text_of(client.get(url(exam)))

    assert "It is being worked out" in page
    assert [client.get(url(exam, name)).url for name in PAGES[1:]] == [url(exam)] * 3


def test_an_exam_nobody_sat_has_nothing_to_analyse(client, organiser):
    exam = over()
    analyses.make(exam.marking_run)

    assert "Nobody handed in" in text_of(client.get(url(exam)))


def test_changed_scores_are_told_of(client, organiser):
    exam = make.analysed()
    Score.objects.filter(points__gt=0).update(points=0)

    assert "Scores have changed since" in text_of(client.get(url(exam)))


def test_with_several_tries_it_is_said_that_the_first_counts(client, organiser):
    page = text_of(client.get(url(make.analysed(tries=2))))

    assert "Of a person who sat more than once the first time counts." in page


def slots(page):
    return [row.slot for row in page.context["page"]]


def test_flagged_questions_come_first_and_the_address_sorts_them(client, organiser):
    exam = make.analysed()
    changed(exam, 2, urgency=5, flags=["leaked"], rest_r=0.9)
    changed(exam, 1, urgency=0, flags=[], rest_r=0.1)
    changed(exam, 3, urgency=1, flags=["idle_option"], rest_r=None)

    orders = {
        sort: slots(client.get(url(exam), {"sort": sort}))
        for sort in ("look", "number", "facility", "r", "nonsense")
    }

    assert orders == {
        "look": [2, 3, 1],
        "number": [1, 2, 3],
        "facility": [3, 2, 1],
        "r": [1, 2, 3],
        "nonsense": [2, 3, 1],
    }


def test_a_question_says_who_chose_what_and_what_to_do(client, organiser):
    exam = make.analysed()
    changed(exam, 1, urgency=6, flags=["key"])

    page = text_of(client.get(url(exam, "exam_analysis_question")))

    assert "The key may be wrong: look at it." in page
    assert "have the exam marked again" in page
    assert "A. red" in page
    assert "the best third 100.0%, the last third 0.0%" in page


def test_a_picture_is_shown_to_who_keeps_the_bank_and_told_to_others(client, world):
    exam = make.analysed()
    picture = Picture.objects.create(sha256="a" * 64, data=b"", width=40, height=30)
    Version.objects.update(picture=picture, picture_alt="a keyboard")
    Option.objects.filter(key="a").update(text="", picture=picture, picture_alt="a mouse")
    pages = {}
    for who in ("organiser", "supervisor"):
        client.force_login(world[who])
        pages[who] = text_of(client.get(url(exam, "exam_analysis_question")))

    assert 'alt="a keyboard"' in pages["organiser"]
    assert '<p class="hint">a keyboard</p>' in pages["supervisor"]
    assert all("A. a mouse" in page for page in pages.values())


def test_who_keeps_the_bank_is_led_to_the_question_others_are_not(client, world):
    exam = make.analysed()
    question = Version.objects.get(pk=exam.paper.content["questions"][0]["version"]).question
    led = {}
    for who in ("organiser", "supervisor"):
        client.force_login(world[who])
        page = text_of(client.get(url(exam, "exam_analysis_question")))
        led[who] = question.get_absolute_url() in page

    assert led == {"organiser": True, "supervisor": False}


def test_a_question_names_the_other_exams_it_was_asked_in(client, organiser):
    bank = make.bank(questions=1)
    first = make.exam(bank_=bank, title="First", at=timezone.now() - timedelta(days=40))
    make.analysed(first, 5)
    second = make.exam(bank_=bank, title="Second", at=timezone.now() - timedelta(days=2))
    make.analysed(second, 5)

    page = text_of(client.get(url(second, "exam_analysis_question")))

    assert url(first, "exam_analysis_question") in page
    assert page.index("First") < page.rindex("Second")


@pytest.fixture
def two_forms(monkeypatch):
    """Thirty people of each of two forms, those of the second one hardly right in anything."""
    monkeypatch.setattr(sat, "form_of", lambda attempt: "12"[attempt.person.name < "M"])
    exam = over(questions=2)
    for name, answers in (("A", {}), ("Z", {1: "a", 2: "a"})):
        for number in range(30):
            given = answers if number else {1: "a"}
            make.handed_in(exam, make.person(name=f"{name}{number}"), given, now=exam.opens_at)
    analyses.make(exam.marking_run)
    return exam


def test_forms_stand_beside_each_other_with_what_their_difference_means(
    client, organiser, two_forms
):
    page = text_of(client.get(url(two_forms)))
    question = text_of(client.get(url(two_forms, "exam_analysis_question")))

    assert "Form 2 came out lower than form 1 by 96.7%, more than chance makes" in page
    assert "number 1 of form 1, number 1 of form 2" in question


def test_a_question_of_another_exam_is_not_there(client, organiser):
    exam, other = make.analysed(people=5), make.analysed(people=5)
    keys = {"pk": exam.pk, "version": other.paper.content["questions"][0]["version"]}

    answer = client.get(reverse("exams:exam_analysis_question", kwargs=keys))

    assert answer.status_code == 404


@pytest.fixture
def by_township(world):
    """Six people of one township and four of the other, all right in one of two."""
    exam = over(questions=2)
    for village, people in ((world.village, 6), (world.elsewhere, 4)):
        for _n in range(people):
            person = make.person()
            make.candidate(exam, person, village)
            make.handed_in(exam, person, {1: "a"}, now=exam.opens_at)
    analyses.make(exam.marking_run)
    return exam


def test_townships_have_intervals_and_small_ones_are_withheld(client, supervisor, by_township):
    answer = client.get(url(by_township, "exam_analysis_units"))

    page = text_of(answer)
    rows = [(row.people, row.withheld, row.passed_between) for row in answer.context["rows"]]
    assert rows == [(6, False, "0.0–39.0%"), (4, True, "")]
    assert "fewer than 5 people" in page
    assert "no ranking" in page


def test_a_supervisor_sees_it_from_the_results_on_an_organiser_once_it_is_over(client, world):
    now = timezone.now()
    exam = make.exam(
        at=now - timedelta(days=2),
        results_at=now + timedelta(days=1),
    )
    codes = {}
    for who in ("organiser", "supervisor"):
        client.force_login(world[who])
        codes[who] = client.get(url(exam)).status_code

    assert codes == {"organiser": 200, "supervisor": 404}


def test_an_exam_that_runs_has_no_analysis_yet(client, organiser):
    assert client.get(url(make.exam())).status_code == 404


@pytest.mark.parametrize("who", ["organiser", "supervisor"])
def test_the_progress_of_an_exam_leads_to_its_analysis(client, world, who):
    exam = make.exam([world.county], at=timezone.now() - timedelta(days=2))
    client.force_login(world[who])

    page = text_of(client.get(reverse("exams:exam_progress", kwargs={"pk": exam.pk})))

    assert url(exam) in page


def test_an_operator_is_not_led_to_what_is_not_hers(client, world):
    exam = make.exam([world.county], at=timezone.now() - timedelta(days=2))
    client.force_login(world["operator"])

    page = text_of(client.get(reverse("exams:exam_progress", kwargs={"pk": exam.pk})))

    assert url(exam) not in page


def test_the_management_page_leads_there_once_the_exam_is_over(client, organiser):
    pages = [
        text_of(client.get(exam.get_absolute_url())) for exam in (over(), make.exam(questions=1))
    ]

    assert ["/analysis/" in page for page in pages] == [True, False]


def sheets(client, exam):
    answer = client.get(url(exam, "exam_analysis_table"))
    book = openpyxl.load_workbook(BytesIO(answer.content))
    return answer, {sheet.title: list(sheet.iter_rows()) for sheet in book}


def test_the_table_holds_exam_questions_options_and_townships(client, organiser):
    exam = make.analysed(title="Typing exam")

    answer, found = sheets(client, exam)

    assert 'filename="Typing exam, analysis.xlsx"' in answer["Content-Disposition"]
    assert list(found) == ["Exam", "Questions", "Options", "Townships"]
    assert {name: len(rows) for name, rows in found.items()}["Questions"] == 4
    assert len(found["Options"]) == 10
    assert [cell.value for cell in found["Questions"][1][:2]] == [1, "1"]
    assert found["Questions"][1][6].value == QuestionAnalysis.objects.get(slot=1).facility


def test_nothing_in_the_table_is_a_formula(client, organiser):
    exam = make.analysed(title="=1+1", people=5)
    Version.objects.update(text="=HYPERLINK(1)")
    Option.objects.update(text="@SUM(1)")

    _answer, found = sheets(client, exam)

    cells = [cell for rows in found.values() for row in rows for cell in row]
    texts = {cell.value for cell in cells if cell.data_type == "s"}
    assert {"=1+1", "=HYPERLINK(1)", "@SUM(1)"} <= texts
    assert [cell for cell in cells if cell.data_type == "f" or cell.hyperlink] == []


@pytest.mark.parametrize("name", PAGES)
def test_looking_changes_nothing(client, organiser, name):
    exam = make.analysed(people=5)
    before = list(Analysis.objects.values())

    client.get(url(exam, name))

    assert list(Analysis.objects.values()) == before


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("name", "queries"), list(zip(PAGES, (11, 8, 17, 9), strict=True)))
def test_a_page_takes_as_many_queries_for_one_question_as_for_three(
    client, organiser, name, queries, count, django_assert_num_queries
):
    exam = make.analysed(people=5, questions=count)
    client.get(url(exam, name))

    with django_assert_num_queries(queries):
        client.get(url(exam, name))
