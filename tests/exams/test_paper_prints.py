"""What is printed of a paper: the words and boxes that typst is given."""

import pytest
from django.urls import reverse

from exams import paper_prints
from exams.models import Version
from exams.pictures import drawn
from exams.services import paper_making, papers, pictures
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper():
    """One question of each type that a key marks."""
    paper, bank = make.paper(questions=0, title="Spring", minutes=30), make.bank()
    types = ("single", "truefalse", "fill", "matching", "ordering")
    paper_making.add(paper, [make.question_of(type_, bank) for type_ in types])
    return paper


def test_options_are_lettered_and_truth_is_asked_by_signs(paper):
    printed = paper_prints.paper_of(paper, papers.content_of(paper))

    options = [question["options"] for question in printed["questions"]]
    assert options[0] == [["A", "red", ""], ["B", "green", ""]]
    assert options[1] == []
    assert printed["questions"][3]["parts"] == [["1", "Canada"], ["2", "Italy"]]
    assert printed["facts"] == ["5 points altogether", "30 minutes"]
    assert (printed["draft"], printed["footer"]) == ("Draft", "")


def test_a_sheet_has_boxes_for_choices_and_lines_for_the_rest(paper):
    printed = paper_prints.sheets_of(paper, papers.content_of(paper), [("Li", "Zhang", 1)])

    (sheet,) = printed["sheets"]
    assert (sheet["name"], sheet["unit"], sheet["form"]) == ("Li", "Zhang", "Form 1")
    assert [box["signs"] for box in sheet["boxes"]] == [["A", "B"], ["√", "×"], [], [], []]
    assert [len(box["lines"]) for box in sheet["boxes"]] == [0, 0, 2, 2, 3]


def test_the_key_says_each_right_answer(paper):
    printed = paper_prints.key_of(paper, papers.content_of(paper))

    assert [row[:2] for row in printed["rows"]][:2] == [["1", "A"], ["2", "√"]]


def test_a_published_paper_prints_its_check_sum_and_no_watermark(paper, world):
    exam = make.exam([world.township], paper=paper)

    printed = paper_prints.paper_of(exam.paper, exam.paper.content)

    assert printed["draft"] == ""
    assert printed["footer"] == f"Check sum {exam.paper.sha256[:16]}…"


def test_pictures_of_a_question_and_of_an_option_are_printed(client, world):
    version = make.question(make.bank())
    shown = pictures.keep(drawn(make.image_bytes()), world["organiser"])
    Version.objects.filter(pk=version.pk).update(picture=shown, picture_alt="a mouse")
    version.options.filter(key="a").update(picture=shown, picture_alt="a mouse")
    paper = make.paper(questions=0)
    paper_making.add(paper, [version])
    client.force_login(world["organiser"])

    kwargs = {"pk": paper.pk, "form": 1, "what": "paper"}
    pdf = client.get(reverse("exams:paper_print", kwargs=kwargs))

    assert paper_prints.pictures_on(papers.content_of(paper)["questions"]) == {shown.sha256}
    assert pdf.content.count(b"/Subtype /Image") + pdf.content.count(b"/Subtype/Image") > 0
