from hypothesis import given
from hypothesis import strategies as st

from exams.formats.questions import comparison_key, pinned_keys
from tests.make.exams import parsed_question


def pinned(*options):
    return pinned_keys(parsed_question(options=options).answers)


def test_the_key_ignores_width_compatibility_forms_and_white_space():
    assert comparison_key("⼀共 （２）Ａ") == comparison_key("一共(2)A")


def test_the_key_keeps_what_changes_the_meaning():
    assert comparison_key("10²") != comparison_key("102")


@given(st.text())
def test_the_key_of_a_key_is_itself(text):
    assert comparison_key(comparison_key(text)) == comparison_key(text)


def test_the_same_question_in_another_order_has_the_same_hash():
    one = parsed_question("Q?", right="a", options=("red", "green"))
    other = parsed_question("Ｑ?", right="b", options=("green", "red"))

    assert one.hash == other.hash


def test_another_key_is_another_question():
    one = parsed_question("Q?", right="a")
    other = parsed_question("Q?", right="b")

    assert one.hash != other.hash


def test_all_of_the_above_keeps_its_place():
    assert pinned("甲", "乙", "以上都对") == {"c"}
    assert pinned("red", "green", "All of the above") == {"c"}


def test_an_ordinary_option_with_such_words_moves():
    assert pinned("全部都是活动窗口", "只有一个", "两个") == set()


def test_when_an_option_names_letters_none_moves():
    assert pinned("甲", "乙", "A和B都对") == {"a", "b", "c"}
