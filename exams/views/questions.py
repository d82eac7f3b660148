"""One question: its page, its wording, its state, where it stands, what it is not put with."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from exams import reviews
from exams.bank_forms import ACTS, QuestionSettingsForm
from exams.formats.checks import doubts_about
from exams.models import Bank, Question, Version
from exams.question_forms import FORMS, empty_form, form_for
from exams.services import banks, cataloguing, histories, reviewing

MOST_FOUND = 10


@require_safe
@login_required
def question_detail(request, pk):
    questions = Question.objects.kept_by(request.user)
    questions = questions.select_related("bank", "topic", "author", "checked_by")
    question = get_object_or_404(questions, pk=pk)
    versions = question.versions.order_by("-number").select_related("picture")
    versions = versions.prefetch_related("options__picture").annotate(
        uses=Count("papers", filter=Q(papers__paper__published_at__isnull=False))
    )
    uses = histories.uses_of(question, timezone.now())
    may = reviewing.may_come_to(question, request.user)
    context = {
        "question": question,
        "versions": versions,
        "acts": [(state, words) for state, words in ACTS.items() if state in may],
        "is_own": question.author_id == request.user.pk,
        "steps": question.steps.select_related("by"),
        "lessons": reviews.lessons_about([question.pk]).get(question.pk, []),
        "enemies": Version.objects.current().filter(question__in=question.enemies.all()),
        "found": _found(request.GET.get("enemy", ""), question),
        "enemy": request.GET.get("enemy", ""),
        "uses": uses,
        "is_known": any(use.is_known for use in uses),
    }
    return render(request, "exams/question_detail.html", context)


def _found(words, question):
    """Questions of the bank with these words, which are not its enemies yet."""
    if not words.strip():
        return None
    versions = Version.objects.current().filter(bank=question.bank).about(words.strip())
    apart = versions.exclude(question=question).exclude(question__in=question.enemies.all())
    return apart.order_by("question")[:MOST_FOUND]


@login_required
def question_edit(request, pk):
    question = get_object_or_404(Question.objects.kept_by(request.user), pk=pk)
    current = question.versions.get(is_current=True)
    form = form_for(current, request.POST or None, request.FILES or None, person=request.user)
    told, is_fit = _("The question is changed."), form.is_valid() and _is_up_to_date(request, form)
    if is_fit and _written(request, form, banks.reword, question, told):
        return redirect(question)
    return render(request, "exams/question_edit.html", {"form": form, "question": question})


def _is_up_to_date(request, form):
    """Whether nobody has saved another wording since; who saves once more means it."""
    there, wanted = form.question, form.wording()
    is_sent_twice = (there.hash, there.explanation) == (wanted.hash, wanted.explanation)
    if is_sent_twice or request.POST.get("filled", form.filled_with) == form.filled_with:
        return True
    sentence = _(
        "This question was changed after you opened it. Look at it as it is now. To have yours "
        "instead, save once more."
    )
    form.add_error(None, sentence)
    return False


@require_safe
@login_required
def question_types(request, pk):
    """Which type of question is to be written."""
    bank = get_object_or_404(Bank.objects.kept_by(request.user), pk=pk)
    types = [
        (label, reverse("exams:question_create", kwargs={"pk": pk, "type_": value}))
        for value, label in Version.Type.choices
    ]
    return render(request, "exams/question_types.html", {"bank": bank, "types": types})


@login_required
def question_create(request, pk, type_):
    bank = get_object_or_404(Bank.objects.kept_by(request.user), pk=pk)
    if type_ not in FORMS:
        raise Http404
    form = empty_form(type_, request.POST or None, request.FILES or None, person=request.user)
    told = _("The question is written. Somebody else checks it next.")
    if form.is_valid() and (made := _written(request, form, banks.create, bank, told)):
        return redirect(made)
    context = {"form": form, "bank": bank, "type": Version.Type(type_).label}
    return render(request, "exams/question_create.html", context)


def _written(request, form, write, where, told):
    """What was made, said together with what looks wrong in it; None when it is refused."""
    wording = form.wording()
    try:
        made = write(where, wording, request.user)
    except banks.BankRefused as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(request, told)
    for sentence, facts in doubts_about(wording):
        messages.warning(request, _(sentence) % facts if facts else _(sentence))
    return made


@login_required
def question_settings(request, pk):
    questions = Question.objects.kept_by(request.user).select_related("bank")
    question = get_object_or_404(questions, pk=pk)
    form = QuestionSettingsForm(request.POST or None, instance=question)
    if form.is_valid():
        cataloguing.set_all(question.bank.questions.filter(pk=pk), **form.cleaned_data)
        messages.success(request, _("Kept."))
        return redirect(question)
    return render(request, "exams/question_settings.html", {"form": form, "question": question})


@require_POST
@login_required
def question_review(request, pk):
    """Brings it to the state that is asked for."""
    question = get_object_or_404(Question.objects.kept_by(request.user), pk=pk)
    state = request.POST.get("state", "")
    if state not in Question.State.values:
        raise Http404
    try:
        reviewing.bring_one(question, state, request.user)
    except reviewing.ReviewRefused as refusal:
        messages.error(request, str(refusal))
    else:
        words = {"state": Question.State(state).label}
        messages.success(request, _("The state of the question is now: %(state)s.") % words)
    return redirect(question)


@require_POST
@login_required
def question_enemy(request, pk):
    """Says that another question is not to be on one paper with it, or may be again."""
    question = get_object_or_404(Question.objects.kept_by(request.user), pk=pk)
    others = question.bank.questions.exclude(pk=pk)
    key = request.POST.get("enemy", "")
    other = get_object_or_404(others, pk=int(key) if key.isdecimal() else 0)
    if "remove" in request.POST:
        question.enemies.remove(other)
        messages.success(request, _("They may be on one paper again."))
    else:
        question.enemies.add(other)
        messages.success(request, _("They do not come onto one paper any more."))
    return redirect(question)
