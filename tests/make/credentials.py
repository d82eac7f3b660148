from itertools import count

from credentials.models import Certificate
from credentials.services import issue
from tests.make.organisation import county
from tests.make.organisation import person as a_person

__all__ = ["given_certificate"]

_numbers = count(1)


def given_certificate(
    person=None, *, unit=None, kind=Certificate.Kind.AWARD, text="First prize", **more
):
    """Given to a person, or, with a `holder`, to a unit of that name."""
    if person is None and "holder" not in more:
        person = a_person()
    key = more.pop("key", f"test.{next(_numbers)}")
    return issue(
        kind, key=key, unit=unit or county(), title="Certificate", text=text, person=person, **more
    )
