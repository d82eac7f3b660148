from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from inbox import services
from inbox.models import Message
from tests import make

pytestmark = pytest.mark.django_db


def test_send_reaches_everybody():
    people = [make.person(), make.person()]

    services.send(people, "The autumn term begins", url="/courses/")

    assert {message.person for message in Message.objects.all()} == set(people)


def test_send_with_a_key_is_sent_once():
    ana, bai = make.person(), make.person()

    services.send([ana], "The term begins", key="term:1")
    services.send([ana, bai], "The term begins", key="term:1")

    assert sorted(Message.objects.values_list("person", flat=True)) == sorted([ana.pk, bai.pk])


def test_send_without_a_key_is_always_sent():
    ana = make.person()

    services.send([ana], "The timetable changed")
    services.send([ana], "The timetable changed")

    assert Message.objects.count() == 2


def test_send_to_many_takes_the_same_number_of_queries(django_assert_num_queries):
    people = [make.person() for _number in range(3)]

    with django_assert_num_queries(1):
        services.send(people[:1], "One", key="a")
    with django_assert_num_queries(1):
        services.send(people, "Three", key="b")


def test_send_to_nobody_is_no_fault():
    services.send([], "Nobody")

    assert Message.objects.count() == 0


def test_a_message_leads_only_to_our_own_pages():
    with pytest.raises(IntegrityError):
        make.message(url="https://elsewhere.example/")


def test_the_first_reading_counts():
    yesterday = timezone.now() - timedelta(days=1)
    message = make.message(read_at=yesterday)

    services.mark_read(message)

    message.refresh_from_db()
    assert message.read_at == yesterday


def test_mark_all_read_leaves_others_alone():
    ana = make.person()
    make.message(ana)
    make.message(ana)
    other = make.message()

    assert services.mark_all_read(ana) == 2
    assert list(Message.objects.unread()) == [other]
