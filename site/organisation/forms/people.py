import re

from django import forms
from django.utils.translation import gettext_lazy as _

from organisation.dates import DayField
from organisation.models import Person, Post, Unit
from organisation.periods import today
from organisation.services.posts import kinds_given_by, units_served_by
from organisation.tables import halfwidth


class PhoneField(forms.CharField):
    """Spaces and dashes between the digits do no harm."""

    def to_python(self, value):
        return super().to_python(re.sub(r"[\s\-]", "", halfwidth(value or "")))


class UnitField(forms.ModelChoiceField):
    """Units below those above, in the order of the tree."""

    def __init__(self, *args, **options):
        options.setdefault("empty_label", _("Choose a unit"))
        super().__init__(*args, **options)

    def label_from_instance(self, unit):
        return f"{'　' * (unit.depth - 1)}{unit.name}"


class PersonFields(forms.ModelForm):
    """Name and phone number; several accounts without a phone number may exist."""

    class Meta:
        model = Person
        fields = ["name", "phone"]
        labels = {"name": _("Full name")}
        field_classes = {"phone": PhoneField}
        widgets = {"phone": forms.TextInput(attrs={"inputmode": "numeric", "size": 13})}


def _offer_posts(form, actor):
    """Only the posts and units the actor may give."""
    form.fields["kind"].choices = [(k, Post.Kind(k).label) for k in kinds_given_by(actor)]
    form.fields["unit"].queryset = units_served_by(actor)


class NewPersonForm(PersonFields):
    kind = forms.ChoiceField(label=_("Post"))
    unit = UnitField(queryset=Unit.objects.none(), label=_("Unit"))
    valid_from = DayField(label=_("In the post from"), initial=today)

    class Meta(PersonFields.Meta):
        fields = ["name", "phone", "username"]

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        _offer_posts(self, actor)
        self.fields["username"].required = False
        self.fields["username"].help_text = _("Empty: the phone number.")

    def clean(self):
        data = super().clean()
        if "phone" in data and "username" in data and not (data["phone"] or data["username"]):
            self.add_error("phone", _("Give a phone number or a user name."))
        elif data.get("phone") and Person.objects.filter(username=data["phone"]).exists():
            self.add_error("phone", _("This number is another account's user name."))
        return data


class NewPostForm(forms.Form):
    kind = forms.ChoiceField(label=_("Post"))
    unit = UnitField(queryset=Unit.objects.none(), label=_("Unit"))
    valid_from = DayField(label=_("In the post from"), initial=today)
    last_day = DayField(
        label=_("Last day in the post"),
        required=False,
        help_text=_("Empty while the post is held."),
    )

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        _offer_posts(self, actor)


class EndPostForm(forms.Form):
    last_day = DayField(label=_("Last day in the post"), initial=today)
