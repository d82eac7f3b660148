"""How markers are named, by which rule they mark, and how a mark is given."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exams import double_marking
from exams.models import Exam
from organisation.models import Person, Post, Unit
from organisation.periods import today
from organisation.rights import Act

LONGEST_REASON = 200


class MarkerForm(forms.Form):
    """Somebody who holds a post in the units in which the organiser holds exams."""

    name = forms.CharField(
        label=gettext_lazy("Name a marker"),
        max_length=80,
        help_text=gettext_lazy("Her name, or her name and unit."),
    )

    use_required_attribute = False

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.units, self.found = Unit.objects.run_by(person, Act.HOLD_EXAMS), None

    def clean_name(self):
        typed = self.cleaned_data["name"]
        found = self._meant(typed.split())
        if not found:
            raise forms.ValidationError(_("Nobody of this name holds a post here."))
        if len(found) > 1:
            units = ", ".join(sorted(found.values()))
            sentence = _("Several have this name. Add the unit: %(units)s.")
            raise forms.ValidationError(sentence % {"units": units})
        self.found = Person.objects.get(pk=next(iter(found)))
        return typed

    def _meant(self, words):
        """person → unit, of those whose name begins what was typed and whose unit has the rest."""
        names = {" ".join(words[:n]): words[n:] for n in range(1, len(words) + 1)}
        posts = Post.objects.on(today()).filter(person__name__in=names, unit__in=self.units)
        posts = posts.filter(person__is_active=True).select_related("person", "unit")
        return {
            post.person_id: post.unit.name
            for post in posts
            if all(word in post.unit.name for word in names[post.person.name])
        }


class RuleForm(forms.ModelForm):
    class Meta:
        model = Exam
        fields = ["difference_percent", "third_rule"]
        help_texts = {
            "difference_percent": gettext_lazy(
                "When two marks of an answer are further apart, somebody else gives a third one."
            ),
        }
        widgets = {"third_rule": forms.RadioSelect}

    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["difference_percent"].max_value = 100
        self.fields["difference_percent"].widget.attrs["inputmode"] = "numeric"

    def clean_difference_percent(self):
        percent = self.cleaned_data["difference_percent"]
        if percent > 100:
            raise forms.ValidationError(_("At most 100 percent."))
        return percent


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why it is marked again"),
        max_length=LONGEST_REASON,
        help_text=gettext_lazy("It stays in the log of the exam."),
    )

    use_required_attribute = False


class GivenPoints(forms.DecimalField):
    """Points as people type them: 7.5, 7,5 or in wide figures."""

    def __init__(self, *, most, **kwargs):
        super().__init__(min_value=0, max_value=most, max_digits=6, decimal_places=2, **kwargs)
        self.widget.attrs.update({"inputmode": "decimal", "autocomplete": "off", "size": "6"})
        sentence = _("Between 0 and %(most)s points.") % {"most": f"{most.normalize():f}"}
        self.error_messages |= {"required": _("Give the points, 0 too."), "invalid": sentence}
        for validator in self.validators:
            validator.message = sentence
        self.help_text = _("of %(most)s") % {"most": f"{most.normalize():f}"}

    widget = forms.TextInput

    def to_python(self, value):
        return super().to_python(value.replace(",", ".").replace("，", ".") if value else value)


class ReadingForm(forms.Form):
    """Points for each criterion, or for the whole where there are none; and a word about it."""

    note = forms.CharField(
        label=gettext_lazy("A word to the person"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy("She reads it with her result. No names."),
    )

    use_required_attribute = False

    def __init__(self, *args, question, reading, **kwargs):
        super().__init__(*args, **kwargs)
        self.of, criteria = reading.of, question["criteria"]
        shares = [Decimal(row["fraction"]) for row in criteria] or [Decimal(1)]
        self.most = double_marking.shares(self.of, shares)
        labels = [row["text"] for row in criteria] or [_("Points")]
        self.initial["note"] = reading.note
        for number, (most, label) in enumerate(zip(self.most, labels, strict=True), start=1):
            self.fields[f"part{number}"] = GivenPoints(most=most, label=label)
            self.initial.update(_known(reading, number))
        self.order_fields([*self._names, "note"])
        self.fields["part1"].widget.attrs["autofocus"] = True

    @property
    def _names(self):
        return [f"part{number}" for number in range(1, len(self.most) + 1)]

    @property
    def parts(self):
        return [self.cleaned_data[name] for name in self._names]

    @property
    def points(self):
        return double_marking.total(self.of, self.most, self.parts)


def _known(reading, number):
    """What she gave before, where she puts it right."""
    given = reading.parts[number - 1 : number]
    return {f"part{number}": f"{Decimal(given[0]).normalize():f}"} if given else {}
