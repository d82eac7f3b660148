from django import forms
from django.utils.translation import gettext_lazy as _

from credentials.models import Certificate


class CheckForm(forms.Form):
    number = forms.CharField(
        label=_("Certificate number"),
        max_length=20,
        help_text=_("As it is printed, for example 2026-00012."),
    )
    code = forms.CharField(
        label=_("Check code"),
        max_length=12,
        help_text=_("The 8 letters and digits beside the square."),
        widget=forms.TextInput({"size": 10, "autocomplete": "off"}),
    )

    def certificate(self):
        """What number and code name together; None also where the form has to be put right."""
        if not self.is_valid():
            return None
        number, code = (self.cleaned_data[name].strip() for name in ("number", "code"))
        return Certificate.objects.filter(number=number, code=code.upper()).first()


class FindForm(forms.Form):
    words = forms.CharField(label=_("Name, number or contest"), required=False, max_length=60)


class RevokeForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is revoked"), max_length=120, help_text=_("The holder reads this.")
    )
