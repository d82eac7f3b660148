"""Messages are sent by the apps and read by people."""

from django.utils import timezone

from inbox.models import Message


def send(people, title, body="", url="", key=""):
    """One message to each of them; a key that a person has had already is not sent again.

    Titles carry no resident's name: they are read over a shoulder. `url` is a path of ours.
    """
    now = timezone.now()
    messages = [
        Message(person=person, title=title, body=body, url=url, key=key, sent_at=now)
        for person in people
    ]
    Message.objects.bulk_create(messages, batch_size=500, ignore_conflicts=True)


def mark_read(message):
    """The first reading counts."""
    Message.objects.filter(pk=message.pk, read_at=None).update(read_at=timezone.now())


def mark_all_read(person):
    """Returns how many were still unread."""
    return Message.objects.unread_by(person).update(read_at=timezone.now())
