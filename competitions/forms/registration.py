from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from competitions.models import Call
from competitions.services.registration import Given, entering_posts
from organisation.dates import MomentField
from organisation.models import Post
from organisation.periods import today

REASON = {"label": gettext_lazy("Reason"), "max_length": 120}


class CallForm(forms.ModelForm):
    posts = forms.MultipleChoiceField(
        label=gettext_lazy("Who may take part"), widget=forms.CheckboxSelectMultiple
    )
    closes_at = MomentField(label=gettext_lazy("Registration until"))

    class Meta:
        model = Call
        fields = ["asks", "quota", "fewest", "most", "substitutes", "posts", "closes_at"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        own = self.instance.stage.unit.level
        levels = [(lev, word) for lev, word in Call.Asks.choices if lev > own]
        levels = levels or [(Call.Asks.VILLAGE, Call.Asks.VILLAGE.label)]
        self.fields["asks"].widget = forms.RadioSelect(choices=levels)
        self.fields["asks"].choices = levels
        self.initial["asks"] = self.instance.asks or levels[0][0]
        self.fields["posts"].choices = entering_posts()
        self.initial["posts"] = self.instance.posts or [kind for kind, _word in entering_posts()]
        for name in ("quota", "fewest", "most"):
            self.fields[name].min_value = 1

    def clean(self):
        cleaned = super().clean()
        fewest, most = cleaned.get("fewest"), cleaned.get("most")
        if fewest is not None and fewest < 1:
            self.add_error("fewest", _("At least one person is in an entry."))
        if fewest and most and most < fewest:
            self.add_error("most", _("This is fewer than the fewest."))
        if (most or 0) > 9:
            self.add_error("most", _("At most 9 people are in an entry."))
        if (cleaned.get("substitutes") or 0) > 9:
            self.add_error("substitutes", _("At most 9 substitutes are named."))
        if cleaned.get("quota") == 0:
            self.add_error("quota", _("Each of them sends at least one entry."))
        self._refuse_after_the_stage(cleaned.get("closes_at"))
        return cleaned

    def _refuse_after_the_stage(self, closes_at):
        if closes_at and closes_at.date() > self.instance.stage.held_on:
            self.add_error("closes_at", _("This is after the day of the stage."))


class RegistrationForm(forms.Form):
    """Who comes for a unit: as many choices as the call allows, out of who is eligible."""

    title = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("As it is called out. Left empty, it is the unit, or the person."),
    )

    def __init__(self, *args, call, unit, entry=None, late=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.call, self.unit = call, unit
        self.people = {str(one.pk): one for one in _with_posts(call.eligible(unit))}
        names = [
            ("", gettext_lazy("Choose one")),
            *((k, _named(p)) for k, p in self.people.items()),
        ]
        for number in range(1, call.most + 1):
            label = format_lazy(gettext_lazy("Person {number}"), number=number)
            self._choice(f"person_{number}", label, names, number <= call.fewest)
        for number in range(1, call.substitutes + 1):
            label = format_lazy(gettext_lazy("Substitute {number}"), number=number)
            self._choice(f"substitute_{number}", label, names, False)
        if late:
            self.fields["reason"] = forms.CharField(
                **REASON, help_text=_("The deadline is over. Everybody here can read why.")
            )
        if entry is not None:
            self._begin_with(entry)

    def _choice(self, name, label, choices, required):
        self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=required)

    def _begin_with(self, entry):
        self.initial["title"] = entry.title
        for number, person in enumerate(entry.people.all(), start=1):
            self.initial[f"person_{number}"] = person.pk
        for number, substitute in enumerate(entry.substitutes.all(), start=1):
            self.initial[f"substitute_{number}"] = substitute.person_id

    def given(self):
        people, substitutes = self._chosen("person_"), self._chosen("substitute_")
        title = self.cleaned_data["title"] or self._own_title(people)
        return Given(title, people, substitutes, self.cleaned_data.get("reason", ""))

    def _chosen(self, prefix):
        values = (v for name, v in self.cleaned_data.items() if name.startswith(prefix) and v)
        return [self.people[value] for value in values]

    def _own_title(self, people):
        if self.call.most == 1 and people:
            return f"{self.unit} {people[0]}"[:60]
        return str(self.unit)


def _with_posts(people):
    return people.prefetch_related("posts__unit")


def _named(person):
    """The name with the unit it serves today: names repeat."""
    day = today()
    units = [
        post.unit.name
        for post in person.posts.all()
        if post.valid_from <= day and (post.valid_to is None or post.valid_to > day)
        and post.kind in (Post.Kind.INFORMATION_OFFICER, Post.Kind.TOWNSHIP_OPERATOR)
    ]  # fmt: skip
    return _("%(name)s, %(unit)s") % {"name": person, "unit": units[0]} if units else str(person)


class WithdrawForm(forms.Form):
    reason = forms.CharField(**REASON)


class StepInForm(forms.Form):
    replaced = forms.ChoiceField(label=gettext_lazy("Who cannot come"), widget=forms.RadioSelect)
    substitute = forms.ChoiceField(label=gettext_lazy("Who steps in"), widget=forms.RadioSelect)
    reason = forms.CharField(**REASON)

    def __init__(self, *args, entry, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in entry.people.all()}
        free = entry.substitutes.filter(stepped_in_at=None).select_related("person", "entry")
        self.substitutes = {str(one.pk): one for one in free}
        self.fields["replaced"].choices = list(self.people.items())
        self.fields["substitute"].choices = list(self.substitutes.items())

    def chosen(self):
        """(substitute, who is replaced, reason)"""
        given = self.cleaned_data
        return (
            self.substitutes[given["substitute"]],
            self.people[given["replaced"]],
            given["reason"],
        )
