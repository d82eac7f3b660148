"""The tree of units, as it is and as it was."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from organisation.forms.units import SuccessorsForm
from organisation.models import Post, Unit, UnitName
from organisation.periods import today
from organisation.rights import Act
from organisation.services.units import UnitRefused, may_import_units, set_successors
from organisation.unit_search import units_called

PAGE = 50


def _day(request):
    """`?on=2016-07-31`; today for anything that is no day."""
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return today()


@login_required
def unit_list(request):
    day, words = _day(request), request.GET.get("q", "").strip()
    names = units_called(words, day) if words else UnitName.objects.valid_on(day).exclude(
        unit__level=Unit.Level.VILLAGE
    )  # fmt: skip
    page = Paginator(names, PAGE).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {"page": page, "words": words, "day": day, "query": f"{kept.urlencode()}&"}
    context["imports"] = may_import_units(request.user)
    return render(request, "organisation/unit_list.html", context)


@login_required
def unit_detail(request, pk):
    unit, day = get_object_or_404(Unit, pk=pk), _day(request)
    context = {
        "unit": unit,
        "day": day,
        "above": unit.get_ancestors(),
        "people": _people(unit, request.user),
        "names": unit.names.order_by("-valid_from"),
        "below": UnitName.objects.valid_on(day).directly_below(unit),
        "predecessors": unit.predecessors.all(),
        "successors": unit.successors.all(),
        "keeps": Unit.objects.run_by(request.user, Act.KEEP_UNITS).filter(pk=pk).exists(),
    }
    return render(request, "organisation/unit_detail.html", context)


def _people(unit, reader):
    """Who works there today and may be called by the reader."""
    posts = Post.objects.on(today()).filter(unit=unit).reachable_by(reader)
    return posts.select_related("person").order_by("kind", "person__name")


@login_required
def unit_successors(request, pk):
    unit = get_object_or_404(Unit.objects.run_by(request.user, Act.KEEP_UNITS), pk=pk)
    codes = " ".join(unit.successors.values_list("code", flat=True))
    form = SuccessorsForm(request.POST or None, initial={"codes": codes})
    if form.is_valid():
        try:
            set_successors(request.user, unit, form.cleaned_data["codes"])
        except UnitRefused as refusal:
            form.add_error("codes", str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("organisation:unit_detail", pk=pk)
    return render(request, "organisation/unit_successors.html", {"form": form, "unit": unit})
