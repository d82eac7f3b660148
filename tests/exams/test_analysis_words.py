from exams import analysis_words


def test_what_is_below_nothing_has_a_minus_and_no_hyphen():
    assert analysis_words.points(-9.44) == "−9.4%"
    assert analysis_words.decimal(-0.07) == "−0.07"
