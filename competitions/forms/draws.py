from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from competitions.draw import DrawRefused, draw, read_codes
from competitions.words import sentence


class PublicValueForm(forms.Form):
    public = forms.CharField(
        label=gettext_lazy("Public value"),
        max_length=120,
        help_text=gettext_lazy("Thrown or drawn in the room just now: 4 6 1 3 2 5. All watch."),
        error_messages={"required": gettext_lazy("Type the public value first.")},
    )


class VoidDrawForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why the draw is given up"),
        max_length=120,
        help_text=gettext_lazy("Everybody can read this."),
        error_messages={"required": gettext_lazy("Say why the draw is given up.")},
    )


class HandDrawForm(forms.Form):
    """The number each entry drew, and who watched."""

    def __init__(self, *args, stage, **kwargs):
        super().__init__(*args, **kwargs)
        self.entries = list(stage.entries.select_related("unit").order_by("unit__path", "title"))
        for entry in self.entries:
            self.fields[f"number-{entry.pk}"] = forms.IntegerField(
                label=f"{entry.title} ({entry.unit})", min_value=1, max_value=len(self.entries)
            )
        self.fields["witness_one"] = forms.CharField(label=_("First witness"), max_length=40)
        self.fields["witness_two"] = forms.CharField(label=_("Second witness"), max_length=40)

    def numbers(self):
        return {entry.pk: self.cleaned_data[f"number-{entry.pk}"] for entry in self.entries}

    def witnesses(self):
        return self.cleaned_data["witness_one"], self.cleaned_data["witness_two"]


class CheckDrawForm(forms.Form):
    """List, secret and public value, from wherever: anybody recomputes the order."""

    list = forms.CharField(
        label=gettext_lazy("Published list"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("One code a line, in the published order."),
    )
    secret = forms.CharField(label=gettext_lazy("Secret"), max_length=200)
    public = forms.CharField(label=gettext_lazy("Public value"), max_length=200)

    def order(self):
        """What follows from the three; None where the form has something to put right."""
        if not self.is_valid():
            return None
        given = self.cleaned_data
        try:
            return draw(read_codes(given["list"].encode()), given["secret"], given["public"])
        except DrawRefused as refusal:
            self.add_error("list", " ".join(sentence(fault) for fault in refusal.faults))
        return None
