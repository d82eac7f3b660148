"""Changing a question in the browser: the rows of answers as each type has them."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exams.formats import weights
from exams.formats.blanks import join_answers, split_answers
from exams.formats.gift_comments import fill_answers
from exams.formats.numbers import number_of
from exams.formats.question import LETTERS, Answer, Question
from exams.models import Version
from exams.question_form import SPARE_ROWS, NumberField, PercentField, QuestionForm, Row, text_field
from exams.services.wordings import neutral

T = Version.Type
NEW_OPTIONS = 4


class ChoiceForm(QuestionForm):
    """Options by their letters; weights are asked for only where they are not the usual ones."""

    row_title = gettext_lazy("Option %(number)s")
    least_rows = 2

    def add_rows(self):
        options = {answer.key: answer for answer in self.question.answers}
        free = [letter for letter in LETTERS if letter > max(options, default="")]
        self.keys = [*options, *free[: SPARE_ROWS if options else NEW_OPTIONS]]
        for key in self.keys:
            self.add_row(key, options.get(key))

    def add_row(self, key, entry):
        self.add("text", key, text_field(_("Words")), entry and entry.text)
        if self.is_weighed:
            percent = entry and weights.percent(entry.fraction)
            self.add("percent", key, PercentField(label=_("Percent of the points")), percent)
        self.add("feedback", key, text_field(_("Feedback")), entry and entry.feedback)
        self.add_picture(key, entry and entry.picture, _("Picture"))

    @property
    def is_weighed(self):
        """Whether the weights say more than which options are right."""
        fractions = [answer.fraction for answer in self.question.answers]
        right = sum(fraction > 0 for fraction in fractions)
        usual = {Decimal(0), Decimal(1)}
        if self.is_multiple and right:
            usual.add(weights.share(right))
        return not usual.issuperset(fractions) or (right > 1 and not self.is_multiple)

    @property
    def is_multiple(self):
        return self.question.type == T.MULTIPLE

    def add_more(self):
        letters = [(key, key.upper()) for key in self.keys]
        if not self.is_weighed:
            right = [a.key for a in self.question.answers if a.fraction > 0]
            field = forms.MultipleChoiceField if self.is_multiple else forms.ChoiceField
            widget = forms.CheckboxSelectMultiple if self.is_multiple else forms.RadioSelect
            self.fields["right"] = field(label=_("Right"), choices=letters, widget=widget)
            self.initial["right"] = right if self.is_multiple else next(iter(right), "")
        self.fields["pinned"] = forms.MultipleChoiceField(
            label=_("Options that keep their place"),
            choices=letters,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Such as “all of the above”; the others are shuffled."),
        )
        self.initial["pinned"] = [a.key for a in self.question.answers if a.pinned]

    def clean(self):
        super().clean()
        for key in self.right:
            if not self.is_filled(key):
                self.add_error(f"text_{key}", _("A right option needs words or a picture."))

    def is_filled(self, key):
        return super().is_filled(key) or bool(self.cleaned_data.get(f"picture_{key}"))

    @property
    def right(self):
        right = self.cleaned_data.get("right", [])
        return [right] if isinstance(right, str) else right

    def answer(self, key):
        fraction = Decimal(0)
        if self.is_weighed:
            fraction = self.share(key, unless=0)
        elif key in self.right:
            fraction = weights.share(len(self.right))
        text, feedback = self.said("text", key), self.said("feedback", key)
        return Answer(key, text, fraction, feedback, picture=self.picture(key))


class TrueFalseForm(QuestionForm):
    def add_rows(self):
        self.keys = ["true", "false"]
        for answer in self.question.answers:
            self.add_row(answer.key, answer)

    def add_row(self, key, entry):
        self.add("feedback", key, text_field(_("Feedback")), entry.feedback)

    @property
    def rows(self):
        titles = {"true": _("True"), "false": _("False")}
        return [Row(titles[key], [self[f"feedback_{key}"]], False) for key in self.keys]

    def add_more(self):
        self.fields["right"] = forms.ChoiceField(
            label=_("Right"),
            choices=[("true", _("True")), ("false", _("False"))],
            widget=forms.RadioSelect,
        )
        self.initial["right"] = next((a.key for a in self.question.answers if a.fraction > 0), "")

    def is_filled(self, key):
        return True

    def answer(self, key):
        right = Decimal(self.cleaned_data["right"] == key)
        return Answer(key, key, right, self.said("feedback", key))


class ShortAnswerForm(QuestionForm):
    def add_row(self, key, entry):
        self.add("text", key, text_field(_("Accepted answer")), entry and entry.text)
        percent = entry and weights.percent(entry.fraction)
        self.add("percent", key, PercentField(label=_("Percent of the points")), percent)
        self.add("feedback", key, text_field(_("Feedback")), entry and entry.feedback)

    def add_more(self):
        self.fields["text_1"].help_text = _("* stands for any text; write \\* for a star.")
        self.fields["case_matters"] = forms.BooleanField(
            label=_("Capital letters matter"), required=False
        )
        self.initial["case_matters"] = self.question.case_matters

    def answer(self, key):
        share = self.share(key, unless=1)
        return Answer("", self.said("text", key), share, self.said("feedback", key))


class NumericalForm(QuestionForm):
    def add_row(self, key, entry):
        self.add("text", key, text_field(_("Number")), entry and entry.text)
        tolerance = NumberField(label=_("May be missed by"), max_length=40, required=False)
        margin = entry and entry.tolerance
        self.add("tolerance", key, tolerance, None if margin is None else f"{margin:f}")
        percent = entry and weights.percent(entry.fraction)
        self.add("percent", key, PercentField(label=_("Percent of the points")), percent)
        self.add("feedback", key, text_field(_("Feedback")), entry and entry.feedback)

    def add_more(self):
        self.fields["text_1"].help_text = _("* stands for any other number.")

    def answer(self, key):
        return Answer(
            "",
            self.said("text", key),
            self.share(key, unless=1),
            self.said("feedback", key),
            number_of(self.said("tolerance", key)),
        )


class FillForm(QuestionForm):
    row_title = gettext_lazy("Blank %(number)s")

    def entries(self):
        return self.question.blanks

    def add_row(self, key, entry):
        field = text_field(_("Accepted answers"), help_text=_("Between several write ;"))
        self.add("text", key, field, entry and join_answers(entry))

    def answers(self):
        given = [self.said("text", key) for key in self.keys]
        return fill_answers([split_answers(text) for text in given if text])


class MatchingForm(QuestionForm):
    row_title = gettext_lazy("Line %(number)s")
    least_rows = 2

    def add_row(self, key, entry):
        self.add("text", key, text_field(_("Words")), entry and entry.text)
        match = text_field(
            _("Goes with"), help_text=_("Without words before it, it is there to lead astray.")
        )
        self.add("match", key, match, entry and entry.match)

    def is_filled(self, key):
        return bool(self.said("text", key) or self.said("match", key))

    def answer(self, key):
        text = self.said("text", key)
        return Answer("", text, Decimal(bool(text)), match=self.said("match", key))


class OrderingForm(QuestionForm):
    row_title = gettext_lazy("Place %(number)s")
    least_rows = 2

    def add_row(self, key, entry):
        self.add("text", key, text_field(_("Words")), entry and entry.text)

    def answer(self, key):
        return Answer("", self.said("text", key), Decimal(1))


class OpenForm(QuestionForm):
    """What people mark: what they look for, and how much of the points it is."""

    row_title = gettext_lazy("What counts %(number)s")
    least_rows = 0

    def add_row(self, key, entry):
        self.add("text", key, text_field(_("Words")), entry and entry.text)
        percent = entry and weights.percent(entry.fraction)
        self.add("percent", key, PercentField(label=_("Percent of the points")), percent)

    def answer(self, key):
        return Answer("", self.said("text", key), self.share(key, unless=1))


class DescriptionForm(QuestionForm):
    def add_rows(self):
        """There is nothing to be answered."""


# Answers that nobody writes.
_GIVEN = {T.TRUEFALSE: ("true", "false")}
FORMS = {
    T.SINGLE: ChoiceForm,
    T.MULTIPLE: ChoiceForm,
    T.TRUEFALSE: TrueFalseForm,
    T.SHORTANSWER: ShortAnswerForm,
    T.FILL: FillForm,
    T.NUMERICAL: NumericalForm,
    T.MATCHING: MatchingForm,
    T.ORDERING: OrderingForm,
    T.ESSAY: OpenForm,
    T.TASK: OpenForm,
    T.DESCRIPTION: DescriptionForm,
}


def form_for(version, data=None, files=None, *, person=None):
    """A form that changes this wording."""
    return FORMS[version.type](data, files, question=neutral(version), person=person)


def empty_form(type_, data=None, files=None, *, person=None):
    """A form for a new question of this type."""
    question = Question(type_, "", "", 1, [Answer(key, key) for key in _GIVEN.get(type_, ())])
    return FORMS[type_](data, files, question=question, person=person)
