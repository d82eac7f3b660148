from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from competitions.models import Contest, Entry, Seat, Stage
from organisation.dates import DayField
from organisation.models import Person, Unit
from organisation.periods import today
from organisation.rights import Act


def the_one_called(words, people):
    """One of `people` by name, user name or phone number, else a ValidationError."""
    found = list(people.filter(Q(name=words) | Q(username=words) | Q(phone=words)))
    if not found:
        raise forms.ValidationError(
            _("There is nobody called %(name)s here. Look at the spelling."), params={"name": words}
        )
    if len(found) > 1:
        raise forms.ValidationError(
            _("Several people are called %(name)s. Write the user name."), params={"name": words}
        )
    return found[0]


def _offer(field, units):
    """Where there is one unit only, it is chosen already."""
    field.queryset = units
    field.empty_label = None if len(units) == 1 else gettext_lazy("Choose one")


class ContestForm(forms.ModelForm):
    class Meta:
        model = Contest
        fields = ["unit", "year", "title", "kind", "about"]
        widgets = {"about": forms.Textarea(attrs={"rows": 5})}
        help_texts = {"about": gettext_lazy("What it is about, who may take part, by when.")}

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        units = Unit.objects.run_by(person, Act.HOLD_CONTESTS).now().filter(level__lt=5)
        _offer(self.fields["unit"], units)
        self.fields["kind"].widget = forms.RadioSelect(choices=Contest.Kind.choices)
        self.initial["year"] = self.instance.year or today().year
        # The database holds to it too, but says so in the words of a machine.
        self.fields["year"].validators += [MinValueValidator(2000), MaxValueValidator(2100)]


LEVELS = {
    Unit.Level.COUNTY: Stage.Level.COUNTY,
    Unit.Level.TOWNSHIP: Stage.Level.TOWNSHIP,
}


class StageForm(forms.ModelForm):
    held_on = DayField(label=gettext_lazy("Day"))

    class Meta:
        model = Stage
        fields = ["unit", "level", "title", "held_on", "place"]

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        own = (
            Unit.objects.run_by(person, Act.HOLD_CONTESTS).now().within(self.instance.contest.unit)
        )
        _offer(self.fields["unit"], own)
        self.fields["level"].widget = forms.RadioSelect(choices=Stage.Level.choices)
        if self.instance.pk is None:
            # What is held most often: a stage of the contest's own unit, below it one of her own.
            unit = own.filter(pk=self.instance.contest.unit_id).first() or own.first()
            self.initial |= {"unit": unit, "level": LEVELS.get(unit.level)} if unit else {}

    def clean(self):
        cleaned = super().clean()
        unit, title = cleaned.get("unit"), cleaned.get("title")
        twin = self.instance.contest.stages.filter(unit=unit, title=title)
        if unit and title and twin.exclude(pk=self.instance.pk).exists():
            self.add_error("title", _("There is a stage of this name already."))
        return cleaned


class EntryForm(forms.ModelForm):
    names = forms.CharField(
        label=gettext_lazy("People"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One name or user name a line. They see the contest on their day."),
    )

    class Meta:
        model = Entry
        fields = ["unit", "title", "order_no"]
        labels = {"order_no": gettext_lazy("Number in the order")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        stage = self.instance.stage
        below = Unit.objects.within(stage.unit).now()
        _offer(self.fields["unit"], below.filter(level__lte=stage.unit.level + 1))
        last = stage.entries.aggregate(last=Max("order_no"))["last"] or 0
        self.initial["order_no"] = last + 1

    def clean_order_no(self):
        return self._free("order_no", _("This number in the order is taken."))

    def clean_title(self):
        return self._free("title", _("There is an entry of this name already."))

    def _free(self, field, sentence):
        value = self.cleaned_data[field]
        if self.instance.stage.entries.filter(**{field: value}).exists():
            raise forms.ValidationError(sentence)
        return value

    def clean_names(self):
        unit = self.cleaned_data.get("unit")
        if unit is None:
            return []
        here = Person.objects.posted_in(Unit.objects.within(unit), today())
        lines = [line.strip() for line in self.cleaned_data["names"].splitlines()]
        return [the_one_called(line, here) for line in lines if line]


class SeatForm(forms.Form):
    judge = forms.CharField(
        label=gettext_lazy("Judge"),
        max_length=60,
        help_text=gettext_lazy("Name, user name or phone number."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Seat"),
        choices=Seat.Kind.choices,
        initial=Seat.Kind.MAIN,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("A reserve judge marks when another is recused or absent."),
    )

    def clean_judge(self):
        active = Person.objects.filter(is_active=True)
        return the_one_called(self.cleaned_data["judge"].strip(), active)
