"""A judge's sheet on paper is typed by two people, neither seeing what the other typed."""

import pytest
from django.urls import reverse

from competitions.services import paper
from competitions.services.refusal import ContestRefused
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser(client):
    person = make.person("organiser", make.county())
    client.force_login(person)
    return person


def url(name, pk):
    return reverse(f"competitions:{name}", args=[pk])


def opened_sheet():
    return make.open_entry(make.stage_with_panel()).sheets.first()


def test_a_paper_sheet_counts_after_a_second_person_typed_the_same():
    sheet = opened_sheet()
    paper.type_in(sheet, make.marks(33), make.person())
    sheet.refresh_from_db()
    assert sheet.state == "pending"

    paper.compare(sheet, make.marks(33), make.person())

    sheet.refresh_from_db()
    assert sheet.state == "submitted"


def test_who_typed_a_paper_sheet_cannot_compare_it():
    sheet = opened_sheet()
    clerk = make.person()
    paper.type_in(sheet, make.marks(), clerk)

    with pytest.raises(ContestRefused, match="Another person"):
        paper.compare(sheet, make.marks(), clerk)


def test_two_people_who_typed_otherwise_read_where():
    sheet = opened_sheet()
    paper.type_in(sheet, make.marks(33, 50), make.person())

    with pytest.raises(paper.MarksDiffer, match="Look at the paper again") as refused:
        paper.compare(sheet, make.marks("38", 50), make.person())

    sheet.refresh_from_db()
    assert sheet.state == "pending"
    assert [(d.first, d.second) for d in refused.value.differences] == [("33", "38")]


def test_a_sheet_that_is_not_typed_yet_is_not_compared():
    sheet = opened_sheet()

    with pytest.raises(ContestRefused, match="not awaited"):
        paper.compare(sheet, make.marks(), make.person())


def test_what_was_typed_from_paper_is_thrown_away_for_the_pad():
    sheet = opened_sheet()
    paper.type_in(sheet, make.marks(), make.person())

    paper.hand_to_pad(sheet, make.person())

    sheet.refresh_from_db()
    assert (sheet.entered_by, sheet.marks.count()) == (None, 0)


def test_a_paper_sheet_goes_through_two_pairs_of_hands(client, organiser):
    sheet = opened_sheet()
    marks = {"mark-content": "30", "mark-manner": "40.5"}
    client.post(url("sheet_paper", sheet.pk), marks)
    client.force_login(make.person("organiser", make.county()))

    page = client.get(url("sheet_paper", sheet.pk)).content.decode()
    client.post(url("sheet_paper", sheet.pk), marks)

    sheet.refresh_from_db()
    assert "40.5" not in page  # the second person types blind
    assert sheet.state == "submitted"


def test_marks_from_paper_that_cannot_be_taken_stay_in_the_form(client, organiser):
    sheet = opened_sheet()
    marks = {"mark-content": "99", "mark-manner": "40.5"}

    page = client.post(url("sheet_paper", sheet.pk), marks).content.decode()

    assert "99 is not on the scale" in page
    assert ('value="99"' in page, 'value="40.5"' in page) == (True, True)


def test_of_two_typed_sheets_the_paper_decides(client, organiser):
    sheet = opened_sheet()
    marks = {"mark-content": "30", "mark-manner": "40.5"}
    client.post(url("sheet_paper", sheet.pk), marks)
    client.force_login(make.person("organiser", make.county()))
    mine = marks | {"mark-content": "36"}

    page = client.post(url("sheet_paper", sheet.pk), mine).content.decode()
    client.post(url("sheet_paper", sheet.pk), mine | {"replace": "1"})
    client.force_login(organiser)
    client.post(url("sheet_paper", sheet.pk), mine)

    sheet.refresh_from_db()
    assert ("The first was wrong" in page, 'value="36"' in page) == (True, True)
    assert (sheet.state, sheet.values()["content"]) == ("submitted", 36)
