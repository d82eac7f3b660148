from django import forms
from django.utils.translation import gettext_lazy as _

from organisation.dates import DayField
from organisation.forms.people import UnitField
from organisation.models import CalendarDay, Unit, Venue
from organisation.rights import Act


class VenueForm(forms.ModelForm):
    class Meta:
        model = Venue
        fields = ["unit", "name", "address", "opening"]
        field_classes = {"unit": UnitField}

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        run = Unit.objects.run_by(actor, Act.HOLD_COURSES).now()
        self.fields["unit"].queryset = run.exclude(level=Unit.Level.VILLAGE)


class RoomForm(forms.Form):
    name = forms.CharField(label=_("Name of the room"), max_length=60)
    computers = forms.IntegerField(
        label=_("How many computers"),
        min_value=0,
        max_value=200,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4}),
    )


class ComputersForm(forms.Form):
    count = forms.IntegerField(
        label=_("How many more"),
        min_value=1,
        max_value=200,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4}),
    )


class CalendarDayForm(forms.ModelForm):
    day = DayField(label=_("Day"))
    working = forms.TypedChoiceField(
        label=_("On this day"),
        choices=[("0", _("nobody works")), ("1", _("people work"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )

    class Meta:
        model = CalendarDay
        fields = ["day", "working", "name"]
        labels = {"name": _("Why")}
