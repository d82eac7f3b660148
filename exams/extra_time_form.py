"""How extra time for one person is asked for."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ExtraTimeForm(forms.Form):
    name = forms.CharField(
        label=_("Who"), max_length=80, help_text=_("Her name, or her name and village.")
    )
    minutes = forms.IntegerField(
        label=_("Extra minutes"), min_value=1, max_value=240, required=False
    )
    percent = forms.IntegerField(
        label=_("or percent of the time"), min_value=1, max_value=200, required=False
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=200,
        help_text=_("Only those who hold the exam can read it."),
    )

    use_required_attribute = False

    def __init__(self, *args, exam, **kwargs):
        super().__init__(*args, **kwargs)
        self.exam, self.candidate = exam, None

    def clean_name(self):
        """The one candidate meant; several of one name are told apart by the village."""
        typed = self.cleaned_data["name"]
        words = typed.split()
        names = {" ".join(words[:n]): words[n:] for n in range(1, len(words) + 1)}
        rows = self.exam.candidates.filter(person__name__in=names)
        found = [
            row
            for row in rows.select_related("person", "unit")
            if all(word in row.unit.name for word in names[row.person.name])
        ]
        if not found:
            raise forms.ValidationError(_("Nobody of this name is called to the exam."))
        if len(found) > 1:
            villages = ", ".join(row.unit.name for row in found)
            sentence = _("Several have this name. Add the village: %(villages)s.")
            raise forms.ValidationError(sentence % {"villages": villages})
        self.candidate = found[0]
        return typed

    def clean(self):
        given = super().clean()
        if bool(given.get("minutes")) == bool(given.get("percent")) and not (
            {"minutes", "percent"} & self.errors.keys()
        ):
            self.add_error("minutes", _("Fill in minutes or percent, one of the two."))
        return given
