"""Blueprints: kept by organisers, and what is made of them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Sum
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from exams import making
from exams.blueprint_forms import BlueprintForm, FormsForm, rows_form
from exams.models import Assembly, Blueprint
from exams.services import blueprints
from exams.views.rights import units_where
from organisation.rights import Act

PAGE_SIZE = 20


def _held(request, pk):
    return get_object_or_404(Blueprint.objects.held_by(request.user).select_related("bank"), pk=pk)


@require_safe
@login_required
def blueprint_list(request):
    units_where(request.user, Act.HOLD_EXAMS)
    held = Blueprint.objects.held_by(request.user).select_related("bank")
    held = held.annotate(questions=Sum("rows__count")).order_by("-pk")
    page = Paginator(held, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "exams/blueprint_list.html", {"page": page})


@login_required
def blueprint_create(request):
    unit = units_where(request.user, Act.HOLD_EXAMS).first()
    blueprint = Blueprint(unit=unit, total=100, minutes=30)
    form = BlueprintForm(request.POST or None, instance=blueprint, person=request.user)
    if form.is_valid():
        return redirect("exams:blueprint_rows", pk=form.save().pk)
    return render(request, "exams/blueprint_edit.html", {"form": form, "blueprint": blueprint})


@login_required
def blueprint_edit(request, pk):
    blueprint = _held(request, pk)
    form = BlueprintForm(request.POST or None, instance=blueprint, person=request.user)
    if form.is_valid():
        form.save()
        return redirect("exams:blueprint_rows", pk=pk)
    return render(request, "exams/blueprint_edit.html", {"form": form, "blueprint": blueprint})


@login_required
def blueprint_rows(request, pk):
    blueprint = _held(request, pk)
    rows = rows_form(blueprint, request.POST or None)
    if rows.is_valid():
        blueprints.keep_rows(blueprint, rows)
        return redirect(blueprint)
    return render(request, "exams/blueprint_rows.html", {"blueprint": blueprint, "rows": rows})


@login_required
def blueprint_detail(request, pk):
    """Its rows with what the bank has for them; the post makes papers."""
    blueprint = _held(request, pk)
    initial = {"title": blueprint.title, "kind": FormsForm.POOL}
    form = FormsForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            return redirect(_make(blueprint, form, request.user))
        except blueprints.BlueprintRefused as refusal:
            form.add_error(None, str(refusal))
    found = blueprints.supplied(blueprint)
    context = {
        "blueprint": blueprint,
        "form": form,
        "found": found,
        "missing": blueprints.shortages(found),
        "unknown": sum(line.unknown for line in found),
        "assemblies": blueprint.assemblies.select_related("paper")[:PAGE_SIZE],
        "papers": blueprint.papers.filter(assembly=None).defer("content")[:PAGE_SIZE],
    }
    return render(request, "exams/blueprint_detail.html", context)


def _make(blueprint, form, person):
    title = form.cleaned_data["title"]
    if form.forms:
        return blueprints.ask_for_forms(blueprint, form.forms, title, person)
    return blueprints.make_pool(blueprint, title)


@login_required
def blueprint_discard(request, pk):
    """Asked before it is done: papers that were made of it stay."""
    blueprint = _held(request, pk)
    if request.method == "POST":
        blueprint.delete()
        messages.success(request, _("The blueprint is deleted; its papers stay."))
        return redirect("exams:blueprint_list")
    return render(request, "exams/blueprint_discard.html", {"blueprint": blueprint})


@require_safe
@login_required
def assembly_detail(request, pk):
    """How the making of forms stands, and what came of it."""
    held = Assembly.objects.held_by(request.user).select_related("blueprint", "paper")
    assembly = get_object_or_404(held, pk=pk)
    context = {"assembly": assembly, "standing": making.state_of(assembly)}
    if assembly.state == Assembly.State.MADE:
        context |= {"forms": making.forms_of(assembly), "quality": making.quality(assembly)}
    return render(request, "exams/assembly_detail.html", context)
