"""Where those who run the website go; like every app's `agenda.py` it answers `menu(person)`."""

from django.urls import reverse
from django.utils.translation import gettext as _

from organisation.agenda import MenuItem
from organisation.periods import today
from organisation.rights import Act, posts_that_may

# The living page of components is for those who write pages and those who run the machine.
STAFF = {*posts_that_may(Act.EDIT_SITE), *posts_that_may(Act.WATCH_JOBS)}


def menu(person):
    kinds = set(person.posts_on(today()).values_list("kind", flat=True))
    places = [
        (_("Site office"), reverse("wagtailadmin_home"), set(posts_that_may(Act.EDIT_SITE))),
        (_("Style guide"), reverse("portal:style_guide"), STAFF),
    ]
    return [MenuItem(title, url) for title, url, may in places if kinds & may]
