"""How an organiser asks for a draw of villages, and gives one up."""

from django import forms
from django.utils.translation import gettext_lazy as _

from exams.analysis.sampling import sample_size
from organisation.dates import DayField

# What the seal stands for is read by everybody, in one line.
LONGEST = 80


class SealForm(forms.Form):
    margin = forms.IntegerField(
        label=_("How exact, ± percent"),
        min_value=1,
        max_value=50,
        required=False,
        help_text=_("Only to work out how many villages that takes, right in 95 of 100 draws."),
    )
    size = forms.IntegerField(label=_("Villages to draw"), min_value=1)
    minimum = forms.IntegerField(
        label=_("At least in each township"),
        min_value=0,
        initial=1,
        help_text=_("From 2 on the result of a township has an interval of its own."),
    )
    excused = forms.CharField(
        label=_("Villages that keep their turn this time"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One a line: name or code, then why. Everybody can read it."),
    )
    public_name = forms.CharField(
        label=_("A public number that comes later"),
        max_length=LONGEST,
        required=False,
        help_text=_(
            "For example the numbers of a lottery on a named day. It is mixed in, so that nobody "
            "who knows the secret could have chosen it. Its day is public: the draw comes after it."
        ),
    )
    public_on = DayField(label=_("The day it is known"), required=False)

    use_required_attribute = False

    def __init__(self, *args, pool, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.pool, self.today, self.excused = pool, today, {}

    @property
    def is_to_work_out(self):
        """She wants to know how many villages it takes; nothing is sealed yet."""
        return "work_out" in self.data

    def work_out(self):
        """Fills the number in; whatever else was typed stays and is not judged yet."""
        judged = {"margin"} & set(self.errors)
        for name in [name for name in self.errors if name not in judged]:
            del self.errors[name]
        margin = self.cleaned_data.get("margin")
        if margin and self.pool.places:
            self.data = self.data.copy()
            self.data["size"] = str(sample_size(len(self.pool.places), margin / 100))
        elif not judged:
            self.add_error("margin", _("Say how exact it has to be, for example 8."))

    def clean_excused(self):
        """Codes and why, into `excused`; a name that several villages have is not enough."""
        for line in self.cleaned_data["excused"].splitlines():
            if line.strip():
                code, reason = self._villages_of(line)
                self.excused[code] = reason
        return self.cleaned_data["excused"]

    def _villages_of(self, line):
        name, *words = line.replace("，", " ").replace(",", " ").split() or [""]
        places = [p.unit for p in self.pool.places if name in (p.unit.code, p.unit.name)]
        if not places:
            raise forms.ValidationError(
                _("%(name)s is no village of this draw. Write its name or code first."),
                params={"name": name},
            )
        if len(places) > 1:
            codes = " ".join(unit.code for unit in places)
            raise forms.ValidationError(
                _("Several villages are called %(name)s. Take the code: %(codes)s."),
                params={"name": name, "codes": codes},
            )
        if not words:
            raise forms.ValidationError(
                _("Say why %(name)s keeps its turn."), params={"name": name}
            )
        return places[0].code, " ".join(words)[:200]

    def clean(self):
        given = super().clean()
        given["public_name"] = " ".join(given.get("public_name", "").split())
        name, day = given["public_name"], given.get("public_on")
        if name and not day and "public_on" not in self.errors:
            self.add_error("public_on", _("Say on which day the number is known."))
        if day and not name:
            self.add_error("public_name", _("Say which number it is."))
        if day and day <= self.today:
            self.add_error("public_on", _("Choose a day to come: nobody may know the number yet."))
        return given

    @property
    def terms(self):
        kept = ("size", "minimum", "public_name", "public_on")
        return {key: self.cleaned_data[key] for key in kept} | {"excused": self.excused}


class PublicNumberForm(forms.Form):
    public = forms.CharField(
        label=_("The number as it was announced"), max_length=LONGEST, required=False
    )

    use_required_attribute = False


class GiveUpForm(forms.Form):
    reason = forms.CharField(
        label=_("Why the draw is given up"),
        max_length=200,
        help_text=_("Everybody can read this."),
    )

    use_required_attribute = False
