from exams.practice.daily import MOST_DUE, Done, Item, interleaved, todays


def items(*topics, first=1):
    return [Item(number, topic) for number, topic in enumerate(topics, start=first)]


def topics(found):
    return [item.topic for item in found]


def numbers(found):
    return [item.question for item in found]


def test_topics_come_in_turn():
    assert topics(interleaved(items(1, 1, 1, 2, 2, 3))) == [1, 2, 1, 2, 1, 3]


def test_the_topic_of_the_last_answer_does_not_come_at_once_again():
    assert topics(interleaved(items(1, 1, 2), last_topic=1)) == [2, 1, 1]


def test_within_a_topic_the_order_stays():
    assert numbers(interleaved(items(1, 1, 1))) == [1, 2, 3]


def test_a_day_asks_fifteen_old_questions_and_five_new_ones():
    due, fresh = items(*[1] * 40), items(*[2] * 9, first=101)

    day = todays(due, fresh, Done())

    assert sorted(numbers(day)) == [*range(1, 16), *range(101, 106)]


def test_what_was_answered_today_is_not_asked_for_again():
    due, fresh = items(*[1] * 40), items(*[2] * 9, first=101)

    day = todays(due, fresh, Done(due=14, fresh=5))

    assert numbers(day) == [1]


def test_whoever_wants_more_finds_no_more_than_thirty():
    due = items(*[1] * 40)

    more = todays(due, [], Done(due=15), due_a_day=MOST_DUE, fresh_a_day=0)

    assert len(more) == 15


def test_a_day_without_anything_is_empty():
    assert todays([], [], Done()) == []
