"""Ticking units: the county, its townships, and below a township that is unfolded its villages.

Hundreds of villages would make the page heavy, and mostly whole townships are called.
"""

from django import forms

from organisation.models import Unit


class UnitBoxes(forms.CheckboxSelectMultiple):
    """For a ModelMultipleChoiceField of units in the order of the tree."""

    template_name = "exams/unit_boxes.html"
    unfold, unfolded = "unfold", "unfolded"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.shown, self.latest = set(), ""

    def look_at(self, data):
        """Remembers which townships are unfolded, and which one just now was asked for."""
        self.latest = data.get(self.unfold, "")
        self.shown = {*data.getlist(self.unfolded), self.latest}

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        groups, villages = [], []
        for option in self._options(context):
            # Villages follow the unit they belong to; one without any stands for itself.
            if groups and option["value"].instance.level == Unit.Level.VILLAGE:
                villages.append(option)
            else:
                villages = []
                groups.append({"option": option, "villages": villages})
        for group in groups:
            key, ticked = (
                str(group["option"]["value"]),
                any(v["selected"] for v in group["villages"]),
            )
            group["is_open"] = ticked or key in self.shown
            group["is_latest"] = key == self.latest
        context["widget"]["groups"] = groups
        return context

    @staticmethod
    def _options(context):
        return [
            option for _name, group, _index in context["widget"]["optgroups"] for option in group
        ]
