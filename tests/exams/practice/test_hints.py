from exams.practice.hints import Hint, hint_of


def choice(*fractions):
    options = [{"id": "abcd"[n], "text": "", "fraction": f} for n, f in enumerate(fractions)]
    return {"type": "single", "options": options}


def typed(text, fraction="1"):
    return {
        "type": "shortanswer",
        "options": [],
        "parts": [{"id": "1", "text": ""}],
        "accepted": [{"part": "1", "text": text, "fraction": fraction}],
    }


def paired():
    return {
        "type": "matching",
        "options": [{"id": "1", "text": "Ottawa"}, {"id": "2", "text": "Rome"}],
        "parts": [{"id": "1", "text": "Canada"}, {"id": "2", "text": "Italy"}],
        "pairs": {"1": "1", "2": "2"},
    }


def test_of_several_options_one_wrong_is_named():
    assert hint_of(choice("1", "0", "0"), ["c", "a", "b"]) == Hint("not", "b")


def test_of_two_options_a_hint_would_be_the_answer():
    assert hint_of(choice("1", "0"), ["a", "b"]) is None


def test_where_all_options_are_right_nothing_is_named():
    assert hint_of(choice("1", "1", "1"), ["a", "b", "c"]) is None


def test_of_a_word_the_beginning_and_the_length_are_said():
    assert hint_of(typed("printer"), []) == Hint("begins", "p", length=7)


def test_one_sign_is_not_given_away():
    assert hint_of(typed("7"), []) is None


def test_what_fits_anything_has_no_beginning():
    assert hint_of(typed("*er"), []) is None
    assert hint_of(typed("printer", fraction="0.5"), []) is None


def test_of_pairs_the_first_is_said():
    assert hint_of(paired(), []) == Hint("goes", "Canada", "Ottawa")
