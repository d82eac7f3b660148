"""Ticking units: the county, its townships, and below each township its villages, folded."""

from django import forms

from organisation.models import Unit


class UnitBoxes(forms.CheckboxSelectMultiple):
    """For a ModelMultipleChoiceField of units in the order of the tree."""

    template_name = "exams/unit_boxes.html"

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
            group["is_open"] = any(option["selected"] for option in group["villages"])
        context["widget"]["groups"] = groups
        return context

    @staticmethod
    def _options(context):
        return [
            option for _name, group, _index in context["widget"]["optgroups"] for option in group
        ]
