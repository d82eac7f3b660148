from datetime import date

import pytest
from django.utils import timezone

from inbox.agenda import agenda, menu
from tests import make

pytestmark = pytest.mark.django_db
DAY = date(2026, 8, 15)


def test_one_unread_message_is_named():
    message = make.message(title="The autumn term begins")

    [item] = agenda(message.person, DAY)

    assert [item.title, item.url] == ["The autumn term begins", message.get_absolute_url()]


def test_several_unread_messages_are_counted():
    ana = make.person()
    make.message(ana)
    make.message(ana)

    [item] = agenda(ana, DAY)

    assert [item.title, item.url] == ["2 unread messages", "/inbox/"]


def test_read_messages_ask_for_nothing():
    message = make.message(read_at=timezone.now())

    assert agenda(message.person, DAY) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_agenda_takes_one_query(count, django_assert_num_queries):
    ana = make.person()
    for _number in range(count):
        make.message(ana)

    with django_assert_num_queries(1):
        agenda(ana, DAY)


def test_everybody_has_an_inbox():
    assert [item.url for item in menu(make.person())] == ["/inbox/"]
