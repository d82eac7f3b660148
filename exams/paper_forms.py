"""How organisers ask for papers."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exams.models import Bank, Paper, Version
from exams.number_limits import limit

# Whole or half points, no more than a paper as a whole.
HALF = Decimal("0.5")
MOST_POINTS = Decimal(100)


class PointsField(forms.DecimalField):
    def __init__(self, **kwargs):
        super().__init__(min_value=HALF, max_value=MOST_POINTS, max_digits=4, **kwargs)
        self.widget.attrs["inputmode"] = "decimal"

    def prepare_value(self, value):
        """2 and 2.5 as one writes them, whatever the column keeps."""
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value

    def clean(self, value):
        points = super().clean(value)
        if points is not None and points % HALF:
            raise forms.ValidationError(_("Points are whole or half ones, such as 2 or 2.5."))
        return points


class PaperForm(forms.ModelForm):
    use_required_attribute = False

    class Meta:
        model = Paper
        fields = ["title", "minutes", "multiple_rule"]
        labels = {"title": gettext_lazy("Name of the paper")}
        help_texts = {"minutes": gettext_lazy("Proposed when an exam is planned with it.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        limit(self, minutes=(1, 600))


class PaperTitleForm(forms.Form):
    """For a copy, and for what a blueprint makes."""

    title = forms.CharField(label=gettext_lazy("Name of the paper"), max_length=120)

    use_required_attribute = False


class SearchForm(forms.Form):
    """Which questions may be put on a paper."""

    q = forms.CharField(label=gettext_lazy("Words"), required=False)
    bank = forms.ModelChoiceField(
        Bank.objects.none(),
        label=gettext_lazy("Question bank"),
        required=False,
        empty_label=gettext_lazy("all banks"),
    )
    type = forms.ChoiceField(
        label=gettext_lazy("Kind of question"),
        required=False,
        choices=[
            ("", gettext_lazy("all types")),
            *((t.value, t.label) for t in (*Version.BY_KEY, *Version.BY_PEOPLE)),
        ],
    )

    use_required_attribute = False

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.banks = Bank.objects.kept_by(person)
        self.fields["bank"].queryset = self.banks

    def found(self):
        """The questions that fit; what makes no sense narrows nothing."""
        self.is_valid()
        given = self.cleaned_data
        versions = Version.objects.in_use().asked().filter(bank__in=self.banks)
        if given.get("bank"):
            versions = versions.filter(bank=given["bank"])
        if given.get("type"):
            versions = versions.filter(type=given["type"])
        if given.get("q"):
            versions = versions.about(given["q"])
        return versions


class PaperChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, paper):
        return f"{paper.title} · {paper.get_way_display()}"


class ArrangeForm(forms.Form):
    """The points of each question of a paper, and one act on one question."""

    use_required_attribute = False

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = rows
        for row in rows:
            words = _("Points of question %(number)d") % {"number": row.slot}
            self.fields[f"points{row.slot}"] = PointsField(label=words, initial=row.points)

    def lines(self):
        """Each question with its field of points."""
        last = len(self.rows)
        return [
            {"row": row, "points": self[f"points{row.slot}"], "last": row.slot == last}
            for row in self.rows
        ]

    def points(self):
        return {row.slot: self.cleaned_data[f"points{row.slot}"] for row in self.rows}

    def act(self):
        """What else was pressed: (act, slot), or nothing."""
        act, _sign, slot = self.data.get("act", "").partition("-")
        return (act, int(slot)) if slot.isdecimal() and len(slot) < 4 else ("", 0)
