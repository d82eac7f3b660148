"""Accounts and posts: the security administrator all, an operator those of her villages."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from organisation.forms.people import (
    EndPostForm,
    NewPersonForm,
    NewPostForm,
    PersonFields,
)
from organisation.models import Person, Post
from organisation.periods import today
from organisation.pinyin import initials_of
from organisation.services import accounts, posts
from organisation.tables import halfwidth

PAGE = 20


def _require_manager(person):
    if not posts.kinds_given_by(person):
        raise Http404


def _managed(request, pk):
    return get_object_or_404(Person.objects.managed_by(request.user), pk=pk)


@login_required
def person_list(request):
    _require_manager(request.user)
    words, kind = halfwidth(request.GET.get("q", "")), request.GET.get("post", "")
    people = Person.objects.managed_by(request.user)
    if words:
        people = people.called(words)
    if kind in Post.Kind.values:
        people = people.filter(pk__in=Post.objects.on(today()).of_kind(kind).values("person"))
    held = Prefetch("posts", Post.objects.on(today()).select_related("unit"), to_attr="held")
    page = Paginator(people.prefetch_related(held), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "words": words, "kind": kind, **_choices(request)}
    context["waiting"] = accounts.without_password(request.user).count()
    return render(request, "organisation/person_list.html", context)


def _choices(request):
    kept = request.GET.copy()
    kept.pop("page", None)
    kinds = posts.kinds_given_by(request.user)
    return {
        "kinds": [(kind, Post.Kind(kind).label) for kind in kinds],
        "manages_all": len(kinds) > 1,
        "query": f"{kept.urlencode()}&" if kept else "",
    }


@login_required
def person_detail(request, pk):
    person = _managed(request, pk)
    context = {
        "person": person,
        "posts": person.posts.select_related("unit").order_by("-valid_from"),
        "oneself": person == request.user,
    }
    return render(request, "organisation/person_detail.html", context)


@login_required
def person_add(request):
    _require_manager(request.user)
    form = NewPersonForm(request.POST or None, actor=request.user)
    if form.is_valid():
        try:
            person, password = accounts.make_account(request.user, **form.cleaned_data)
        except posts.PostRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _slips(request, [(person, password, form.cleaned_data["unit"])])
    return render(request, "organisation/person_add.html", {"form": form})


@login_required
def person_edit(request, pk):
    person = _managed(request, pk)
    form = PersonFields(request.POST or None, instance=person)
    if form.is_valid():
        form.instance.initials = initials_of(form.instance.name)
        accounts.save_person(request.user, form.instance)
        messages.success(request, _("Saved."))
        return redirect("organisation:person_detail", pk=pk)
    return render(request, "organisation/person_edit.html", {"form": form, "pk": pk})


@require_POST
@login_required
def person_reset(request, pk):
    person = _managed(request, pk)
    try:
        password = accounts.reset_password(request.user, person)
    except accounts.AccountRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("organisation:person_detail", pk=pk)
    post = person.posts_on(today()).first()
    return _slips(request, [(person, password, post.unit if post else None)])


def _slips(request, rows):
    """Passwords are shown this once and kept nowhere."""
    slips = [{"person": who, "password": word, "unit": unit} for who, word, unit in rows]
    context = {"slips": slips, "address": request.build_absolute_uri(reverse("account_login"))}
    context["waiting"] = accounts.without_password(request.user).count()
    return render(request, "organisation/slips.html", context)


@login_required
def person_slips(request):
    """First passwords for accounts of an imported list, as many as fit on some pages."""
    _require_manager(request.user)
    if request.method == "POST":
        return _slips(request, accounts.hand_out_first_passwords(request.user))
    waiting = accounts.without_password(request.user).count()
    context = {"waiting": waiting, "at_once": accounts.SLIPS_AT_ONCE}
    return render(request, "organisation/person_slips.html", context)


@require_POST
@login_required
def person_close(request, pk):
    return _answer(request, _managed(request, pk), accounts.close_account)


@require_POST
@login_required
def person_open(request, pk):
    return _answer(request, _managed(request, pk), accounts.open_account)


def _answer(request, person, deed):
    try:
        deed(request.user, person)
    except accounts.AccountRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saved."))
    return redirect("organisation:person_detail", pk=person.pk)


@login_required
def post_add(request, pk):
    person = _managed(request, pk)
    form = NewPostForm(request.POST or None, actor=request.user)
    if form.is_valid():
        try:
            posts.give_post(request.user, person, **form.cleaned_data)
        except posts.PostRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("organisation:person_detail", pk=pk)
    return render(request, "organisation/post_add.html", {"form": form, "person": person})


@login_required
def post_end(request, pk):
    post = get_object_or_404(Post.objects.ended_by(request.user), pk=pk)
    form = EndPostForm(request.POST or None)
    if form.is_valid():
        try:
            posts.end_post(request.user, post, form.cleaned_data["last_day"])
        except posts.PostRefused as refusal:
            form.add_error("last_day", str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("organisation:person_detail", pk=post.person_id)
    return render(request, "organisation/post_end.html", {"form": form, "post": post})
