"""What may run later."""

from datetime import date

from notices import services
from notices.models import Notice


def compile_draft(notice_pk):
    services.write_draft(Notice.objects.select_related("unit", "corrects").get(pk=notice_pk))


def draft_last_month(day):
    services.draft_last_month(date.fromisoformat(day))
