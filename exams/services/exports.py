"""A question bank as a file that imports back equal."""

from django.utils.translation import gettext as _

from exams.formats.question import short
from exams.formats.table_writing import TooLarge
from exams.formats.writing import WRITERS
from exams.models import Version
from exams.services.wordings import neutral


class ExportRefused(Exception):
    """Its message may be shown to the person who asked."""


def questions_in(bank):
    """The wordings in use as neutral questions, topic by topic; three queries."""
    versions = Version.objects.current().filter(bank=bank)
    versions = versions.select_related("question__topic").prefetch_related("options")
    return [neutral(version) for version in versions.order_by("question__topic__name", "question")]


def export(bank, format_):
    """The bytes of the file."""
    questions = questions_in(bank)
    if not questions:
        raise ExportRefused(_("There is no question in this bank."))
    try:
        return WRITERS[format_](questions)
    except TooLarge as fault:
        raise ExportRefused(
            _("This question is too large for a table, choose Moodle XML: %(name)s")
            % {"name": short(fault.question.text)}
        ) from fault
