from django import forms
from django.utils.translation import gettext_lazy as _

from notices.board import board
from notices.models import Notice
from organisation.periods import Month

MONTHS_BACK = 24


def months_back(count=MONTHS_BACK):
    months = [Month.current()]
    while len(months) < count:
        months.append(months[-1].previous)
    return months


def month_choices():
    return [(str(month), month.label) for month in months_back()]


class BoardForm(forms.Form):
    """Which month and which figure; both stay in the address."""

    month = forms.ChoiceField(label=_("Which month"), choices=month_choices, required=False)
    measure = forms.ChoiceField(label=_("Figure"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["measure"].choices = [(i.key, i.label) for i in board]

    @property
    def chosen_month(self):
        """What is no month of the list is the current one."""
        self.full_clean()
        chosen = self.cleaned_data.get("month")
        return Month.parse(chosen) if chosen else Month.current()

    @property
    def chosen_measure(self):
        self.full_clean()
        return self.cleaned_data.get("measure") or next(iter(board.indicators))


class DraftMonthForm(forms.Form):
    """Months of which there is no notice yet; `taken` are the others."""

    month = forms.TypedChoiceField(label=_("Which month"), coerce=Month.parse)

    def __init__(self, *args, taken=(), **kwargs):
        super().__init__(*args, **kwargs)
        months = months_back(12)
        # Last month first: that is the one a notice is written about.
        months = [m for m in (months[1], months[0], *months[2:]) if m not in taken]
        self.fields["month"].choices = [(str(month), month.label) for month in months]

    @property
    def has_months(self):
        return bool(self.fields["month"].choices)


class NoticeForm(forms.ModelForm):
    class Meta:
        model = Notice
        fields = ["title", "overview", "eight", "townships", "help"]
        widgets = {
            name: forms.Textarea(attrs={"rows": 6})
            for name in ("overview", "eight", "townships", "help")
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = True


class SendBackForm(forms.Form):
    remark = forms.CharField(
        label=_("What is to be changed"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
