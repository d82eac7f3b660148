from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from competitions.organising import MEASURES
from competitions.services.sheets import plain

ROWS = 5


class AwardRulesForm(forms.Form):
    """Awards by rank, the best first; what happens on a tie; the award for good organisation."""

    shared = forms.ChoiceField(
        label=gettext_lazy("Equals at the line"),
        choices=[
            ("1", gettext_lazy("all get the better award")),
            ("0", gettext_lazy("the panel decides")),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for number in range(1, ROWS + 1):
            self.fields[f"title_{number}"] = forms.CharField(
                label=format_lazy(gettext_lazy("Award {number}"), number=number),
                max_length=30,
                required=number == 1,
            )
            self.fields[f"places_{number}"] = forms.IntegerField(
                label=gettext_lazy("How many"), min_value=1, max_value=99, required=False
            )
        self.fields["organisation"] = forms.CharField(
            label=gettext_lazy("Award for good organisation"), max_length=30, required=False
        )
        self.fields["organisation_places"] = forms.IntegerField(
            label=gettext_lazy("How many"), min_value=1, max_value=99, required=False
        )
        for measure, words in MEASURES.items():
            self.fields[f"weight_{measure}"] = forms.DecimalField(
                label=format_lazy(gettext_lazy("Weight: {measure}"), measure=words),
                min_value=0, max_value=100, max_digits=5, decimal_places=2, required=False,
            )  # fmt: skip
        self.order_fields([*self.ranked_names(), "shared"])

    @staticmethod
    def ranked_names():
        pairs = [(f"title_{number}", f"places_{number}") for number in range(1, ROWS + 1)]
        return [name for pair in pairs for name in pair]

    def clean(self):
        cleaned = super().clean()
        for number in range(1, ROWS + 1):
            self._refuse_half(f"title_{number}", f"places_{number}")
        self._refuse_half("organisation", "organisation_places")
        if cleaned.get("organisation") and not any(self._weights(cleaned).values()):
            self.add_error("organisation", _("Give at least one measure a weight."))
        return cleaned

    def _refuse_half(self, title, places):
        given = self.cleaned_data
        if given.get(title) and not given.get(places) and places not in self.errors:
            self.add_error(places, _("Write how many there are."))

    @staticmethod
    def _weights(cleaned):
        return {name: cleaned.get(f"weight_{name}") for name in MEASURES}

    def rules(self):
        given = self.cleaned_data
        quotas = [
            {"key": f"a{n}", "title": given[f"title_{n}"], "places": given[f"places_{n}"]}
            for n in range(1, ROWS + 1)
            if given[f"title_{n}"]
        ]
        return {
            "quotas": quotas,
            "shared": given["shared"] == "1",
            "organisation": self._organisation(given),
        }

    def _organisation(self, given):
        if not given["organisation"]:
            return None
        weights = {name: plain(w) for name, w in self._weights(given).items() if w}
        places = given["organisation_places"]
        return {"title": given["organisation"], "places": places, "weights": weights}


def rules_as_initial(data):
    """What the form begins with: the rules as they are, or what is usual."""
    data = data or {
        "quotas": [
            {"title": _("First prize"), "places": 1},
            {"title": _("Second prize"), "places": 2},
            {"title": _("Third prize"), "places": 3},
        ],
        "shared": True,
        "organisation": {
            "title": _("Good organisation"),
            "places": 3,
            "weights": {"villages": "50", "own_stage": "30", "place": "20"},
        },
    }
    initial = {"shared": "1" if data["shared"] else "0"}
    for number, quota in enumerate(data["quotas"], start=1):
        initial |= {f"title_{number}": quota["title"], f"places_{number}": quota["places"]}
    if rule := data["organisation"]:
        initial |= {"organisation": rule["title"], "organisation_places": rule["places"]}
        initial |= {f"weight_{name}": weight for name, weight in rule["weights"].items()}
    return initial


class SpecialAwardForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Award"), max_length=30)
    entry = forms.ModelChoiceField(
        None, label=gettext_lazy("For whom"), empty_label=gettext_lazy("Choose one")
    )
    why = forms.CharField(label=gettext_lazy("Why"), max_length=120)

    def __init__(self, *args, stage, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["entry"].queryset = stage.entries.select_related("unit")


class TieForm(forms.Form):
    """Who of equals gets the award."""

    key = forms.CharField(widget=forms.HiddenInput)
    chosen = forms.MultipleChoiceField(
        label=gettext_lazy("Who gets it"), widget=forms.CheckboxSelectMultiple
    )
    how = forms.CharField(
        label=gettext_lazy("How it was decided"),
        max_length=200,
        help_text=gettext_lazy("For example: vote of the panel by show of hands, 4 to 2."),
    )

    def __init__(self, *args, tie, **kwargs):
        super().__init__(*args, initial={"key": tie["key"]}, **kwargs)
        self.tie = tie
        self.fields["chosen"].choices = tie["entries"]


class AwardBackForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Give a reason"), max_length=120)
