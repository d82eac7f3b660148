from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from credentials import paper, services
from credentials.agenda import keeps_certificates
from credentials.forms import CheckForm, FindForm, RevokeForm
from credentials.models import Certificate
from credentials.record import record

PAGE_SIZE = 20


@require_safe
@login_required
def training_record(request):
    context = {
        "certificates": Certificate.objects.of(request.user),
        "chapters": record.of(request.user),
    }
    return render(request, "credentials/training_record.html", context)


@require_safe
@login_required
def certificate_list(request):
    """Everything her office has given."""
    form, words, page = _found(request)
    context = {"form": form, "page": page, "words": words}
    return render(request, "credentials/certificate_list.html", context)


@require_safe
@login_required
def certificate_pile(request):
    """The certificates of one page of the list, a sheet each, to be printed together."""
    _form, _words, page = _found(request)
    standing = [certificate for certificate in page if certificate.stands]
    if not standing:
        raise Http404
    return _pdf(paper.as_pdf(*standing), "certificates.pdf")


def _found(request):
    """(form, words, page) of what her office has given."""
    if not keeps_certificates(request.user):
        raise Http404
    form = FindForm(request.GET)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    kept = Certificate.objects.kept_by(request.user)
    found = kept.called(words) if words else kept
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    return form, words, page


@require_safe
@login_required
def certificate_detail(request, pk):
    readable = Certificate.objects.readable_by(request.user).select_related("unit", "revoked_by")
    certificate = get_object_or_404(readable, pk=pk)
    context = {
        "certificate": certificate,
        "kept": Certificate.objects.kept_by(request.user).filter(pk=pk).exists(),
        "unprintable": paper.unprintable(certificate),
    }
    return render(request, "credentials/certificate_detail.html", context)


@require_safe
@login_required
def certificate_pdf(request, pk):
    certificate = get_object_or_404(Certificate.objects.readable_by(request.user), pk=pk)
    return _pdf(paper.as_pdf(certificate), f"certificate-{certificate.number}.pdf")


def _pdf(content, name):
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@login_required
def certificate_revoke(request, pk):
    kept = Certificate.objects.kept_by(request.user).select_related("person")
    certificate = get_object_or_404(kept, pk=pk)
    form = RevokeForm(request.POST or None)
    if form.is_valid():
        try:
            services.revoke(certificate, form.cleaned_data["reason"], request.user)
        except services.CertificateRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The certificate is revoked."))
        return redirect(certificate)
    context = {"certificate": certificate, "form": form}
    return render(request, "credentials/certificate_revoke.html", context)


@require_safe
def check(request):
    """Whether a printed certificate is a true one; for anybody."""
    form = CheckForm(request.GET or None)
    context = {"form": form, "certificate": form.certificate()}
    return render(request, "credentials/check.html", context)
