from datetime import date

import pytest

from records import id_numbers
from records.id_numbers import Refused, agree, check_character, invented, parse, tidy

TODAY = date(2026, 8, 15)
BORN = date(1980, 3, 8)


def number(sequence, area="371521"):
    first = f"{area}19800308{sequence}"
    return first + check_character(first)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("123", "V01-length"),
        ("37152119800308001A", "V01-length"),
        ("371521800308001", "V07"),
        (number("001")[:17] + ("1" if number("001")[17] != "1" else "2"), "V01"),
        ("371521198002300" + "01", "V01-length"),
    ],
)
def test_a_number_that_does_not_fit_says_why(text, code):
    with pytest.raises(Refused) as refused:
        parse(text, TODAY)

    assert refused.value.code == code


@pytest.mark.parametrize("birth", ["19800230", "18991231", "20260816", "19801301"])
def test_an_impossible_birth_date_is_refused(birth):
    first = f"371521{birth}001"

    with pytest.raises(Refused, match="V02"):
        parse(first + check_character(first), TODAY)


def test_the_published_example_is_right():
    assert check_character("11010519491231002") == "X"


def test_a_number_may_be_typed_with_spaces_and_a_small_x():
    assert parse(" 110105 19491231 002x ", TODAY).text == "11010519491231002X"


def test_full_width_digits_are_read():
    assert tidy("１２－３ｘ") == "123X"


@pytest.mark.parametrize(("sequence", "sex"), [("001", "1"), ("002", "2"), ("000", None)])
def test_the_sex_is_the_17th_digit_but_for_reserved_numbers(sequence, sex):
    assert parse(number(sequence), TODAY).sex == sex


def test_only_sequence_000_is_reserved():
    assert parse(number("000"), TODAY).reserved
    assert not parse(number("001"), TODAY).reserved


def test_another_birth_date_than_the_card_says_is_refused():
    with pytest.raises(Refused, match="V03"):
        agree(parse(number("001"), TODAY), date(1980, 3, 9), "1")


def test_the_other_sex_is_refused():
    with pytest.raises(Refused, match="V04"):
        agree(parse(number("001"), TODAY), BORN, "2")


def test_what_agrees_passes():
    assert agree(parse(number("001"), TODAY), BORN, "1") is None


def test_the_area_is_not_bound_to_the_birth_year():
    """371521 is from 1997, but people born before have it too."""
    assert parse(number("001", area="371521"), TODAY).birth_date == BORN


def test_an_invented_number_is_right_and_reserved():
    assert parse(invented("990001", BORN), TODAY) == id_numbers.IdNumber(
        invented("990001", BORN), BORN, reserved=True
    )
