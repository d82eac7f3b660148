"""The rules of a quiz by hand: rounds, ties, and what the written paper is for."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from competitions.quiz.rules import BUZZER, MOST_POINTS, REQUIRED, RISK, SAYS, SUDDEN_DEATH, TIES

KINDS = [
    (REQUIRED, gettext_lazy("everybody answers, or the one it is put to")),
    (BUZZER, gettext_lazy("the quickest answers")),
    (RISK, gettext_lazy("a team stakes points")),
    (SUDDEN_DEATH, gettext_lazy("sudden death between equals")),
]
TIE_STEPS = [
    ("", gettext_lazy("nothing more")),
    (TIES[0], gettext_lazy("sudden death")),
    (TIES[1], gettext_lazy("fewer wrong answers")),
    (TIES[2], gettext_lazy("the paper handed in earlier")),
]
NUMBERS = ("right", "wrong", "early", "spoke", "attempts", "turns", "seconds")


def _points(label, hint="", **limits):
    return forms.IntegerField(label=label, help_text=hint, required=False, **limits)


class RoundForm(forms.Form):
    """A round without a name is not held."""

    key = forms.CharField(label=gettext_lazy("Name of the round"), max_length=40, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Who answers"), choices=KINDS, required=False)
    right = _points(gettext_lazy("Points when right"), min_value=0, max_value=MOST_POINTS)
    wrong = _points(gettext_lazy("Points when wrong"), min_value=-MOST_POINTS, max_value=0)
    early = _points(gettext_lazy("Claimed too early"), min_value=-MOST_POINTS, max_value=0)
    spoke = _points(gettext_lazy("Spoke without the right"), min_value=-MOST_POINTS, max_value=0)
    attempts = _points(gettext_lazy("Teams that may answer"), min_value=1, max_value=3)
    values = forms.CharField(
        label=gettext_lazy("Stakes, such as 10 30 50"), max_length=60, required=False
    )
    turns = _points(gettext_lazy("Risk questions a team"), min_value=1, max_value=100)
    seconds = _points(gettext_lazy("Seconds to answer"), min_value=1, max_value=3600)

    def clean_values(self):
        words = self.cleaned_data["values"].replace("、", " ").replace(",", " ").split()
        if not all(word.isascii() and word.isdigit() for word in words):
            raise forms.ValidationError(_("Write whole numbers with spaces between: 10 30 50."))
        return [int(word) for word in words]

    def clean(self):
        cleaned = super().clean()
        is_risk = cleaned.get("key") and cleaned.get("kind") == RISK
        if is_risk and not cleaned.get("values") and "values" not in self.errors:
            self.add_error("values", _("Write the stakes, for example 10 30 50."))
        return cleaned

    def round(self):
        """The round as JSON, with nothing in it that its kind does not know."""
        given = self.cleaned_data
        kind = given["kind"] or REQUIRED
        known = {"seconds", *SAYS[kind]}
        said = {name: given[name] for name in NUMBERS if given[name] is not None and name in known}
        if kind == RISK:
            said["values"] = given["values"]
        return {"key": " ".join(given["key"].split()), "kind": kind, **said}


class BaseRoundFormSet(forms.BaseFormSet):
    def clean(self):
        if any(self.errors):
            return
        names = [round_["key"] for round_ in self.rounds()]
        if not names:
            raise forms.ValidationError(_("Name at least one round."))
        if len(set(names)) < len(names):
            raise forms.ValidationError(_("Two rounds have the same name."))

    def rounds(self):
        return [form.round() for form in self.forms if form.cleaned_data.get("key")]


RoundFormSet = forms.formset_factory(
    RoundForm, formset=BaseRoundFormSet, extra=0, min_num=6, max_num=8, validate_max=True
)


class QuizRuleForm(forms.Form):
    base = forms.IntegerField(
        label=gettext_lazy("Points at the start"), min_value=-MOST_POINTS, max_value=MOST_POINTS
    )
    paper = forms.ChoiceField(
        label=gettext_lazy("Written paper"),
        choices=[
            ("", gettext_lazy("none")),
            ("start", gettext_lazy("its points are added at the start")),
            ("selection", gettext_lazy("it chooses who comes on stage")),
        ],
        required=False,
    )
    best = forms.IntegerField(
        label=gettext_lazy("Members who count"), min_value=1, max_value=20, required=False
    )
    by = forms.ChoiceField(
        label=gettext_lazy("Their marks are"),
        choices=[("sum", gettext_lazy("added")), ("mean", gettext_lazy("averaged"))],
        required=False,
    )
    tie1 = forms.ChoiceField(
        label=gettext_lazy("On a tie, first"), choices=TIE_STEPS, required=False
    )
    tie2 = forms.ChoiceField(label=gettext_lazy("Then"), choices=TIE_STEPS, required=False)
    tie3 = forms.ChoiceField(label=gettext_lazy("And then"), choices=TIE_STEPS, required=False)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("paper") and cleaned.get("best") is None and "best" not in self.errors:
            self.add_error("best", _("Write how many members of a team count."))
        return cleaned


def quiz_rules_of(form, rounds):
    """The JSON of the rules, from two forms that are valid."""
    given = form.cleaned_data
    data = {
        "base": given["base"],
        "rounds": rounds,
        "ties": [given[name] for name in ("tie1", "tie2", "tie3") if given[name]],
    }
    if given["paper"]:
        data["paper"] = {
            "best": given["best"], "by": given["by"] or "sum", "counts": given["paper"],
        }  # fmt: skip
    return data


def quiz_rules_as_initial(data):
    """(initial of the rule form, initial of the rounds) of the JSON."""
    ties = dict(zip(("tie1", "tie2", "tie3"), [*data["ties"], "", "", ""], strict=False))
    paper = data.get("paper") or {}
    rule = {"base": data["base"], **ties, "paper": paper.get("counts", "")}
    rule |= {name: paper[name] for name in ("best", "by") if name in paper}
    rounds = [
        {**round_, "values": " ".join(map(str, round_.get("values", ())))}
        for round_ in data["rounds"]
    ]
    return rule, rounds


def standard_quiz():
    """What a new contest is offered to begin with, in the reader's language."""
    return {
        "base": 100,
        "rounds": [
            {
                "key": pgettext("a round", "Required"),
                "kind": REQUIRED, "right": 10, "wrong": 0, "seconds": 30,
            },
            {
                "key": pgettext("a round", "Quickest"),
                "kind": BUZZER, "right": 10, "wrong": -10, "early": -10, "attempts": 2,
                "seconds": 20,
            },
            {
                "key": pgettext("a round", "Risk"),
                "kind": RISK, "values": [10, 30, 50], "turns": 1, "seconds": 60,
            },
            {"key": pgettext("a round", "Sudden death"), "kind": SUDDEN_DEATH, "seconds": 20},
        ],
        "ties": list(TIES),
    }  # fmt: skip
