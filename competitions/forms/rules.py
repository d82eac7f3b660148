"""A rule set by hand: criteria, trimming, rounding, ties. Anything stranger comes as JSON later."""

from decimal import Decimal

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from competitions.scoring.rules import parse_rules
from competitions.scoring.sheets import Cell
from competitions.services.refusal import ContestRefused
from competitions.services.sheets import plain, read_marks
from competitions.tabulation import as_strings, tabulate

MOST_CRITERIA = 8
PLACES = [("", gettext_lazy("not rounded")), *((n, str(n)) for n in range(5))]
TIES = [
    ("", gettext_lazy("nothing more")),
    ("head_to_head", gettext_lazy("who is above the other with more judges")),
    ("untrimmed_mean", gettext_lazy("the mean of all judges")),
    *(
        (f"criterion:c{n}", format_lazy(gettext_lazy("criterion {number}"), number=n))
        for n in range(1, MOST_CRITERIA + 1)
    ),
]


class CriterionForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Criterion"), max_length=30, required=False)
    most = forms.DecimalField(
        label=gettext_lazy("Highest mark"),
        required=False, min_value=1, max_value=999, max_digits=5, decimal_places=2,
    )  # fmt: skip
    step = forms.ChoiceField(
        label=gettext_lazy("Step between marks"),
        choices=[(step, step) for step in ("1", "0.5", "0.1", "0.01")],
        required=False,
    )
    weight = forms.DecimalField(
        label=gettext_lazy("Weight"),
        required=False, min_value=0, max_value=100, max_digits=7, decimal_places=4,
    )  # fmt: skip

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("title") and cleaned.get("most") is None and "most" not in self.errors:
            self.add_error("most", _("Write the highest mark, for example 40."))
        return cleaned


class BaseCriterionFormSet(forms.BaseFormSet):
    def clean(self):
        if not any(self.errors) and not self.criteria():
            raise forms.ValidationError(_("Name at least one criterion."))

    def criteria(self):
        named = [form.cleaned_data for form in self.forms if form.cleaned_data.get("title")]
        return [
            {
                "key": f"c{number}",
                "title": row["title"],
                "weight": plain(Decimal(1) if row["weight"] is None else row["weight"]),
                "min": "0",
                "max": plain(row["most"]),
                "step": row["step"] or "1",
            }
            for number, row in enumerate(named, start=1)
        ]


CriterionFormSet = forms.formset_factory(
    CriterionForm,
    formset=BaseCriterionFormSet,
    extra=0,
    min_num=4,
    max_num=MOST_CRITERIA,
    validate_max=True,
)


class RuleForm(forms.Form):
    level = forms.ChoiceField(
        label=gettext_lazy("What is trimmed"),
        choices=[
            ("judge", gettext_lazy("the totals of the judges")),
            ("criterion", gettext_lazy("the marks of each criterion")),
        ],
        initial="judge",
        widget=forms.RadioSelect,
    )
    high = forms.IntegerField(label=gettext_lazy("Highest left out"), min_value=0, max_value=9)
    low = forms.IntegerField(label=gettext_lazy("Lowest left out"), min_value=0, max_value=9)
    minimum = forms.IntegerField(
        label=gettext_lazy("Judges needed for that"),
        min_value=3,
        max_value=99,
        help_text=gettext_lazy("With fewer judges the mean of all counts."),
    )
    criterion = forms.ChoiceField(
        label=gettext_lazy("Places of a criterion"), choices=PLACES, required=False
    )
    weighted = forms.ChoiceField(
        label=gettext_lazy("Places of a weighted mark or a judge's total"),
        choices=PLACES,
        required=False,
    )
    total = forms.ChoiceField(
        label=gettext_lazy("Places of the result"), choices=PLACES, required=False
    )
    tie1 = forms.ChoiceField(label=gettext_lazy("On a tie, first"), choices=TIES, required=False)
    tie2 = forms.ChoiceField(label=gettext_lazy("Then"), choices=TIES, required=False)
    tie3 = forms.ChoiceField(label=gettext_lazy("And then"), choices=TIES, required=False)
    ranking = forms.ChoiceField(
        label=gettext_lazy("After two first places comes"),
        choices=[("1224", gettext_lazy("the third")), ("dense", gettext_lazy("the second"))],
        initial="1224",
        widget=forms.RadioSelect,
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("high", 0) + cleaned.get("low", 0) >= (cleaned.get("minimum") or 99):
            self.add_error("minimum", _("More judges are needed than are left out."))
        return cleaned


STANDARD = {
    "level": "judge", "high": 1, "low": 1, "minimum": 5, "criterion": 2, "weighted": 2, "total": 2,
    "tie1": "criterion:c1", "tie2": "head_to_head", "tie3": "untrimmed_mean", "ranking": "1224",
}  # fmt: skip


def standard_criteria():
    """What a new contest is offered to begin with, in the reader's language."""
    criteria = [(_("Content"), 40), (_("Delivery"), 30), (_("Demonstration"), 30)]
    return [{"title": title, "most": most, "step": "1", "weight": 1} for title, most in criteria]


def rules_of(form, criteria, time=None):
    """The JSON of a rule set, from forms that are valid; `time` where the time counts."""
    given = form.cleaned_data
    keys = {f"criterion:{criterion['key']}" for criterion in criteria}
    ties = [given[name] for name in ("tie1", "tie2", "tie3") if given[name]]
    rounding = {name: given[name] for name in ("criterion", "weighted", "total")}
    return {
        "criteria": criteria,
        "trim": {name: given[name] for name in ("level", "high", "low", "minimum")},
        "rounding": {
            "mode": "half_up",
            **{name: int(places) if places else None for name, places in rounding.items()},
        },
        "ties": [step for step in ties if not step.startswith("criterion:") or step in keys],
        "ranking": given["ranking"],
        **({"time": time} if time else {}),
    }


def as_initial(data):
    """(initial of the rule form, initial of the criteria) of a rule set's JSON."""
    ties = dict(zip(("tie1", "tie2", "tie3"), [*data["ties"], "", "", ""], strict=False))
    rule = {**data["trim"], **data["rounding"], **ties, "ranking": data["ranking"]}
    criteria = [
        {"title": c["title"], "most": c["max"], "step": c["step"], "weight": c["weight"]}
        for c in data["criteria"]
    ]
    return {key: "" if value is None else value for key, value in rule.items()}, criteria


class SampleForm(forms.Form):
    """Marks to try the rules on: a line a judge, a mark a criterion."""

    marks = forms.CharField(
        label=gettext_lazy("Sample marks"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("One judge a line, her marks with spaces between: 38 28 27"),
    )

    def result(self, data):
        """What the rules make of the sample; the form gets the errors."""
        rules = parse_rules(data)
        keys = [criterion.key for criterion in rules.criteria]
        cells = []
        for number, line in enumerate(self.cleaned_data["marks"].splitlines(), start=1):
            if line.split():
                marks = dict(zip(keys, line.split(), strict=False))
                try:
                    read_marks(rules, marks)
                except ContestRefused as refusal:
                    self.add_error(
                        "marks", _("Line %(n)s: %(why)s") % {"n": number, "why": refusal}
                    )
                    return None
                judge = f"{number:02d}"
                cells += [Cell("1", judge, key, mark) for key, mark in marks.items()]
        results = tabulate(rules, cells).results
        return as_strings(results[0], rules) if results else None
