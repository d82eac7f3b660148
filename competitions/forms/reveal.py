from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from competitions.models import Reveal
from competitions.services.reveal import NUMBERED


class RevealForm(forms.Form):
    mode = forms.ChoiceField(
        label=gettext_lazy("How results are shown"),
        choices=Reveal.Mode.choices,
        initial=Reveal.Mode.AT_ONCE,
        widget=forms.RadioSelect,
    )
    number = forms.IntegerField(
        label=gettext_lazy("How many"),
        required=False, min_value=1, max_value=99,
        help_text=gettext_lazy("How many first ones together, or how many last ones wait."),
    )  # fmt: skip

    def clean(self):
        cleaned = super().clean()
        needed = cleaned.get("mode") in NUMBERED and "number" not in self.errors
        if needed and not cleaned.get("number"):
            self.add_error("number", _("Write how many, for example 3."))
        return cleaned


class StepForm(forms.Form):
    """How many were out when the button was made: a double tap reveals one."""

    step = forms.IntegerField(min_value=0, max_value=999)
