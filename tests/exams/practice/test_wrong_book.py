from datetime import date, timedelta

from exams.practice.wrong_book import Place, after_right, after_wrong, taken_back

DAY = date(2026, 8, 15)
NEXT = DAY + timedelta(days=1)
LATER = DAY + timedelta(days=2)


def entered():
    return after_wrong(Place(), DAY)


def test_a_wrong_answer_puts_a_question_in():
    assert entered() == Place(entered_on=DAY)


def test_a_right_answer_puts_nothing_in():
    assert after_right(Place(), DAY) == Place()


def test_two_right_answers_on_different_days_let_it_out():
    place = after_right(after_right(entered(), DAY), NEXT)

    assert place.left_on == NEXT
    assert not place.is_in


def test_two_right_answers_on_one_day_are_one():
    place = after_right(after_right(entered(), DAY), DAY)

    assert place.is_in
    assert place.right_days == 1


def test_a_right_answer_after_a_hint_lets_nothing_out():
    place = after_right(after_right(entered(), DAY), NEXT, hinted=True)

    assert place.is_in


def test_a_wrong_answer_between_begins_from_the_beginning():
    place = after_right(after_wrong(after_right(entered(), DAY), NEXT), LATER)

    assert place == Place(entered_on=DAY, right_days=1, last_right_on=LATER)


def test_what_has_left_comes_in_again_when_it_is_wrong():
    left = after_right(after_right(entered(), DAY), NEXT)

    assert after_wrong(left, LATER) == Place(entered_on=LATER)


def test_leaving_can_be_taken_back():
    left = after_right(after_right(entered(), DAY), NEXT)

    assert taken_back(left) == Place(entered_on=DAY)
