"""Importing questions: choose a file, see what would come in, confirm."""

import base64

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from exams.formats import reading
from exams.forms import ImportForm
from exams.models import Bank
from exams.services import banks
from exams.views.rights import units_where
from organisation.rights import Act

SALT = "exams.import"
PREVIEW_LASTS = 3600
SHOWN = 100


@login_required
def question_import(request):
    units_where(request.user, Act.KEEP_BANKS)
    form = ImportForm(request.POST or None, request.FILES or None)
    if not form.is_valid():
        return render(request, "exams/question_import.html", {"form": form})
    data, given = form.cleaned_data["file"].read(), form.cleaned_data
    parsed = reading.read(data, given["format"])
    bank = Bank.objects.filter(name=given["bank"]).first()
    context = {
        "bank": given["bank"],
        "counts": banks.look_through(bank, parsed),
        "errors": _told(parsed.errors),
        "warnings": _told(parsed.warnings),
        "parsed": parsed,
        "kept": _packed(data, given["format"], given["bank"]),
    }
    return render(request, "exams/question_import_preview.html", context)


def _told(problems):
    return [(problem.place, problem.told(_)) for problem in problems[:SHOWN]]


def _packed(data, format_, bank):
    """The file goes with the page, signed, so that nothing is stored before it is confirmed."""
    text = base64.b64encode(data).decode()
    return signing.dumps([text, format_, bank], salt=SALT, compress=True)


@require_POST
@login_required
def question_import_confirm(request):
    units_where(request.user, Act.KEEP_BANKS)
    try:
        kept = signing.loads(request.POST.get("kept", ""), salt=SALT, max_age=PREVIEW_LASTS)
    except signing.BadSignature:
        messages.error(request, _("This preview is too old. Choose the file again."))
        return redirect("exams:question_import")
    text, format_, name = kept
    bank = banks.bank_named(name)
    done = banks.import_questions(bank, reading.read(base64.b64decode(text), format_))
    counts = {"imported": done.imported, "duplicates": done.duplicates}
    sentence = _("Imported: %(imported)d. There already: %(duplicates)d.")
    messages.success(request, sentence % counts)
    return redirect(bank)
