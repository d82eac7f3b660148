"""Wagtail asks for groups; whose they are follows from today's posts, not from rows."""

from django.contrib.auth.models import Group

from organisation.periods import today
from organisation.rights import Act, posts_that_may

# Made by Wagtail; what it may do is said in a migration of the portal.
EDITORS = "Editors"


def groups_of(person):
    """The groups that today's posts put a person into."""
    kinds = posts_that_may(Act.EDIT_SITE)
    if person.is_active and person.posts_on(today()).filter(kind__in=kinds).exists():
        return Group.objects.filter(name=EDITORS)
    return Group.objects.none()
