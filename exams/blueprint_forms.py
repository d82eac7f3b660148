"""How organisers ask for blueprints, their rows and what is made of them."""

from django import forms
from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from exams.assembly.rows import Row, overlap
from exams.models import Bank, Blueprint, BlueprintRow
from exams.models.blueprints import MOST_FORMS
from exams.number_limits import limit
from exams.paper_forms import HALF, PaperTitleForm, PointsField

# As many empty rows as are offered to be filled in.
EMPTY_ROWS = 3
MOST_ROWS = 30


class BlueprintForm(forms.ModelForm):
    use_required_attribute = False

    class Meta:
        model = Blueprint
        fields = [
            "title", "bank", "total", "minutes", "multiple_rule", "rest_days", "most_uses",
        ]  # fmt: skip
        labels = {"title": gettext_lazy("Name of the blueprint")}
        help_texts = {
            "rest_days": gettext_lazy(
                "A question that was used stays away so long. 0: not at all."
            ),
            "most_uses": gettext_lazy("Then it stays away for good. Empty: as often as you like."),
        }

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["bank"].queryset = Bank.objects.kept_by(person)
        self.fields["bank"].empty_label = _("Choose one")
        limit(self, total=(HALF, 1000), minutes=(1, 600), rest_days=(0, 3650), most_uses=(1, 1000))
        if self.instance.pk:
            self.initial["total"] = f"{self.instance.total.normalize():f}"
        # Rows name topics of their bank.
        if self.instance.pk and self.instance.rows.exists():
            del self.fields["bank"]


class RowForm(forms.ModelForm):
    points = PointsField(label=gettext_lazy("Points each"))

    use_required_attribute = False

    class Meta:
        model = BlueprintRow
        fields = ["topic", "type", "band", "count", "points"]
        labels = {
            "topic": pgettext_lazy("of questions", "Topic"),
            "count": gettext_lazy("Number of questions"),
        }

    def __init__(self, *args, topics, topic_choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topic"].queryset = topics
        self.fields["topic"].choices = topic_choices
        self.fields["type"].choices = [("", _("any type")), *BlueprintRow.TYPES]
        self.fields["band"].choices = [("", _("any difficulty")), *BlueprintRow.Band.choices]
        self.fields["count"].widget.attrs["inputmode"] = "numeric"

    @property
    def piece(self):
        row = self.cleaned_data
        topic = row["topic"].name if row["topic"] else None
        return Row(topic, row["type"] or None, row["band"] or None, row["count"], row["points"])


class RowsFormSet(forms.BaseInlineFormSet):
    """All rows of a blueprint: no question asked for twice, points that add up."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        topics = self.instance.bank.topics.all()
        # Looked up once for all rows.
        choices = [("", _("any topic")), *topics.values_list("pk", "name")]
        self.form_kwargs = {"topics": topics, "topic_choices": choices}

    def clean(self):
        super().clean()
        if any(self.errors):
            return
        rows = [form.piece for form in self.filled]
        if not rows:
            raise forms.ValidationError(_("Fill in at least one row."))
        if twice := overlap(rows):
            raise forms.ValidationError(
                _(
                    "Rows %(one)d and %(other)d can ask for the same question. "
                    "Choose a topic, a type or a difficulty that parts them."
                )
                % {"one": twice[0], "other": twice[1]}
            )
        given = sum(row.count * row.points for row in rows)
        if given != self.instance.total:
            raise forms.ValidationError(
                _("The rows give %(given)s points together; the blueprint says %(total)s.")
                % {"given": floatformat(given, -2), "total": floatformat(self.instance.total, -2)}
            )

    @property
    def filled(self):
        """The rows that stay: those that were there and those that were filled in."""
        given = (form for form in self.forms if form.has_changed() or form.instance.pk)
        return [form for form in given if form not in self.deleted_forms]


def rows_form(blueprint, data=None):
    factory = forms.inlineformset_factory(
        Blueprint,
        BlueprintRow,
        form=RowForm,
        formset=RowsFormSet,
        extra=EMPTY_ROWS,
        max_num=MOST_ROWS,
    )
    return factory(data, instance=blueprint, prefix="rows")


class FormsForm(PaperTitleForm):
    """What is to be made of a blueprint."""

    POOL = "pool"

    kind = forms.ChoiceField(label=gettext_lazy("What is made"), widget=forms.RadioSelect)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [
            (self.POOL, _("a paper of their own for each person, drawn when they begin")),
            *((str(n), _("%(n)d parallel forms") % {"n": n}) for n in range(2, MOST_FORMS + 1)),
        ]

    @property
    def forms(self):
        """How many parallel forms; none for papers of their own."""
        kind = self.cleaned_data["kind"]
        return None if kind == self.POOL else int(kind)
