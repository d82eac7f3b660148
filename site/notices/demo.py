"""This app's part of the invented county: a year of notices, the newest ones still on the way."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from ledger.models import Series
from notices import drafting
from notices.board import board
from notices.models import Notice, Receipt
from notices.services import STREAM
from notices.sheet import measured
from organisation.models import Post
from organisation.periods import today

State = Notice.State
# How many have read a notice: all but a few of the old ones, two in three of the newest.
READ_OLD, READ_NEWEST = 0.96, 0.68


def build(demo):
    """Issued notices up to the month before last; last month's waits for the leader, and the
    draft of the current month for the supervisor."""
    *past, last, current = demo.months
    memory = {}
    with translation.override(settings.LANGUAGE_CODE):
        issued = [_issued(demo, month, memory) for month in past]
        waiting = _notice(demo, last, memory, State.CHECKED)
        waiting.checked_by = demo.accounts["supervisor"]
        draft = _notice(demo, current, memory, State.DRAFT)
    Notice.objects.bulk_create([*issued, waiting, draft])
    Series.objects.bulk_create(
        [
            Series(name=f"{STREAM} {year}", last=max(n.number for n in issued if n.year == year))
            for year in sorted({notice.year for notice in issued})
        ]
    )
    _receipts(demo, issued)


def _notice(demo, month, memory, state):
    sheet = measured(board, demo.county, month, min(demo.day, today()), memory)
    title = _("Progress of training and of the Eight Ones in %(month)s")
    return Notice(
        unit=demo.county,
        month=month.first,
        state=state,
        title=title % {"month": sheet.month.label},
        figures=sheet.as_json(),
        drafted_by=demo.accounts["supervisor"],
        written_at=_moment(min(month.next.first, demo.day), 8),
        **drafting.sections(sheet),
    )


def _issued(demo, month, memory):
    notice = _notice(demo, month, memory, State.ISSUED)
    notice.checked_by = demo.accounts["supervisor"]
    notice.approved_by = demo.accounts["leader"]
    notice.year, notice.number = month.year, month.number
    notice.issued_at = _moment(month.next.first + timedelta(days=demo.rng.randint(2, 5)), 10)
    return notice


def _moment(day, hour):
    return timezone.make_aware(datetime.combine(day, time(hour)))


def _receipts(demo, notices):
    first = {}
    posts = Post.objects.on(demo.day).order_by("pk").values_list("person", "unit")
    for person, unit in posts:
        first.setdefault(person, unit)
    unread = {demo.accounts["trainee"].pk, demo.accounts["operator"].pk}
    rows = []
    for notice in notices:
        newest = notice is notices[-1]
        for person, unit in first.items():
            reads = demo.rng.random() < (READ_NEWEST if newest else READ_OLD)
            if person in unread:
                reads = not newest
            after = timedelta(hours=demo.rng.randint(0, 90), minutes=demo.rng.randint(0, 59))
            read_at = min(notice.issued_at + after, _moment(demo.day, 7)) if reads else None
            rows.append(Receipt(notice=notice, person_id=person, unit_id=unit, read_at=read_at))
    Receipt.objects.bulk_create(rows, batch_size=2_000)
