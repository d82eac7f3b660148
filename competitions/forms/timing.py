from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from competitions.forms.contests import the_one_called
from organisation.models import Person


class TimekeeperForm(forms.Form):
    person = forms.CharField(
        label=gettext_lazy("Timekeeper"),
        max_length=60,
        help_text=gettext_lazy("Name, user name or phone number."),
    )

    def clean_person(self):
        active = Person.objects.filter(is_active=True)
        return the_one_called(self.cleaned_data["person"].strip(), active)


class NoteTimeForm(forms.Form):
    """A time by hand, or why there is none."""

    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes"), required=False, min_value=0, max_value=600
    )
    seconds = forms.IntegerField(
        label=gettext_lazy("Seconds"), required=False, min_value=0, max_value=59
    )
    reason = forms.CharField(
        label=gettext_lazy("Why it was not timed"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Only without a time. Everybody can read this."),
    )

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        timed = cleaned["minutes"] is not None or cleaned["seconds"] is not None
        if timed == bool(cleaned["reason"]):
            raise forms.ValidationError(_("Write the time, or say why there is none."))
        return cleaned

    @property
    def whole(self):
        """All of it in seconds, None without a time."""
        given = self.cleaned_data
        if given["reason"]:
            return None
        return 60 * (given["minutes"] or 0) + (given["seconds"] or 0)
