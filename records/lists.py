"""How the work of a village reads on a list: group and masked surname, never a health matter."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Count
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organisation.duty_days import is_duty_day, next_duty_day
from organisation.models import Unit
from records import reminders as rules
from records.models import DailyClose, DutyDay, Reminder

WEEK = 7


@dataclass(frozen=True)
class Row:
    title: str
    url: str
    note: str
    tag: str
    tag_kind: str


@dataclass(frozen=True)
class Chip:
    words: str
    url: str
    current: bool


@dataclass
class VillageDay:
    date: object
    duty: bool
    opened: bool
    next_duty: object
    rows: list = field(default_factory=list)
    chips: list = field(default_factory=list)
    to_do: int = 0
    done: int = 0
    shows_done: bool = False
    cleared_villages: int = 0
    villages: int = 0


def home_words(resident, home):
    """3 组 王** 家."""
    words = {"name": resident.masked_surname, "group": home.group if home else ""}
    if home is None:
        return _("%(name)s, not in a household") % words
    return _("Group %(group)s, home of %(name)s") % words


def tag_of(reminder, day):
    """今天, 晚 2 天, 8 月 20 日: (words, kind)."""
    if reminder.state not in rules.OPEN:
        return reminder.get_state_display(), "done"
    late = (day - reminder.due_on).days
    if late > 0:
        return ngettext("%(days)s day late", "%(days)s days late", late) % {"days": late}, "err"
    if late == 0:
        return _("today"), "now"
    return date_format(reminder.due_on, "MONTH_DAY_FORMAT"), ""


def row_of(reminder, day):
    tag, kind = tag_of(reminder, day)
    url = reverse("records:reminder_detail", kwargs={"pk": reminder.pk})
    return Row(reminder.title, url, home_words(reminder.resident, reminder.home), tag, kind)


def by_household(reminders, day):
    """In order of urgency, but everything of one household together: one visit for all of it."""
    ordered = sorted(reminders, key=lambda reminder: rules.sort_key(day, reminder))
    first = {}
    for place, reminder in enumerate(ordered):
        first.setdefault(reminder.household_number or reminder.pk, place)
    return sorted(ordered, key=lambda r: first[r.household_number or r.pk])


def rows_of(reminders, day):
    return [row_of(reminder, day) for reminder in by_household(reminders, day)]


def day_of_village(village, day, show=""):
    """The page 今天: what to do now, narrowed to one kind of it or to what is done."""
    mine = Reminder.objects.filter(village=village)
    open_ = list(mine.shown_on(day).with_home())
    done = mine.filter(
        resolved_on=day, state__in=[Reminder.State.DONE, Reminder.State.DECLINED]
    ).with_home()
    done = list(done)
    shown = done if show == "done" else [r for r in open_ if show in ("", r.group)]
    cleared, villages = week_of_township(village, day)
    return VillageDay(
        date=day,
        duty=is_duty_day(day),
        opened=DutyDay.objects.filter(village=village, date=day).exists(),
        next_duty=next_duty_day(day),
        rows=rows_of(shown, day),
        chips=_chips(village, open_, show),
        to_do=len(open_),
        done=len(done),
        shows_done=show == "done",
        cleared_villages=cleared,
        villages=villages,
    )


def _chips(village, open_, show):
    url = reverse("records:village_today") + f"?village={village.code}"
    chips = [Chip(_("All %(count)s") % {"count": len(open_)}, url, show == "")]
    for group in Reminder.Group:
        chips.append(Chip(group.label, f"{url}&show={group}", show == group))
    return chips


def week_of_township(village, day):
    """(villages that cleared each of the last seven days, villages) of the same township."""
    neighbours = (
        Unit.objects.villages()
        .valid_on(day)
        .filter(path__startswith=village.path[: -village.steplen], depth=village.depth)
    )
    span = (day - timedelta(days=WEEK), day - timedelta(days=1))
    closes = DailyClose.objects.filter(village__in=neighbours, date__range=span, auto=False)
    whole = closes.order_by().values("village").annotate(days=Count("pk")).filter(days=WEEK)
    return whole.count(), neighbours.count()
