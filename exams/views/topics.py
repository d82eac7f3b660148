"""The tree of topics of a bank."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from exams import topic_paths
from exams.bank_forms import MergeForm, TopicForm
from exams.models import Bank, Topic
from exams.services import topics


def _topics(person):
    return Topic.objects.filter(bank__in=Bank.objects.kept_by(person)).select_related("bank")


@login_required
def topic_list(request, pk):
    """All topics with how much they hold, and a form for a new one."""
    bank = get_object_or_404(Bank.objects.kept_by(request.user), pk=pk)
    form = TopicForm(request.POST or None, bank=bank)
    if form.is_valid() and _kept(form, topics.add, bank, **form.cleaned_data):
        messages.success(request, _("The topic is added."))
        return redirect("exams:topic_list", pk=pk)
    rows = bank.topics.annotate(count=Count("questions"))
    rows = sorted(rows, key=lambda topic: topic_paths.parts(topic.name))
    return render(request, "exams/topic_list.html", {"bank": bank, "form": form, "topics": rows})


@login_required
def topic_edit(request, pk):
    """Renamed or moved, with all that stands below it."""
    topic = get_object_or_404(_topics(request.user), pk=pk)
    above = topic.bank.topics.filter(name=topic_paths.parent(topic.name)).first()
    initial = {"name": topic.parts[-1], "above": above}
    form = TopicForm(request.POST or None, bank=topic.bank, topic=topic, initial=initial)
    if form.is_valid() and _kept(form, topics.place, topic, **form.cleaned_data):
        messages.success(request, _("The topic is changed."))
        return redirect("exams:topic_list", pk=topic.bank_id)
    context = {"topic": topic, "form": form, "merge": MergeForm(topic=topic)}
    return render(request, "exams/topic_edit.html", context)


@require_POST
@login_required
def topic_merge(request, pk):
    topic = get_object_or_404(_topics(request.user), pk=pk)
    merge = MergeForm(request.POST, topic=topic)
    if merge.is_valid() and _kept(merge, topics.merge, topic, **merge.cleaned_data):
        messages.success(request, _("The two topics are one now."))
        return redirect("exams:topic_list", pk=topic.bank_id)
    form = TopicForm(bank=topic.bank, topic=topic, initial={"name": topic.parts[-1]})
    return render(request, "exams/topic_edit.html", {"topic": topic, "form": form, "merge": merge})


@require_POST
@login_required
def topic_remove(request, pk):
    topic = get_object_or_404(_topics(request.user), pk=pk)
    try:
        topics.remove(topic)
    except topics.TopicRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("exams:topic_edit", pk=pk)
    messages.success(request, _("The topic is taken away."))
    return redirect("exams:topic_list", pk=topic.bank_id)


def _kept(form, act, *args, **given):
    try:
        act(*args, **given)
    except topics.TopicRefused as refusal:
        form.add_error(next(iter(form.fields)), str(refusal))
        return False
    return True
