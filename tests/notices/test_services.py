import json
from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django_q.models import OrmQ

from inbox.models import Message
from ledger.jobs import perform
from notices import document, services
from notices.models import Notice, Receipt
from notices.tasks import draft_last_month
from organisation.models import Post
from organisation.periods import Month, today
from tests import make

pytestmark = pytest.mark.django_db
K = Post.Kind


def test_a_draft_is_written_by_a_job():
    notice = services.begin_draft(make.supervisor(), make.county(), Month.current())
    [queued] = OrmQ.objects.all()

    perform(*queued.task["args"])

    notice.refresh_from_db()
    assert (notice.state, notice.figures["month"]) == ("draft", str(Month.current()))


def test_a_draft_is_written_once_for_each_wish():
    notice = make.progress_notice("draft")
    services.save_draft(None, notice, title="Changed")

    services.write_draft(notice)

    assert Notice.objects.get().title == "Changed"


def test_a_month_has_one_notice():
    notice = make.progress_notice("draft")

    with pytest.raises(services.NoticeRefused, match="already"):
        services.begin_draft(None, notice.unit, notice.period)


def test_a_month_that_has_not_begun_has_no_notice():
    with pytest.raises(services.NoticeRefused, match="not begun"):
        services.begin_draft(None, make.county(), Month.current().next)


def test_who_checked_does_not_approve():
    notice, both = make.progress_notice("draft"), make.supervisor()
    make.post(both, K.LEADER)
    services.check(both, notice)

    with pytest.raises(services.NoticeRefused, match="does not approve"):
        services.approve(both, notice)


def test_the_database_keeps_the_two_apart():
    notice = make.progress_notice("checked")

    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.filter(pk=notice.pk).update(approved_by=notice.checked_by)


def test_a_step_is_taken_once():
    notice = make.progress_notice("draft")
    services.check(make.supervisor(), notice)

    with pytest.raises(services.NoticeRefused, match="moved on"):
        services.check(make.supervisor(), notice)


def test_what_is_checked_is_not_changed():
    with pytest.raises(services.NoticeRefused, match="moved on"):
        services.save_draft(None, make.progress_notice("checked"), title="Changed")


def test_what_was_sent_back_is_a_draft_with_a_remark():
    notice = make.progress_notice("approved")

    services.send_back(None, notice, "The second line is wrong.")

    assert (notice.state, notice.remark, notice.approved_by) == (
        "draft", "The second line is wrong.", None,
    )  # fmt: skip


def test_numbers_follow_one_another_in_a_year():
    first, second = (
        make.progress_notice(month=Month(2026, 8)),
        make.progress_notice(month=Month(2026, 9)),
    )

    assert [(n.year, n.number) for n in (first, second)] == [(2026, 1), (2026, 2)]
    assert first.number_words == "No. 1 of 2026"


def test_the_number_is_in_the_language_of_the_reader():
    notice = make.progress_notice(month=Month(2026, 8))

    with translation.override("zh-hans"):
        assert notice.number_words == "2026 年第 1 期"


@pytest.mark.parametrize(
    ("taken", "words"),
    [
        (datetime(2026, 8, 27, 9, 5), "Figures as of 27 August 2026 9:05."),
        (datetime(2026, 9, 1, 6, 0), "Figures up to the end of 31 August 2026."),
    ],
)
def test_a_notice_says_how_far_its_figures_reach(taken, words):
    notice = make.progress_notice("draft", Month(2026, 8))
    notice.written_at = timezone.make_aware(taken)

    assert document.as_of(notice) == words


def test_only_what_was_approved_is_issued():
    with pytest.raises(services.NoticeRefused, match="moved on"):
        services.issue(None, make.progress_notice("checked"))

    assert Notice.objects.get().number is None


def test_everybody_with_a_post_is_told_once():
    officer = make.person(K.INFORMATION_OFFICER)
    make.post(officer, K.TOWNSHIP_OPERATOR, make.township())

    notice = make.progress_notice()

    assert Receipt.objects.of(officer).count() == 1
    assert Message.objects.get(person=officer).url == notice.get_absolute_url()


def test_figures_are_frozen():
    make.village()
    notice = make.progress_notice()
    before = json.dumps(notice.figures)

    make.connection(make.village())

    assert json.dumps(Notice.objects.get().figures) == before


def test_an_issued_notice_is_put_right_by_a_new_one():
    notice = make.progress_notice()

    correction = services.begin_correction(make.supervisor(), notice)
    services.write_draft(correction)

    correction.refresh_from_db()
    assert (correction.corrects, correction.month) == (notice, notice.month)
    assert correction.title.endswith(f"(correction of No. 1 of {notice.year})")


def test_a_draft_is_changed_not_corrected():
    with pytest.raises(services.NoticeRefused, match="not issued"):
        services.begin_correction(None, make.progress_notice("draft"))


def test_reading_is_noted_once_and_the_message_with_it():
    officer = make.person(K.INFORMATION_OFFICER)
    notice = make.progress_notice()

    services.mark_read(officer, notice)
    first = Receipt.objects.get(person=officer).read_at
    services.mark_read(officer, notice)

    assert Receipt.objects.get(person=officer).read_at == first
    assert not Message.objects.unread_by(officer).exists()


def test_the_clock_begins_the_draft_of_last_month_once():
    make.county()

    draft_last_month(today().isoformat())
    draft_last_month(today().isoformat())

    assert Notice.objects.get().period == Month.of(today()).previous


def test_the_clock_leaves_a_month_alone_that_has_a_notice():
    notice = make.progress_notice(month=Month(2026, 8))

    services.draft_last_month(date(2026, 9, 1))

    assert Notice.objects.get() == notice
