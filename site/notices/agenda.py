"""What this app asks of a person on a day."""

from django.urls import reverse
from django.utils.translation import gettext as _

from notices.models import Notice, Receipt
from organisation.agenda import AgendaItem, MenuItem, Urgency
from organisation.models import Unit
from organisation.periods import Month
from organisation.rights import Act

MOST_UNREAD = 3
State = Notice.State


def agenda(person, day):
    return [*_to_read(person, day), *_to_approve(person, day), *_to_draft(person, day)]


def _to_read(person, day):
    """The newest first; of today, so that nothing old stands before the day's own work."""
    unread = Receipt.objects.of(person).unread().select_related("notice").order_by("-pk")
    for receipt in unread[:MOST_UNREAD]:
        notice = receipt.notice
        title = _("Read the notice: %(title)s") % {"title": notice.title}
        yield AgendaItem(day, title, notice.get_absolute_url(), act=_("Read"))


def _to_approve(person, day):
    for notice in Notice.objects.approvable_by(person).filter(state=State.CHECKED):
        title = _("Approve the notice: %(title)s") % {"title": notice.title}
        yield AgendaItem(
            day, title, notice.get_absolute_url(), Urgency.NOW, act=_("Look through it")
        )


def _to_draft(person, day):
    """Drafts to check, notices to issue, and last month's when nobody has begun it."""
    units = Unit.objects.run_by(person, Act.DRAFT_NOTICES).counties()
    if not units:
        return
    last = Month.of(day).previous
    notices = Notice.objects.filter(unit__in=units)
    begun = False
    for notice in notices.filter(month__gte=last.first) | notices.living():
        begun = begun or notice.period == last
        words, act = {
            State.WRITING: (_("Check the draft: %(title)s"), _("Check it")),
            State.DRAFT: (_("Check the draft: %(title)s"), _("Check it")),
            State.APPROVED: (_("Issue the notice: %(title)s"), _("Go and issue it")),
        }.get(notice.state, ("", ""))
        if words:
            yield AgendaItem(day, words % {"title": notice}, notice.get_absolute_url(), act=act)
    if not begun:
        title = _("Begin the notice of %(month)s") % {"month": last.label}
        yield AgendaItem(day, title, reverse("notices:notice_list"), act=_("Begin"))


def menu(person):
    items = []
    if Unit.objects.run_by(person, Act.SEE_BOARD).exists():
        items.append(MenuItem(_("Board of the Eight Ones"), reverse("notices:board")))
    if Unit.objects.serving(person).exists():
        items.append(MenuItem(_("Progress notices"), reverse("notices:notice_list")))
    return items
