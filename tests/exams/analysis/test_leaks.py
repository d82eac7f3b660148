from exams.analysis.leaks import Use, leaked


def use(facility, people=100):
    return Use(facility, 0.5, people)


def test_three_standard_errors_are_the_limit():
    # Each error is 0.05, both together 0.0707, three times that 0.2121.
    assert leaked({1: use(0.712)}, {1: use(0.5)}) == set()
    assert leaked({1: use(0.713)}, {1: use(0.5)}) == {1}


def test_a_fall_is_no_leak():
    assert leaked({1: use(0.2)}, {1: use(0.9)}) == set()


def test_what_was_never_asked_before_cannot_have_got_about():
    assert leaked({1: use(0.99)}, {2: use(0.1)}) == set()


def test_what_all_have_learnt_is_taken_off():
    first = {key: use(0.4) for key in range(5)}
    now = {key: use(0.7) for key in range(5)} | {0: use(0.95)}

    assert leaked(now, first) == {0}
