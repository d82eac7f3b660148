"""The life of a notice: begun, written, checked, approved by another, issued, read."""

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from inbox.models import Message
from inbox.services import mark_read as mark_message_read
from inbox.services import send
from ledger import log
from ledger.jobs import enqueue
from ledger.numbers import next_number
from notices import drafting
from notices.board import board
from notices.models import Notice, Receipt
from notices.sheet import measured
from organisation.models import Post, Unit
from organisation.periods import Month, today

STREAM = "notices"
State = Notice.State


class NoticeRefused(Exception):
    """Its message may be shown to the person who asked."""


@transaction.atomic
def begin_draft(person, unit, month):
    """An empty draft, and a job that writes it."""
    if month > Month.of(today()):
        raise NoticeRefused(_("This month has not begun yet."))
    if Notice.objects.filter(unit=unit).of_month(month).exists():
        raise NoticeRefused(_("There is a notice of this month already."))
    return _begin(person, unit, month, None)


@transaction.atomic
def begin_correction(person, notice):
    """An issued notice is never changed: a new one of the same month says what is right."""
    if not notice.is_issued:
        raise NoticeRefused(_("This notice is not issued yet. Change the draft itself."))
    return _begin(person, notice.unit, notice.period, notice)


def _begin(person, unit, month, corrects):
    try:
        with transaction.atomic():
            notice = Notice.objects.create(
                unit=unit, month=month.first, drafted_by=person, corrects=corrects
            )
    except IntegrityError:
        raise NoticeRefused(_("There is a draft of this month already.")) from None
    log.append(STREAM, "draft begun", person, notice=notice.pk, month=str(month))
    _queue(notice)
    return notice


def _queue(notice):
    key = f"write notice {notice.pk} {timezone.now().timestamp()}"
    enqueue("notices.tasks.compile_draft", notice.pk, key=key)


@transaction.atomic
def rewrite_draft(person, notice):
    """With the figures of now; the text that stands there is replaced."""
    _move(notice, [State.DRAFT], State.WRITING)
    log.append(STREAM, "draft to be written again", person, notice=notice.pk)
    _queue(notice)


@transaction.atomic
def write_draft(notice):
    """Takes the figures and writes the text, in the county's language; once for each wish."""
    if not Notice.objects.filter(pk=notice.pk, state=State.WRITING).exists():
        return
    with translation.override(settings.LANGUAGE_CODE):
        sheet = measured(board, notice.unit, notice.period, today())
        text = drafting.sections(sheet)
        title = _("Progress of training and of the Eight Ones in %(month)s") % {
            "month": sheet.month.label
        }
        if notice.corrects_id:
            title = _("%(title)s (correction of %(number)s)") % {
                "title": title,
                "number": notice.corrects.number_words,
            }
    Notice.objects.filter(pk=notice.pk, state=State.WRITING).update(
        state=State.DRAFT,
        title=title[:120],
        figures=sheet.as_json(),
        written_at=timezone.now(),
        **text,
    )
    log.append(STREAM, "draft written", notice=notice.pk)


@transaction.atomic
def save_draft(person, notice, **text):
    if not Notice.objects.filter(pk=notice.pk, state=State.DRAFT).update(**text):
        raise _changed_meanwhile()
    log.append(STREAM, "draft changed", person, notice=notice.pk)


@transaction.atomic
def check(person, notice):
    """The supervisor answers for the text and the figures; now it waits for approval."""
    _move(notice, [State.DRAFT], State.CHECKED, checked_by=person, remark="")
    log.append(STREAM, "checked", person, notice=notice.pk)


@transaction.atomic
def send_back(person, notice, remark):
    _move(
        notice, [State.CHECKED, State.APPROVED], State.DRAFT,
        remark=remark, checked_by=None, approved_by=None,
    )  # fmt: skip
    log.append(STREAM, "sent back", person, notice=notice.pk, why=remark)


@transaction.atomic
def approve(person, notice):
    if person.pk in (notice.drafted_by_id, notice.checked_by_id):
        raise NoticeRefused(
            _("Who wrote or checked a notice does not approve it. Ask another leader.")
        )
    _move(notice, [State.CHECKED], State.APPROVED, approved_by=person)
    log.append(STREAM, "approved", person, notice=notice.pk)


@transaction.atomic
def issue(person, notice):
    """Gives the number, keeps the figures for ever, and tells everybody it is for."""
    now = timezone.now()
    year = notice.month.year
    _move(
        notice, [State.APPROVED], State.ISSUED,
        year=year, number=next_number(f"{STREAM} {year}"), issued_at=now,
    )  # fmt: skip
    people = _address(notice, timezone.localdate(now))
    title = _("Notice: %(title)s") % {"title": notice.title}
    send(people, title[:120], url=notice.get_absolute_url(), key=_message_key(notice))
    log.append(STREAM, "issued", person, notice=notice.pk, number=notice.number, year=year)


def _address(notice, day):
    """Everybody with a post in the unit or below it gets a receipt to sign."""
    units = Unit.objects.within(notice.unit)
    posts = Post.objects.on(day).filter(unit__in=units).select_related("person").order_by("pk")
    first = {}
    for post in posts:
        first.setdefault(post.person_id, post)
    Receipt.objects.bulk_create(
        [
            Receipt(notice=notice, person=post.person, unit_id=post.unit_id)
            for post in first.values()
        ],
        batch_size=500,
    )
    return [post.person for post in first.values()]


def _message_key(notice):
    return f"notice {notice.pk}"


def mark_read(person, notice):
    """The first reading counts; the message about it is read, too."""
    Receipt.objects.of(person).filter(notice=notice, read_at=None).update(read_at=timezone.now())
    for message in Message.objects.unread_by(person).filter(key=_message_key(notice)):
        mark_message_read(message)


def draft_last_month(day):
    """For the clock, on the first days of a month: every county gets its draft, once."""
    month = Month.of(day).previous
    for county in Unit.objects.counties().valid_on(day):
        if not Notice.objects.filter(unit=county).of_month(month).exists():
            begin_draft(None, county, month)


def _move(notice, states, to, **changes):
    """One step, taken once, whoever else may be pressing the same button."""
    moved = Notice.objects.filter(pk=notice.pk, state__in=states).update(state=to, **changes)
    if not moved:
        raise _changed_meanwhile()
    notice.refresh_from_db()


def _changed_meanwhile():
    return NoticeRefused(_("The notice has moved on meanwhile. Look at it again."))
