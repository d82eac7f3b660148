from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from competitions.scoring.table import decode

MOST_CHARACTERS = 500_000


class TrialForm(forms.Form):
    """Sample marks, pasted or from a file."""

    marks = forms.CharField(
        label=gettext_lazy("Sample marks"),
        required=False,
        max_length=MOST_CHARACTERS,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "A table with commas. First line: entry,judge,criterion,mark. Then one mark a line, "
            "or recused, absent, void."
        ),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a file of marks"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt"}),
    )

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not self.text():
            self.add_error("marks", _("Paste marks, choose a file, or take made-up marks."))
        return cleaned

    def clean_file(self):
        file = self.cleaned_data["file"]
        if not file:
            return ""
        if file.size > MOST_CHARACTERS:
            raise forms.ValidationError(_("This file is too large for a trial."))
        try:
            return decode(file.read())
        except UnicodeDecodeError:
            raise forms.ValidationError(_("This file is not a table with commas.")) from None

    def text(self):
        """The file, where there is one; else what was pasted."""
        given = self.cleaned_data
        return given.get("file") or (given.get("marks") or "").strip()
