"""My day: what every app asks of a person, in the order of the page (DESIGN.md §4)."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from competitions import agenda as competitions
from courses import agenda as courses
from credentials import agenda as credentials
from exams import agenda as exams
from inbox import agenda as inbox
from intake import agenda as intake
from notices import agenda as notices
from organisation import agenda as organisation
from organisation import duty_days
from organisation.agenda import AgendaItem, MenuItem, Urgency
from organisation.models import Post
from organisation.periods import start_of
from portal import website
from programme import agenda as programme
from records import agenda as records

# In this order where two things are equally urgent.
APPS = [
    records, exams, courses, competitions, credentials, programme, notices, inbox, intake,
    organisation,
]  # fmt: skip
# Where one may go, in groups of what belongs together.
GROUPS = [
    (gettext_lazy("Village records"), [records]),
    (gettext_lazy("Learning, exams and contests"), [courses, exams, competitions, credentials]),
    (gettext_lazy("Progress and messages"), [notices, programme, inbox]),
    (gettext_lazy("People and places"), [organisation, intake]),
    (gettext_lazy("Website"), [website]),
]
SHOWN = 5


@dataclass(frozen=True)
class MyDay:
    now: AgendaItem | None  # the nearest deadline
    tasks: list[AgendaItem]  # everything else, today's first
    next: AgendaItem | None  # the next session she attends
    to_do: int  # today's, the one of `now` among them

    @property
    def today_count(self):
        """Today's without the one of `now`."""
        return self.to_do - (self.now is not None)

    @property
    def first(self):
        return self.tasks[:SHOWN]

    @property
    def more(self):
        return len(self.tasks[SHOWN:])


def my_day(person, day):
    return arranged([item for app in APPS for item in app.agenda(person, day)])


def arranged(items):
    """One thing now, the rest by urgency and time, the nearest session."""
    by_urgency = {urgency: [] for urgency in Urgency}
    for item in sorted(items, key=_moment):
        by_urgency[item.urgency].append(item)
    now, today, later = (by_urgency[u] for u in (Urgency.NOW, Urgency.TODAY, Urgency.LATER))
    return MyDay(
        now=now[0] if now else None,
        tasks=now[1:] + today + later,
        next=next(iter(by_urgency[Urgency.NEXT]), None),
        to_do=len(now) + len(today),
    )


def duty_of(posts, day):
    """For those who keep a village's records: "five" or "ten" on a duty day, else nothing."""
    keeps_records = any(post.kind == Post.Kind.INFORMATION_OFFICER for post in posts)
    if not keeps_records or not duty_days.is_duty_day(day):
        return ""
    return "five" if day.day % 10 == 5 else "ten"


def lead_of(my_day, duty):
    """The sentence under the date: whether it is a duty day, and how much there is to do."""
    said = {
        "five": _("On duty today (a day of five). "),
        "ten": _("On duty today (a day of ten). "),
    }.get(duty, "")
    if not my_day.to_do:
        return said
    count = ngettext(
        "There is %(counter)s thing to do.", "There are %(counter)s things to do.", my_day.to_do
    )
    return said + count % {"counter": my_day.to_do}


@dataclass(frozen=True)
class Group:
    title: str
    items: list[MenuItem]


def places(person):
    """Every place of every app this person may go to; groups without any are left out."""
    found = (Group(title, [i for app in apps for i in app.menu(person)]) for title, apps in GROUPS)
    return [group for group in found if group.items]


def _moment(item):
    return item.when if isinstance(item.when, datetime) else start_of(item.when)
