from inbox.models import Message
from tests.make.organisation import person

__all__ = ["message"]


def message(to=None, title="The autumn term begins", **fields):
    return Message.objects.create(person=to or person(), title=title, **fields)
