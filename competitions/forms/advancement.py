from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from competitions.models import Advancement


class AdvanceForm(forms.Form):
    """To which stage, by which rule."""

    to_stage = forms.ModelChoiceField(
        None, label=gettext_lazy("To which stage"), empty_label=None, widget=forms.RadioSelect
    )
    rule = forms.ChoiceField(
        label=gettext_lazy("Rule"), choices=Advancement.Rule.choices, widget=forms.RadioSelect
    )
    places = forms.IntegerField(
        label=gettext_lazy("Places to go on"),
        min_value=1,
        max_value=99,
        help_text=gettext_lazy("Of no use where exactly one of each unit goes on."),
    )

    def __init__(self, *args, stages, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to_stage"].queryset = stages
        self.initial |= {"rule": Advancement.Rule.SHARED, "places": 1}
        if len(stages) == 1:
            self.initial["to_stage"] = stages[0].pk


class DecisionForm(forms.Form):
    """Who of equals goes on; asked only where there is a tie."""

    chosen = forms.MultipleChoiceField(
        label=gettext_lazy("Who goes on"), required=False, widget=forms.CheckboxSelectMultiple
    )
    decision = forms.CharField(
        label=gettext_lazy("How it was decided"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("For example: vote of the panel by show of hands, 4 to 2."),
    )

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = [(row["code"], _row(row)) for row in rows]


def _row(row):
    return _("%(rank)s. %(title)s (%(total)s)") % row
