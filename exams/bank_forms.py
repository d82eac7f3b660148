"""How organisers look for questions and act on many of them."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from exams import bands
from exams.assembly.blueprint import BAND_WORDS
from exams.models import Question, Topic, Version

State = Question.State
NO_TOPIC = "none"
ACTS = {
    State.CHECKED: _("Checked, it is right"),
    State.IN_USE: _("Put in use"),
    State.RETIRED: _("Retire"),
    State.DRAFT: _("Make it a draft again"),
}


def indented(topic):
    """A choice of a select: as deep as it stands in the tree."""
    *above, name = topic.parts
    return "\u2003" * len(above) + name


class TopicField(forms.ModelChoiceField):
    def __init__(self, **kwargs):
        kwargs = {"label": pgettext_lazy("of questions", "Topic"), "required": False, **kwargs}
        super().__init__(Topic.objects.none(), **kwargs)

    def of(self, bank, apart_from=None):
        topics = bank.topics.all()
        self.queryset = topics.exclude(pk=apart_from.pk) if apart_from else topics
        self.label_from_instance = indented
        return self


class PercentField(forms.DecimalField):
    """A share as people say it; cleans to 0..1."""

    def __init__(self, **kwargs):
        super().__init__(
            label=_("How many get it right, in percent"),
            required=False,
            min_value=0,
            max_value=100,
            decimal_places=1,
            help_text=_("Your guess: from 70 it is easy, below 40 it is hard."),
            **kwargs,
        )

    def clean(self, value):
        return bands.share_of(super().clean(value))

    def prepare_value(self, value):
        return (value * 100).normalize() + 0 if isinstance(value, Decimal) else value


class QuestionFilterForm(forms.Form):
    """What the address of a list says; three fields are shown, the rest is folded."""

    FOLDED = ("type", "difficulty", "practice", "use")

    q = forms.CharField(label=_("Words"), required=False)
    topic = TopicField(empty_label=_("all topics"))
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("all states")), *State.choices]
    )
    type = forms.ChoiceField(
        label=_("Kind of question"),
        required=False,
        choices=[("", _("all types")), *Version.Type.choices],
    )
    difficulty = forms.ChoiceField(label=_("How hard"), required=False)
    practice = forms.ChoiceField(
        label=_("Practice"),
        required=False,
        choices=[
            ("", _("all")),
            ("yes", _("may be practised")),
            ("no", _("only in exams")),
        ],
    )
    use = forms.ChoiceField(
        label=_("On papers"),
        required=False,
        choices=[("", _("all")), ("yes", _("has been on a paper")), ("no", _("never on a paper"))],
    )

    use_required_attribute = False

    def __init__(self, *args, bank, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topic"].of(bank)
        words = [(band, _(word)) for band, word in BAND_WORDS.items()]
        self.fields["difficulty"].choices = [("", _("all")), *words, ("none", _("not known"))]
        self.is_valid()

    @property
    def given(self):
        """Those that make sense; a condition that makes none leaves all."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def shown(self):
        return [field for field in self if field.name not in self.FOLDED]

    @property
    def folded(self):
        return [field for field in self if field.name in self.FOLDED]

    @property
    def is_unfolded(self):
        return any(name in self.FOLDED for name in self.given)

    @property
    def as_query(self):
        return {name: getattr(value, "pk", value) for name, value in self.given.items()}

    def said(self, name):
        """A condition in words."""
        value = self.given[name]
        if name == "q":
            return value
        if name == "topic":
            return value.label
        label = dict(self.fields[name].choices)[value]
        return f"{self.fields[name].label} · {label}"

    def narrowed(self, versions):
        for name, value in self.given.items():
            versions = _NARROW[name](versions, value)
        return versions


def _by_topic(versions, topic):
    return versions.filter(question__topic__in=Topic.objects.below([topic]))


def _by_difficulty(versions, band):
    if band == "none":
        return versions.filter(question__difficulty=None)
    least, below = bands.SPANS[band]
    if least is not None:
        versions = versions.filter(question__difficulty__gte=least)
    return versions if below is None else versions.filter(question__difficulty__lt=below)


_NARROW = {
    "q": lambda versions, words: versions.about(words),
    "topic": _by_topic,
    "state": lambda versions, state: versions.filter(question__state=state),
    "type": lambda versions, type_: versions.filter(type=type_),
    "difficulty": _by_difficulty,
    "practice": lambda versions, said: versions.filter(question__may_be_practised=said == "yes"),
    "use": lambda versions, said: versions.used(said == "yes"),
}


class QuestionSettingsForm(forms.ModelForm):
    """What may change in a question without a new wording."""

    topic = TopicField(empty_label=_("no topic"))
    difficulty = PercentField()

    use_required_attribute = False

    class Meta:
        model = Question
        fields = ["topic", "difficulty", "may_be_practised"]
        labels = {"may_be_practised": _("May be practised before an exam")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topic"].of(self.instance.bank)


class BatchForm(forms.Form):
    """One act on the questions that are ticked, or on all that the list holds."""

    OTHER = {
        "topic": _("Set topic"),
        "difficulty": _("Set difficulty"),
        "practise": _("May be practised"),
        "exam_only": _("Only in exams"),
        "enemies": _("Not on one paper"),
    }

    act = forms.ChoiceField(
        label=_("What is done"),
        choices=[*ACTS.items(), *OTHER.items()],
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("Press the button of what is to be done.")
        ),
    )
    all = forms.BooleanField(required=False)
    topic = TopicField(empty_label=_("no topic"))
    difficulty = PercentField()

    use_required_attribute = False

    def __init__(self, *args, bank, **kwargs):
        super().__init__(*args, prefix="batch", **kwargs)
        self.fields["topic"].of(bank)


class TopicForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=100)
    above = TopicField(label=_("Stands below"), empty_label=_("at the top"))

    use_required_attribute = False

    def __init__(self, *args, bank, topic=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["above"].of(bank, topic)


class MergeForm(forms.Form):
    into = TopicField(label=_("Put it together with"), required=True, empty_label=_("Choose one"))

    use_required_attribute = False

    def __init__(self, *args, topic, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].of(topic.bank, topic)


class BankForm(forms.Form):
    name = forms.CharField(label=_("Name of the bank"), max_length=120)

    use_required_attribute = False
