from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from competitions.services.sheets import MarksRefused, plain, read_marks


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Give a reason"),
        max_length=200,
        help_text=gettext_lazy("Everybody can read this."),
    )


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why not"),
        max_length=200,
        error_messages={"required": gettext_lazy("Write why not.")},
    )


class CorrectSheetForm(ReasonForm):
    """The marks as they should be, or that the sheet should not count."""

    def __init__(self, *args, sheet, **kwargs):
        super().__init__(*args, **kwargs)
        self.rules = sheet.performance.stage.rule_set.rules
        values = sheet.values() if sheet.is_in else {}
        for criterion in self.rules.criteria:
            self.fields[f"mark-{criterion.key}"] = forms.CharField(
                label=criterion.title or criterion.key,
                max_length=7,
                required=not self.data.get("void"),
                initial=plain(values[criterion.key]) if criterion.key in values else "",
                widget=forms.TextInput(
                    attrs={"inputmode": "decimal", "autocomplete": "off", "size": "5"}
                ),
            )
        self.fields["void"] = forms.BooleanField(
            label=_("The sheet should not count at all"), required=False
        )
        self.order_fields([*(n for n in self.fields if n.startswith("mark-")), "void", "reason"])

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("void") and not self.errors:
            try:
                read_marks(self.rules, self.marks())
            except MarksRefused as refusal:
                raise forms.ValidationError(str(refusal)) from None
        return cleaned

    def marks(self):
        given = self.cleaned_data
        return {c.key: given.get(f"mark-{c.key}", "").strip() for c in self.rules.criteria}


class CorrectTimeForm(ReasonForm):
    minutes = forms.IntegerField(label=gettext_lazy("Minutes"), min_value=0, max_value=600)
    seconds = forms.IntegerField(label=gettext_lazy("Seconds"), min_value=0, max_value=59)

    field_order = ["minutes", "seconds", "reason"]

    def __init__(self, *args, timing=None, **kwargs):
        """`timing` is what was noted: one puts right what is wrong in it."""
        super().__init__(*args, **kwargs)
        if timing is not None and timing.seconds is not None:
            minutes, seconds = divmod(timing.seconds, 60)
            self.initial |= {"minutes": minutes, "seconds": seconds}

    @property
    def whole(self):
        return 60 * self.cleaned_data["minutes"] + self.cleaned_data["seconds"]
