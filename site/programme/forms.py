from django import forms
from django.utils.translation import gettext_lazy as _

from organisation.dates import DayField
from organisation.models import Unit
from organisation.periods import today
from programme.models import Spending, VillageConnection


class OfUnits(forms.Form):
    """A form about one of the units that the person may choose."""

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units


def year_field():
    return forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)


def amount_field(**options):
    return forms.DecimalField(label=_("Amount in yuan"), max_digits=12, decimal_places=2, **options)


def unit_field():
    return forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none(), empty_label=None)


class GoalForm(forms.Form):
    year = year_field()
    percent = forms.DecimalField(
        label=_("Villages online, in percent"), min_value=1, max_value=100, decimal_places=1
    )


class BudgetForm(OfUnits):
    year = year_field()
    unit = unit_field()
    amount = amount_field()


class SpendingForm(OfUnits):
    unit = unit_field()
    kind = forms.ChoiceField(
        label=_("Kind"), choices=Spending.Kind.choices, widget=forms.RadioSelect
    )
    amount = amount_field(help_text=_("A line with a minus puts a mistake right."))
    day = DayField(label=_("Day"))
    voucher = forms.CharField(
        label=_("Voucher number"),
        max_length=40,
        help_text=_("As it is on the paper, such as 2026-031."),
    )
    purpose = forms.CharField(label=_("What for"), max_length=120)


class ConnectForm(forms.Form):
    way = forms.ChoiceField(
        label=_("How"), choices=VillageConnection.Way.choices, widget=forms.RadioSelect
    )
    day = DayField(label=_("Online since"), initial=today)


class DisconnectForm(forms.Form):
    day = DayField(label=_("Offline since"), initial=today)
    reason = forms.CharField(label=_("Why"), max_length=120)


class VillagesForm(forms.Form):
    """Which villages of the list: all, or those without a network."""

    township = forms.ModelChoiceField(
        label=_("Township"), queryset=Unit.objects.none(), required=False, empty_label=_("all")
    )
    state = forms.ChoiceField(
        label=_("Network"),
        required=False,
        choices=[("", _("all")), ("off", _("not online")), ("on", _("online"))],
    )

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["township"].queryset = units.townships()
