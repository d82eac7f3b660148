from django import forms
from django.utils.translation import gettext_lazy

from competitions.models import Conflict, Entry, Seat


class DeclareForm(forms.Form):
    """The judge's own word."""

    entry = forms.ModelChoiceField(
        Entry.objects.none(),
        label=gettext_lazy("Entry"),
        empty_label=gettext_lazy("Choose one"),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Why"),
        choices=[
            (Conflict.Kind.KIN.value, gettext_lazy("We are kin")),
            (Conflict.Kind.DECLARED.value, gettext_lazy("Another reason")),
        ],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=gettext_lazy("Note"), max_length=120, required=False)

    def __init__(self, *args, stage, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["entry"].queryset = stage.entries.order_by("order_no")


class ConflictForm(DeclareForm):
    """What the desk knows of a judge."""

    seat = forms.ModelChoiceField(
        Seat.objects.none(),
        label=gettext_lazy("Judge"),
        empty_label=gettext_lazy("Choose one"),
    )

    field_order = ["seat", "entry", "kind", "note"]

    def __init__(self, *args, stage, **kwargs):
        super().__init__(*args, stage=stage, **kwargs)
        field = self.fields["seat"]
        field.queryset = Seat.objects.filter(panel__stage=stage).select_related("judge")
        field.label_from_instance = lambda seat: f"{seat.number} {seat.judge}"


class OverrideForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why the judge marks all the same"),
        max_length=120,
        help_text=gettext_lazy("Your name and the reason stand on the result."),
    )


class ApproveForm(forms.Form):
    """The reason is asked for only where neutral judges are not in the majority."""

    reason = forms.CharField(
        label=gettext_lazy("Why this panel judges all the same"),
        max_length=120,
        help_text=gettext_lazy("Your name and the reason stand on the result."),
    )

    def __init__(self, *args, is_exception, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_exception:
            del self.fields["reason"]


class EnterForm(forms.Form):
    number = forms.IntegerField(
        label=gettext_lazy("Card number"),
        min_value=1,
        max_value=2**31 - 1,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    pin = forms.CharField(
        label=gettext_lazy("PIN"),
        max_length=12,
        widget=forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
