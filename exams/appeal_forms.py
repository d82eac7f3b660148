"""How one objects to a question, and how that is answered."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AppealForm(forms.Form):
    text = forms.CharField(
        label=_("What is wrong with it"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One or two sentences. Who holds the exam reads them."),
    )

    use_required_attribute = False


class AnswerForm(forms.Form):
    accepted = forms.ChoiceField(
        label=_("Your decision"),
        choices=[("1", _("accept it")), ("0", _("do not accept it"))],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Your answer, with the reason"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("The person reads it as you write it."),
    )

    use_required_attribute = False
