from datetime import UTC, date, datetime

import pytest
from django import forms

from organisation.dates import DayField, MomentField


class BirthForm(forms.Form):
    born_on = DayField(label="Born on")


class OptionalForm(forms.Form):
    left_on = DayField(label="Left on", required=False)


def filled(year, month, day, form=BirthForm, name="born_on"):
    return form({f"{name}_year": year, f"{name}_month": month, f"{name}_day": day})


@pytest.mark.parametrize(
    "parts",
    [("1975", "3", "8"), ("1975", "03", "08"), (" 1975 ", "3月", "8日"), ("１９７５", "３", "８")],
)
def test_three_boxes_make_a_day(parts):
    form = filled(*parts)

    assert form.is_valid()
    assert form.cleaned_data == {"born_on": date(1975, 3, 8)}


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (("", "", ""), "Fill in the day, for example 1975 3 8."),
        (("1975", "", "8"), "Fill in year, month and day, for example 1975 3 8."),
        (("1975", "2", "30"), "There is no such day. Fill it in like 1975 3 8."),
        (("year", "2", "3"), "There is no such day. Fill it in like 1975 3 8."),
        (("0", "2", "3"), "There is no such day. Fill it in like 1975 3 8."),
        (("99999", "2", "3"), "There is no such day. Fill it in like 1975 3 8."),
    ],
)
def test_a_day_that_cannot_be_gets_a_sentence(parts, sentence):
    assert filled(*parts).errors == {"born_on": [sentence]}


def test_an_optional_day_may_stay_empty():
    form = filled("", "", "", OptionalForm, "left_on")

    assert form.is_valid()
    assert form.cleaned_data == {"left_on": None}


def test_what_was_typed_stays_in_the_boxes():
    html = str(filled("1975", "2", "30")["born_on"])

    assert [f'value="{part}"' in html for part in ("1975", "2", "30")] == [True] * 3


def test_a_known_day_fills_the_boxes():
    html = str(BirthForm(initial={"born_on": date(1975, 3, 8)})["born_on"])

    assert 'name="born_on_year" value="1975"' in html
    assert 'id="id_born_on_0"' in html


class MeetingForm(forms.Form):
    begins = MomentField(label="Begins")


def meeting(year, month, day, clock):
    parts = {"year": year, "month": month, "day": day, "clock": clock}
    return MeetingForm({f"begins_{name}": value for name, value in parts.items()})


def test_four_boxes_make_a_moment_of_the_county():
    form = meeting("2026", "12", "1", "８：００")

    assert form.is_valid()
    assert form.cleaned_data == {"begins": datetime(2026, 12, 1, 0, 0, tzinfo=UTC)}


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (("", "", "", ""), "Fill in the day and the time, for example 8:00."),
        (("2026", "12", "1", ""), "Fill in the day and the time, for example 8:00."),
        (("2026", "2", "30", "8:00"), "There is no such day. Fill it in like 1975 3 8."),
        (("2026", "12", "1", "25:00"), "Write the time like 9:00 or 14:30."),
    ],
)
def test_a_moment_that_cannot_be_gets_a_sentence(parts, sentence):
    assert meeting(*parts).errors == {"begins": [sentence]}


def test_a_known_moment_fills_the_boxes():
    moment = datetime(2026, 12, 1, 0, 30, tzinfo=UTC)
    html = str(MeetingForm(initial={"begins": moment})["begins"])

    assert [f'value="{part}"' in html for part in ("2026", "12", "1", "8:30")] == [True] * 4
