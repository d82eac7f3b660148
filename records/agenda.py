"""What the records ask of a person on a day. Titles say how many, never who or what."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organisation.agenda import AgendaItem, MenuItem, Urgency
from organisation.duty_days import is_duty_day
from organisation.models import Unit
from organisation.periods import today
from organisation.rights import Act, posts_that_may
from records.models import DailyClose, DutyDay, Reminder


def agenda(person, day):
    kinds = {post.kind for post in person.posts_on(day)}
    items = []
    if kinds & set(posts_that_may(Act.KEEP_RECORDS)):
        items += _of_officer(person, day)
    if kinds & set(posts_that_may(Act.ASK_FOR_A_FILE)):
        items += _of_operator(person, day)
    return items


def _of_officer(person, day):
    villages = list(Unit.objects.run_by(person, Act.KEEP_RECORDS).villages().valid_on(day))
    if not villages:
        return []
    ids = [unit.pk for unit in villages]
    items = []
    count = Reminder.objects.filter(village__in=ids).shown_on(day).count()
    if count:
        title = ngettext(
            "%(count)s thing to do in the village", "%(count)s things to do in the village", count
        )
        items.append(_item(day, title % {"count": count}, "records:village_today", villages))
    opened = DutyDay.objects.filter(village__in=ids, date=day).count()
    closed = DailyClose.objects.filter(village__in=ids, date=day).count()
    if is_duty_day(day) and opened < len(ids):
        items.append(_item(day, _("Duty day: open the list"), "records:duty_list", villages))
    elif closed < len(ids):
        items.append(_item(day, _("Clear the day"), "records:day_clearing", villages))
    return items


def _of_operator(person, day):
    if not is_duty_day(day):
        return []
    villages = Unit.objects.run_by(person, Act.ASK_FOR_A_FILE).villages().valid_on(day)
    opened = DutyDay.objects.filter(date=day).values("village")
    left = villages.exclude(pk__in=opened).count()
    if not left:
        return []
    title = ngettext(
        "%(count)s village has not opened its duty list today",
        "%(count)s villages have not opened their duty list today",
        left,
    )
    url = reverse("records:village_list")
    return [AgendaItem(day, title % {"count": left}, url, Urgency.TODAY, act=_("Look"))]


def _item(day, title, name, villages):
    names = ", ".join(unit.name for unit in villages)
    return AgendaItem(day, title, reverse(name), Urgency.TODAY, note=names, act=_("Go"))


def menu(person):
    kinds = {post.kind for post in person.posts_on(today())}
    items = []
    if kinds & set(posts_that_may(Act.KEEP_RECORDS)):
        items.append(MenuItem(_("Village today"), reverse("records:village_today")))
        items.append(MenuItem(_("Find someone"), reverse("records:resident_find")))
        items.append(MenuItem(_("Clear the day"), reverse("records:day_clearing")))
    if kinds & set(posts_that_may(Act.SEE_DUTY)):
        items.append(MenuItem(_("How the villages stand"), reverse("records:village_list")))
    if kinds & set(posts_that_may(Act.ASK_FOR_A_FILE)):
        items.append(MenuItem(_("Ask for a file"), reverse("records:file_ask")))
    return items
