"""A form for the wording of a question: its text, a row for each answer, its explanation."""

import hashlib
from dataclasses import dataclass, replace
from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exams.formats import weights
from exams.formats.checks import LONGEST_ANSWER, LONGEST_TEXT, MOST_PARTS
from exams.formats.numbers import number_of
from exams.formats.question import LONGEST_ALT
from exams.picture_field import PictureField
from exams.services.wordings import as_neutral

SPARE_ROWS = 2
PICTURE = ("picture", "alt")
# What an answer consists of; whatever else stands in its row may stay empty.
ANSWER = ("text", "match")


@dataclass(frozen=True)
class Row:
    """Fields that belong together: one answer."""

    title: str
    fields: list
    is_spare: bool
    picture: tuple = ()  # its picture and the words for that, folded while there is none

    @property
    def shows_picture(self):
        return is_shown(self.picture)


def is_shown(fields):
    return any(_is_given(field.value()) or field.errors for field in fields)


def _is_given(value):
    """Also what a picture field was sent: file, hash, whether it is to go."""
    return any(value.values()) if isinstance(value, dict) else bool(value)


def _is_of(key, name):
    kind, _sign, of = name.partition("_")
    return of == key and kind not in PICTURE


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
    # So many rows a question of this type must have.
    least_rows = 1

    def __init__(self, *args, question, person, **kwargs):
        """`question` is a neutral one, `person` who writes: she sees the pictures she brings."""
        self.question, self.person = question, person
        initial = {"text": question.text, "explanation": question.explanation}
        self.keys = []
        super().__init__(*args, initial=initial, **kwargs)
        self.add_picture("stem", question.picture, _("Picture below the question"))
        self.add_rows()
        self.add_more()
        self.fields["explanation"] = forms.CharField(
            label=_("Why"),
            max_length=LONGEST_TEXT,
            required=False,
            widget=forms.Textarea({"rows": 3}),
            help_text=_("Shown with the result to those who got it wrong."),
        )

    @property
    def filled_with(self):
        """Another one as soon as somebody has saved another wording."""
        filled = sorted((name, str(value)) for name, value in self.initial.items())
        return hashlib.sha256(repr(filled).encode()).hexdigest()

    def add_picture(self, key, picture, label):
        field = PictureField(label=label, person=self.person)
        self.add("picture", key, field, picture and picture.sha256)
        words = forms.CharField(
            label=_("What the picture shows"),
            max_length=LONGEST_ALT,
            required=False,
            help_text=_("Read out to those who cannot see it; do not give the answer away."),
        )
        self.add("alt", key, words, picture and picture.alt)

    def picture(self, key):
        """The neutral picture, or None."""
        return as_neutral(self.cleaned_data.get(f"picture_{key}"), self.said("alt", key))

    def clean(self):
        for name in self.fields:
            kind, _sign, key = name.partition("_")
            if kind == "picture" and self.cleaned_data.get(name) and not self.said("alt", key):
                self.add_error(f"alt_{key}", _("Say in words what the picture shows."))

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
        """The fields of one answer; every type that has rows says which."""

    def add_more(self):
        """Fields below the rows."""

    def add(self, name, key, field, value):
        if isinstance(value, str) and "\n" in value:
            # A field of one line would run the lines together.
            field.widget = forms.Textarea({"rows": 3})
        field.is_extra = name not in ANSWER
        self.fields[f"{name}_{key}"] = field
        if value not in (None, ""):
            self.initial[f"{name}_{key}"] = value

    @property
    def rows(self):
        needed = max(len(self.entries()), self.least_rows)
        return [
            Row(
                self.row_title % {"number": key.upper()},
                [self[name] for name in self.fields if _is_of(key, name)],
                number > needed,
                self.picture_fields(key),
            )
            for number, key in enumerate(self.keys, start=1)
        ]

    def picture_fields(self, key):
        names = (f"{kind}_{key}" for kind in PICTURE)
        return [self[name] for name in names if name in self.fields]

    @property
    def stem_picture(self):
        return Row("", [], True, self.picture_fields("stem"))

    @property
    def fields_below(self):
        """All but those above the rows and in them."""
        rows = [*self.rows, self.stem_picture]
        inside = {field.name for row in rows for field in (*row.fields, *row.picture)} | {"text"}
        return [field for field in self if field.name not in inside]

    def said(self, name, key):
        return self.cleaned_data.get(f"{name}_{key}") or ""

    def share(self, key, unless):
        percent = self.cleaned_data.get(f"percent_{key}")
        return Decimal(unless) if percent is None else weights.weight_of(percent)

    def wording(self):
        """The neutral question as it is wanted."""
        pinned = self.cleaned_data.get("pinned", ())
        answers = [replace(a, pinned=a.key in pinned) for a in self.answers()]
        return replace(
            self.question,
            text=self.cleaned_data["text"],
            explanation=self.cleaned_data["explanation"],
            answers=answers,
            picture=self.picture("stem"),
            case_matters=self.cleaned_data.get("case_matters", self.question.case_matters),
        )

    def answers(self):
        """Those of `formats.question`; their keys follow from their order."""
        return [self.answer(key) for key in self.keys if self.is_filled(key)]

    def is_filled(self, key):
        return bool(self.said("text", key))

    def answer(self, key):
        """The `formats.question.Answer` of one row; every type that has rows makes its own."""


def text_field(label, **more):
    return forms.CharField(label=label, max_length=LONGEST_ANSWER, required=False, **more)
