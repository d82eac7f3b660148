"""A question bank as a file that imports back equal."""

from dataclasses import replace

from django.utils.translation import gettext as _

from exams.formats.question import short
from exams.formats.table_writing import TooLarge
from exams.formats.writing import WITH_PICTURES, WRITERS
from exams.models import Option, Version
from exams.services.wordings import neutral


class ExportRefused(Exception):
    """Its message may be shown to the person who asked."""


def has_pictures(bank):
    versions = Version.objects.current().filter(bank=bank)
    of_an_option = Option.objects.filter(version__in=versions, picture__isnull=False)
    return versions.filter(picture__isnull=False).exists() or of_an_option.exists()


def without_pictures(question):
    """Words alone; an option that is a picture is what the picture shows."""
    answers = [replace(a, text=a.words, picture=None) for a in question.answers]
    return replace(question, answers=answers, picture=None)


def questions_in(bank):
    """The current wordings as neutral questions, topic by topic; as many queries for any bank."""
    versions = Version.objects.current().filter(bank=bank)
    versions = versions.select_related("question__topic", "picture")
    versions = versions.prefetch_related("options__picture")
    return [neutral(version) for version in versions.order_by("question__topic__name", "question")]


def export(bank, format_):
    """The bytes of the file."""
    questions = questions_in(bank)
    if not questions:
        raise ExportRefused(_("There is no question in this bank."))
    try:
        if format_ not in WITH_PICTURES:
            questions = [without_pictures(question) for question in questions]
        return WRITERS[format_](questions)
    except TooLarge as fault:
        raise ExportRefused(
            _("This question is too large for a table, choose Moodle XML: %(name)s")
            % {"name": short(fault.question.text)}
        ) from fault
