"""Papers as organisers put them together, look at them and copy them."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Q, Sum
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from exams import paper_page
from exams.formats.questions import short
from exams.models import Paper
from exams.paper_forms import ArrangeForm, PaperForm, PaperTitleForm, SearchForm
from exams.services import paper_making, papers, replacing
from exams.views.rights import units_where
from organisation.rights import Act

PAGE_SIZE = 20
STEPS = {"up": -1, "down": 1}


def _held(request, pk):
    return get_object_or_404(Paper.objects.held_by(request.user), pk=pk)


def _by_hand(request, pk):
    """A draft whose questions are chosen by hand; else the page is not there."""
    by_hand = Paper.objects.held_by(request.user).by_hand()
    return get_object_or_404(by_hand, pk=pk)


@require_safe
@login_required
def paper_list(request):
    units_where(request.user, Act.HOLD_EXAMS)
    first = Q(questions__form=1)
    held = Paper.objects.held_by(request.user).annotate(
        count=Count("questions", filter=first), points=Sum("questions__points", filter=first)
    )
    page = Paginator(held.defer("content").order_by("-pk"), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    return render(request, "exams/paper_list.html", {"page": page})


@login_required
def paper_create(request):
    unit = units_where(request.user, Act.HOLD_EXAMS).first()
    form = PaperForm(request.POST or None, instance=Paper(unit=unit, way=Paper.Way.HAND))
    if form.is_valid():
        return redirect("exams:paper_search", pk=form.save().pk)
    return render(request, "exams/paper_edit.html", {"form": form, "paper": form.instance})


@login_required
def paper_edit(request, pk):
    paper = get_object_or_404(Paper.objects.held_by(request.user).drafts(), pk=pk)
    form = PaperForm(request.POST or None, instance=paper)
    if form.is_valid():
        return redirect(form.save())
    return render(request, "exams/paper_edit.html", {"form": form, "paper": paper})


@require_safe
@login_required
def paper_detail(request, pk):
    """What is on it, form by form or row by row of its pool, with what is right."""
    paper = _held(request, pk)
    content = papers.read_content(paper)
    context = paper_page.context_of(paper, content, request.GET.get("part", "1"))
    context["exams"] = paper.exams.order_by("opens_at")
    context["unused"] = replacing.unused_on(paper)
    return render(request, "exams/paper_detail.html", context)


@login_required
def paper_arrange(request, pk):
    """Points, order, taking away; what was typed is saved with whatever is pressed."""
    paper = _by_hand(request, pk)
    rows = list(paper.questions.select_related("version"))
    form = ArrangeForm(request.POST or None, rows=rows)
    if form.is_valid():
        try:
            _arrange(paper, form)
        except papers.PaperRefused as refusal:
            messages.error(request, str(refusal))
        return redirect(request.path if form.act()[0] else paper)
    total = sum(row.points for row in rows)
    context = {"paper": paper, "form": form, "lines": form.lines(), "total": total}
    return render(request, "exams/paper_arrange.html", context)


def _arrange(paper, form):
    act, slot = form.act()
    paper_making.weigh(paper, form.points())
    if act in STEPS:
        paper_making.move(paper, slot, STEPS[act])
    elif act == "remove":
        paper_making.remove(paper, slot)


@require_POST
@login_required
def paper_replace(request, pk, place):
    """Another question in the place of one that is not in use any more."""
    paper = _held(request, pk)
    try:
        old, new = replacing.replace(paper, place)
    except papers.PaperRefused as refusal:
        messages.error(request, str(refusal))
    else:
        words = {"old": short(old.text), "new": short(new.text)}
        messages.success(request, _("“%(new)s” stands in the place of “%(old)s” now.") % words)
    return redirect(paper)


@login_required
def paper_search(request, pk):
    """Looks for questions in the banks and adds those that are ticked."""
    paper = _by_hand(request, pk)
    form = SearchForm(request.GET, person=request.user)
    if request.method == "POST":
        return _added(request, paper, form)
    found = form.found().select_related("question__topic", "bank").order_by("question_id")
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    chosen = {key: value for key, value in request.GET.items() if key in form.fields and value}
    context = {
        "paper": paper,
        "filter": form,
        "page": page,
        "query": f"{urlencode(chosen)}&" if chosen else "",
        "there": set(paper.questions.values_list("version__question", flat=True)),
    }
    return render(request, "exams/paper_search.html", context)


def _added(request, paper, form):
    numbers = [int(n) for n in request.POST.getlist("version") if n.isdecimal() and len(n) < 10]
    chosen = SearchForm({}, person=request.user).found().filter(pk__in=numbers)
    try:
        added = paper_making.add(paper, list(chosen.order_by("question_id")))
    except papers.PaperRefused as refusal:
        messages.error(request, str(refusal))
    else:
        words = ngettext("%(n)d question added.", "%(n)d questions added.", added)
        messages.success(request, words % {"n": added})
    return redirect(request.get_full_path())


@login_required
def paper_copy(request, pk):
    paper = _held(request, pk)
    unit = units_where(request.user, Act.HOLD_EXAMS).first()
    proposed = _("%(title)s, copy") % {"title": paper.title[:100]}
    form = PaperTitleForm(request.POST or None, initial={"title": proposed})
    if form.is_valid():
        made = paper_making.copy(paper, form.cleaned_data["title"], paper.unit or unit)
        messages.success(request, _("The copy is a draft; it can be changed."))
        return redirect(made)
    return render(request, "exams/paper_copy.html", {"form": form, "paper": paper})


@require_POST
@login_required
def paper_discard(request, pk):
    paper = _held(request, pk)
    try:
        paper_making.discard(paper)
    except papers.PaperRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(paper)
    messages.success(request, _("The paper is deleted."))
    return redirect("exams:paper_list")
