"""How those who keep watch give time and speak to candidates."""

from django import forms
from django.utils.translation import gettext_lazy as _

from exams import watching
from organisation.models import Unit

MOST_MINUTES = 180


class ScopeForm(forms.Form):
    """For whom; the choices are the units and people she keeps watch over."""

    who = forms.ChoiceField(label=_("For whom"))
    key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    use_required_attribute = False

    def __init__(self, *args, exam, person, below=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.exam, self.person = exam, person
        self.candidates = watching.candidates_of(exam, person)
        self.fields["who"].choices = self._choices(below)

    def _choices(self, below):
        chosen = [] if below else self._all()
        units = Unit.objects.filter(pk__in=self.candidates.order_by().values("unit"))
        if below is None:
            paths = {unit.path[: Unit.steplen * _DEPTH] for unit in units}
            units = Unit.objects.filter(path__in=paths)
        else:
            chosen.append((f"unit:{below.code}", _("all of %(unit)s") % {"unit": below.name}))
            units = units.within(below).exclude(pk=below.pk)
        chosen += [(f"unit:{unit.code}", unit.name) for unit in units]
        return chosen + (self._people(below) if below else [])

    def _all(self):
        if watching.watches_all(self.exam, self.person):
            return [("all", _("all candidates"))]
        return []

    def _people(self, below):
        rows = self.candidates.filter(unit__path__startswith=below.path)
        return [
            (f"person:{row.person_id}", f"{row.person.name} · {row.unit.name}")
            for row in rows.select_related("person", "unit")
        ]

    @property
    def scope(self):
        kind, _colon, which = self.cleaned_data["who"].partition(":")
        unit = person = None
        candidates = self.candidates
        if kind == "unit":
            unit = Unit.objects.now().get(code=which)
            candidates = candidates.filter(unit__path__startswith=unit.path)
        elif kind == "person":
            candidates = candidates.filter(person=which)
            person = candidates.get().person
        return watching.Scope(self.exam, unit, person, candidates)


_DEPTH = Unit.Level.TOWNSHIP - Unit.Level.COUNTY + 1


class ExtendForm(ScopeForm):
    minutes = forms.IntegerField(
        label=_("Minutes more"), min_value=1, max_value=MOST_MINUTES, initial=10
    )
    reason = forms.CharField(
        label=_("Why"), max_length=200, help_text=_("Everybody who keeps watch can read it.")
    )

    field_order = ["who", "minutes", "reason", "key"]


class TellForm(ScopeForm):
    text = forms.CharField(
        label=_("What you tell them"),
        max_length=200,
        widget=forms.Textarea({"rows": 2}),
    )

    field_order = ["who", "text", "key"]
