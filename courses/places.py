"""The places of learning, side by side on top of each of them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from exams.agenda import menu as exam_menu
from organisation.models import Unit
from organisation.rights import Act


@dataclass(frozen=True)
class Place:
    title: str
    url: str
    current: bool = False


def places_of(person, here):
    """Where she may go; `here` is the name of the page's address."""
    pages = [
        ("course_list", _("Schedule")),
        ("session_mine", _("My sessions")),
        ("lesson_list", _("Lessons")),
    ]
    if Unit.objects.run_by(person, Act.TAKE_ATTENDANCE).exists():
        pages.append(("plan_list", _("Plan")))
    places = [Place(title, reverse(f"courses:{name}"), name == here) for name, title in pages]
    return [*places, *(Place(item.title, item.url) for item in exam_menu(person))]
