import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from organisation.tables import halfwidth


class SuccessorsForm(forms.Form):
    codes = forms.CharField(
        label=_("Codes of its successors"),
        required=False,
        max_length=500,
        help_text=_("12 digits each, separated by spaces. Empty: none."),
    )

    def clean_codes(self):
        codes = re.findall(r"[^\s,;，；、]+", halfwidth(self.cleaned_data["codes"]))
        if wrong := [code for code in codes if not re.fullmatch(r"\d{12}", code, re.ASCII)]:
            raise ValidationError(
                _("“%(code)s” is no unit code. A code has 12 digits.") % {"code": wrong[0]}
            )
        return codes
