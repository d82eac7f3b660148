import pytest
from django.urls import reverse

from tests import make

pytestmark = pytest.mark.django_db
LIST = "/inbox/"


@pytest.fixture
def ana(client):
    ana = make.person()
    client.force_login(ana)
    return ana


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_number_of_queries(client, ana, count, django_assert_num_queries):
    for _number in range(count):
        make.message(ana)

    with django_assert_num_queries(8):
        client.get(LIST)


def test_the_list_says_when_it_is_empty(client, ana):
    make.message()

    assert "No messages yet." in client.get(LIST).content.decode()


def test_the_newest_message_is_first_and_twenty_fill_a_page(client, ana):
    messages = [make.message(ana, f"Message {number:02d}") for number in range(21)]

    page = client.get(LIST).context["page"]

    assert list(page) == messages[:0:-1]
    assert page.has_next()


def test_looking_at_a_message_does_not_mark_it_read(client, ana):
    message = make.message(ana, body="On Saturday.")

    response = client.get(message.get_absolute_url())

    message.refresh_from_db()
    assert "On Saturday." in response.content.decode()
    assert not message.is_read


def test_opening_a_message_marks_it_read_and_goes_on(client, ana):
    message = make.message(ana, url="/courses/")

    response = client.post(reverse("inbox:message_open", kwargs={"pk": message.pk}))

    message.refresh_from_db()
    assert message.is_read
    assert response["Location"] == "/courses/"


def test_a_message_without_an_address_is_opened_itself(client, ana):
    message = make.message(ana)

    response = client.post(reverse("inbox:message_open", kwargs={"pk": message.pk}))

    assert response["Location"] == message.get_absolute_url()


def test_a_message_to_somebody_else_does_not_exist(client, ana):
    message = make.message()

    assert client.get(message.get_absolute_url()).status_code == 404
    assert client.post(reverse("inbox:message_open", kwargs={"pk": message.pk})).status_code == 404


def test_all_are_marked_as_read_at_once(client, ana):
    make.message(ana)
    make.message(ana)

    response = client.post(reverse("inbox:message_read_all"), follow=True)

    assert "2 messages marked as read." in response.content.decode()
    assert ana.messages.unread().count() == 0


@pytest.mark.parametrize("name", ["message_open", "message_read_all"])
def test_get_changes_nothing(client, ana, name):
    message = make.message(ana)
    kwargs = {"pk": message.pk} if name == "message_open" else {}

    assert client.get(reverse(f"inbox:{name}", kwargs=kwargs)).status_code == 405
