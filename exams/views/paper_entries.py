"""Sheets of paper typed in: who is still missing, one sheet, what two people read differently."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from exams import papers
from exams.entry_forms import EntryForm
from exams.models import Attempt, Candidate, Exam
from exams.services import paper_entries
from exams.views.rights import unit_asked_for
from organisation.models import Unit
from organisation.rights import Act

PAGE_SIZE = 20


def _exam(request, pk):
    """The exam, and the units in whose sheets she may type."""
    units = Unit.objects.run_by(request.user, Act.ENTER_ANSWERS)
    exams = Exam.objects.on_paper_for(units).select_related("paper")
    return get_object_or_404(exams, pk=pk), units


@require_safe
@login_required
def entry_list(request, pk):
    exam, units = _exam(request, pk)
    below, is_left = unit_asked_for(request, Act.ENTER_ANSWERS), request.GET.get("left") == "1"
    rows = _listed(exam, units, below, is_left)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    chosen = ({"unit": below.code} if below else {}) | ({"left": "1"} if is_left else {})
    context = {
        "exam": exam, "page": page, "below": below, "is_left": is_left,
        "query": f"{urlencode(chosen)}&" if chosen else "",
        "here": "?" + urlencode({**chosen, "page": page.number}),
        "may_print": exam.paper.is_by_lot and _holds(request.user, exam),
        "townships": units.filter(level=Unit.Level.TOWNSHIP),
        "has_begun": timezone.now() >= exam.opens_at,
    }  # fmt: skip
    return render(request, "exams/entry_list.html", context)


def _holds(person, exam):
    return Exam.objects.held_by(person).filter(pk=exam.pk).exists()


def _listed(exam, units, below, is_left):
    """Who is called, village by village: all of them, or those who have no result."""
    called = Candidate.objects.filter(exam=exam, unit__in=units)
    if below:
        called = called.filter(unit__path__startswith=below.path)
    if is_left:
        sat = Attempt.objects.filter(exam=OuterRef("exam"), person=OuterRef("person"))
        called = called.filter(~Exists(sat))
    of_exam = Prefetch("person__attempts", Attempt.objects.filter(exam=exam), "of_exam")
    rows = called.select_related("person", "unit", "paper_entry").prefetch_related(of_exam)
    return rows.order_by("unit__path", "person__name")


@login_required
def entry(request, pk, candidate_pk):
    """The first or the second entry without a look at the other, or the decision between them."""
    exam, units = _exam(request, pk)
    called = Candidate.objects.filter(exam=exam, unit__in=units)
    called = called.select_related("person", "unit", "paper_entry")
    candidate = get_object_or_404(called, pk=candidate_pk)
    if exam.paper.is_by_lot and not candidate.drawn:
        raise Http404
    there = getattr(candidate, "paper_entry", None)
    said = there.first["form"] if there and there.differs else candidate.form
    number = _number(request.POST.get("form"), exam, said)
    form, doubts = _form(exam, candidate, number, data=request.POST or None)
    if "turn" in request.POST:
        number = _number(request.POST["turn"], exam, number)
        form, doubts = _form(exam, candidate, number, typed=form.typed())
    elif form.is_valid() and _entered(request, form, candidate, there, number):
        return redirect(_list_url(request, pk))
    context = {
        "exam": exam, "candidate": candidate, "entry": there, "form": form, "number": number,
        "numbers": papers.form_numbers(exam.paper.content),
        "lines": form.lines(doubts), "doubts": len(doubts),
        "list_url": _list_url(request, pk),
    }  # fmt: skip
    return render(request, "exams/entry.html", context)


def _list_url(request, pk):
    """The list as she left it: the same township, the same page."""
    kept = {name: request.GET[name] for name in ("unit", "left", "page") if name in request.GET}
    url = reverse("exams:entry_list", kwargs={"pk": pk})
    return f"{url}?{urlencode(kept)}" if kept else url


def _number(given, exam, otherwise):
    """The form of the paper that is meant."""
    number = int(given) if given and given.isdecimal() and len(given) < 3 else otherwise
    return number if number in papers.form_numbers(exam.paper.content) else 1


def _form(exam, candidate, number, **given):
    """(the fields of this form of the paper, what the two read differently: slot → readings)."""
    content = papers.content_for(exam.paper.content, number, candidate.drawn)
    known, readings = _compared(getattr(candidate, "paper_entry", None), number, content)
    return EntryForm(content=content, known=known, **given), readings


def _compared(there, number, content):
    """(slot → what both say alike, slot → the two readings where they do not)."""
    if there is None or not there.differs:
        return {}, {}
    doubts = paper_entries.differences(there, number)
    slots = [question["slot"] for question in content["questions"]]
    sides = (there.first, there.second)
    both = {slot: [paper_entries.said(side, number, slot) for side in sides] for slot in slots}
    known = {slot: both[slot][0] for slot in slots if slot not in doubts}
    return known, {slot: both[slot] for slot in doubts}


def _entered(request, form, candidate, there, number):
    act = paper_entries.decide if there and there.differs else paper_entries.enter
    try:
        done = act(candidate, request.user, number, form.answers, timezone.now())
    except paper_entries.EntryRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _outcome(done))
    return True


def _outcome(done):
    if done.attempt_id:
        return _("The sheet counts; it is marked.")
    if done.differs:
        return _("The two entries differ. Look at the sheet once more and decide.")
    return _("Typed in once. Somebody else does it again without seeing yours.")
