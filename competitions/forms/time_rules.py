"""The rules of time by hand: limits in seconds, and what the steps beyond them cost."""

import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_STEP = re.compile(r"(\d{1,5})\s+(\d{1,3}(?:\.\d{1,3})?)", re.ASCII)
_STEPS_HELP = gettext_lazy(
    "One step a line: “30 0.1” means up to 30 seconds beyond cost 0.1 points."
    " The last line holds for everything beyond it."
)


class StepsField(forms.CharField):
    """Lines of seconds and points; cleaned to [[30, "0.1"], [60, "0.3"]]."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, **kwargs):
        super().__init__(required=False, max_length=400, help_text=_STEPS_HELP, **kwargs)

    def prepare_value(self, value):
        if isinstance(value, list):
            return "\n".join(f"{'' if end is None else end} {points}" for end, points in value)
        return value

    def clean(self, value):
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        steps = []
        for line in lines:
            found = _STEP.fullmatch(line)
            if not found or (steps and int(found[1]) <= steps[-1][0]) or int(found[1]) == 0:
                raise forms.ValidationError(
                    _("“%(line)s” is not a step. Write seconds and points, the shortest first."),
                    params={"line": line[:20]},
                )
            steps.append([int(found[1]), found[2]])
        return steps


class TimeForm(forms.Form):
    most = forms.IntegerField(
        label=gettext_lazy("Longest time in seconds"),
        required=False, min_value=1, max_value=86_400,
        help_text=gettext_lazy("Leave it empty when the time does not count."),
    )  # fmt: skip
    over = StepsField(label=gettext_lazy("What too long costs"))
    least = forms.IntegerField(
        label=gettext_lazy("Shortest time in seconds"),
        required=False, min_value=1, max_value=86_400,
    )  # fmt: skip
    under = StepsField(label=gettext_lazy("What too short costs"))

    def clean(self):
        cleaned = super().clean()
        for limit, steps in (("most", "over"), ("least", "under")):
            if not {limit, steps} & self.errors.keys():
                self._belong_together(cleaned, limit, steps)
        most, least = cleaned.get("most"), cleaned.get("least")
        if most and least and least > most:
            self.add_error("least", _("The shortest time is above the longest."))
        return cleaned

    def _belong_together(self, cleaned, limit, steps):
        if cleaned[limit] and not cleaned[steps]:
            self.add_error(steps, _("Write what it costs, or leave the time empty."))
        if cleaned[steps] and not cleaned[limit]:
            self.add_error(limit, _("Write the time, or leave its steps empty."))

    def rules(self):
        """The part "time" of a rule set, or None where the time does not count."""
        given = self.cleaned_data
        time = {}
        if given["most"]:
            time |= {"most": given["most"], "over": given["over"]}
        if given["least"]:
            time |= {"least": given["least"], "under": given["under"]}
        return time or None
