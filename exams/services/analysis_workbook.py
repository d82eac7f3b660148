"""An analysis as a workbook: texts are texts and numbers numbers, nothing is a formula."""

import io
import re

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from exams import analysis_words as words
from exams.analysis_page import texts_of
from exams.templatetags.sitting import said
from organisation.models import Unit

# Excel holds no longer text in a cell.
LONGEST = 32_000


def workbook(analysis):
    """The bytes of the file: exam, questions, options, townships."""
    questions = analysis.questions.order_by("slot", "pk")
    questions = questions.select_related("version__question__topic")
    questions = list(questions.prefetch_related("version__options"))
    sheets = [
        (_("Exam"), _exam(analysis)),
        (_("Questions"), _questions(questions)),
        (_("Options"), _options(questions)),
        (_("Townships"), _townships(analysis)),
    ]
    file = io.BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, safe) as book:
        for name, rows in sheets:
            _write(book.add_worksheet(re.sub(r"[\[\]:*?/\\']", " ", name)[:31]), rows)
    return file.getvalue()


def _write(page, rows):
    page.freeze_panes(1, 0)
    page.set_column(0, max(len(rows[0]) - 1, 0), 16)
    for place, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, int | float):
                page.write_number(place, column, cell)
            elif cell is not None:
                page.write_string(place, column, str(cell)[:LONGEST])


def _exam(analysis):
    exam, figures = analysis.run.exam, analysis.figures
    return [
        [_("Figure of the exam"), _("Value")],
        [_("Exam"), exam.title],
        [_("Marking run"), analysis.run.number],
        [_("Handed in"), analysis.people],
        [_("Passed"), figures["passed"]],
        [_("Points on average, percent"), figures["mean"]],
        [_("Median, percent"), figures["median"]],
        [_("Standard deviation, percent"), figures["sd"]],
        [_("Alpha"), analysis.alpha],
        [_("Standard error, percent"), figures["standard_error"]],
        [_("What it is good for"), words.reliability(analysis.alpha, figures["questions"])],
    ]


def _questions(questions):
    heads = [
        _("No."), _("Form of the paper"), _("Question"), _("Kind of question"),
        pgettext("of questions", "Topic"), _("People"), _("Facility"), _("Standard deviation"),
        _("r with the rest"), _("Discrimination index"), _("Discriminative efficiency"),
        _("Best third"), _("Last third"), _("Rasch difficulty"), _("Look at"),
        _("What to do about it"),
    ]  # fmt: skip
    return [heads, *(_question(one) for one in questions)]


def _question(one):
    version, flags = one.version, words.explained(one.flags)
    topic = version.question.topic
    return [
        one.slot, _forms(one), version.text, version.get_type_display(),
        topic.label if topic else None, one.people, one.facility, one.spread, one.rest_r,
        None if one.rest_r is None else 100 * one.rest_r, one.efficiency,
        one.details["top"], one.details["bottom"], one.difficulty,
        " ".join(sentence for sentence, _advice in flags),
        " ".join(advice for _sentence, advice in flags),
    ]  # fmt: skip


def _forms(one):
    return ", ".join(sorted(one.details["slots"]))


def _options(questions):
    heads = [
        _("No."),
        _("Form of the paper"),
        _("Option"),
        _("Wording"),
        _("Right"),
        _("People"),
        _("Share of answers"),
        _("r"),
    ]
    return [heads, *(row for one in questions for row in _options_of(one))]


def _options_of(one):
    texts = texts_of(one.version)
    return [
        [
            one.slot,
            _forms(one),
            option["id"].upper() if option["id"] in texts else None,
            said(texts.get(option["id"], option["id"]), one.version.type),
            _("right") if option["right"] else None,
            option["people"],
            option["share"],
            option["r"],
        ]
        for option in one.details["options"]
    ]


def _townships(analysis):
    rows = analysis.figures["townships"]
    units = Unit.objects.filter(path__in=[row["key"] for row in rows])
    names = dict(units.values_list("path", "name"))
    keys = ["people", "mean", "mean_low", "mean_high", "passed", "share_low", "share_high"]
    heads = [
        _("Unit"), _("People"), _("Points on average, percent"), _("Mean from"), _("Mean to"),
        _("Passed"), _("Share passed from"), _("Share passed to"), _("Note"),
    ]  # fmt: skip
    return [
        heads,
        *(
            [
                names.get(row["key"], ""),
                *(row[key] for key in keys),
                _("withheld: fewer than 5 people") if row["mean"] is None else None,
            ]
            for row in rows
        ),
    ]
