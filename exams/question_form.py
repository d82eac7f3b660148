"""A form for the wording of a question: its text, a row for each answer, its explanation."""

from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exams.formats import weights
from exams.formats.checks import LONGEST_ANSWER, LONGEST_TEXT, MOST_PARTS
from exams.formats.numbers import number_of
from exams.services.wordings import neutral

SPARE_ROWS = 2


@dataclass(frozen=True)
class Row:
    """Fields that belong together: one answer."""

    title: str
    fields: list
    is_spare: bool


class NumberField(forms.CharField):
    def clean(self, value):
        text = super().clean(value)
        if text and number_of(text) is None:
            raise forms.ValidationError(_("Write a number."))
        return text


class PercentField(forms.DecimalField):
    def __init__(self, **kwargs):
        super().__init__(min_value=-100, max_value=100, decimal_places=5, required=False, **kwargs)


class QuestionForm(forms.Form):
    """Text, rows, explanation. A row that is left empty is left out."""

    text = forms.CharField(
        label=gettext_lazy("Question"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 3}),
    )

    use_required_attribute = False
    row_title = gettext_lazy("Answer %(number)s")

    def __init__(self, *args, version, **kwargs):
        self.version, self.question = version, neutral(version)
        initial = {"text": version.text, "explanation": version.explanation}
        self.keys = []
        super().__init__(*args, initial=initial, **kwargs)
        self.add_rows()
        self.add_more()
        self.fields["explanation"] = forms.CharField(
            label=_("Why"),
            max_length=LONGEST_TEXT,
            required=False,
            widget=forms.Textarea({"rows": 3}),
            help_text=_("Shown with the result to those who got it wrong."),
        )

    def add_rows(self):
        entries = self.entries()
        room = max(0, MOST_PARTS - len(entries))
        for number in range(1, len(entries) + min(SPARE_ROWS, room) + 1):
            self.keys.append(str(number))
            self.add_row(str(number), entries[number - 1] if number <= len(entries) else None)

    def entries(self):
        """What the rows are filled with."""
        return self.question.answers

    def add_row(self, key, entry):
        raise NotImplementedError

    def add_more(self):
        """Fields below the rows."""

    def add(self, name, key, field, value):
        if isinstance(value, str) and "\n" in value:
            # A field of one line would run the lines together.
            field.widget = forms.Textarea({"rows": 3})
        self.fields[f"{name}_{key}"] = field
        if value not in (None, ""):
            self.initial[f"{name}_{key}"] = value

    @property
    def rows(self):
        filled = len(self.entries())
        return [
            Row(
                self.row_title % {"number": key.upper()},
                [self[name] for name in self.fields if name.endswith(f"_{key}")],
                number > filled,
            )
            for number, key in enumerate(self.keys, start=1)
        ]

    @property
    def fields_below(self):
        """All but the text and the rows."""
        inside = {field.name for row in self.rows for field in row.fields}
        return [field for field in self if field.name != "text" and field.name not in inside]

    def said(self, name, key):
        return self.cleaned_data.get(f"{name}_{key}") or ""

    def share(self, key, unless):
        percent = self.cleaned_data.get(f"percent_{key}")
        return Decimal(unless) if percent is None else weights.weight_of(percent)

    @property
    def pinned(self):
        return self.cleaned_data.get("pinned", ())

    @property
    def case_matters(self):
        return self.cleaned_data.get("case_matters")

    def answers(self):
        """Those of `formats.question`; their keys follow from their order."""
        return [self.answer(key) for key in self.keys if self.is_filled(key)]

    def is_filled(self, key):
        return bool(self.said("text", key))

    def answer(self, key):
        raise NotImplementedError


def text_field(label, **more):
    return forms.CharField(label=label, max_length=LONGEST_ANSWER, required=False, **more)
