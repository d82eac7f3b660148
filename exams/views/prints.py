"""Papers, keys and answer sheets as PDF, for a village without a network."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from exams import paper_prints
from exams import papers as contents
from exams.models import Candidate, Exam, Paper
from exams.services import own_papers, papers, pictures
from exams.views.rights import unit_asked_for
from organisation.models import Unit
from organisation.rights import Act
from press import glyphs, pdf


def _printable(request, pk):
    """A paper that is the same for all who have a form of it, and has questions."""
    held = Paper.objects.held_by(request.user).exclude(way=Paper.Way.LOTS)
    paper = get_object_or_404(held, pk=pk)
    content = papers.read_content(paper)
    if not contents.all_questions(content):
        raise Http404
    return paper, content


@require_safe
@login_required
def paper_prints_page(request, pk):
    """What can be printed, form by form."""
    paper, content = _printable(request, pk)
    questions = contents.all_questions(content)
    words = "".join(q["text"] + "".join(o["text"] for o in q["options"]) for q in questions)
    context = {
        "paper": paper,
        "numbers": contents.form_numbers(content),
        "glyphs": glyphs.warning(paper.title + words),
    }
    return render(request, "exams/paper_prints.html", context)


@require_safe
@login_required
def paper_print(request, pk, form, what):
    paper, content = _printable(request, pk)
    if form not in contents.form_numbers(content):
        raise Http404
    with translation.override(settings.LANGUAGE_CODE):
        if what == "sheet":
            data = paper_prints.sheets_of(paper, content, [("", "", form)])
            return _file("answer_sheet", data, f"sheet-{pk}-{form}")
        if what == "key":
            return _file(
                "exam_paper", paper_prints.key_of(paper, content, form), f"key-{pk}-{form}"
            )
        if what != "paper":
            raise Http404
        shown = _pictures_on(contents.content_for(content, form)["questions"])
        data = paper_prints.paper_of(paper, content, form, shown)
        return _file("exam_paper", data, f"paper-{pk}-{form}")


def _pictures_on(questions):
    return pictures.bytes_of(paper_prints.pictures_on(questions))


@require_POST
@login_required
def exam_own_papers(request, pk, what):
    """Each one's own paper with its sheet, or the keys. The first print draws them."""
    held = Exam.objects.held_by(request.user).published().by_lot().select_related("paper")
    exam = get_object_or_404(held, pk=pk)
    called = exam.candidates.all()
    if below := unit_asked_for(request, Act.HOLD_EXAMS):
        called = called.filter(unit__path__startswith=below.path)
    try:
        candidates = own_papers.give_out(exam, called, request.user, timezone.now())
    except own_papers.PrintRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(_list_url(pk, below))
    with translation.override(settings.LANGUAGE_CODE):
        return _file("own_papers", _own_data(exam, candidates, what), f"{what}-{pk}")


def _list_url(pk, below):
    url = reverse("exams:entry_list", kwargs={"pk": pk})
    return f"{url}?unit={below.code}" if below else url


def _own_data(exam, candidates, what):
    if what == "keys":
        return paper_prints.own_keys_of(exam, candidates)
    drawn = {number for candidate in candidates for number in candidate.drawn}
    on_them = [q for q in exam.paper.content["pool"] if q["slot"] in drawn]
    return paper_prints.own_papers_of(exam, candidates, _pictures_on(on_them))


@require_safe
@login_required
def exam_sheets(request, pk):
    """An answer sheet for each who is called, with her name, unit and form."""
    named = Unit.objects.run_by(request.user, Act.ENTER_ANSWERS)
    called = Candidate.objects.filter(exam=pk, unit__in=named)
    same = Exam.objects.on_paper_for(named).exclude(paper__way=Paper.Way.LOTS)
    exam = get_object_or_404(same.select_related("paper"), pk=pk)
    if below := unit_asked_for(request, Act.ENTER_ANSWERS):
        called = called.filter(unit__path__startswith=below.path)
    rows = called.order_by("unit__path", "person__name")
    people = list(rows.values_list("person__name", "unit__name", "form"))
    if not people or len(people) > paper_prints.MOST_SHEETS:
        messages.error(request, _too_many(people))
        return redirect("exams:entry_list", pk=pk)
    with translation.override(settings.LANGUAGE_CODE):
        data = paper_prints.sheets_of(exam.paper, exam.paper.content, people, exam.title)
    return _file("answer_sheet", data, f"sheets-{pk}")


def _too_many(people):
    if not people:
        return _("Nobody is called here.")
    return _("%(number)d sheets are too many for one file. Choose a township first.") % {
        "number": len(people)
    }


def _file(template, data, name):
    response = HttpResponse(pdf.render(template, data), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
