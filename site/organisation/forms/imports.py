"""What is asked for beside a file that is imported."""

from datetime import date

from django import forms
from django.core.validators import FileExtensionValidator
from django.utils.translation import gettext_lazy as _

from organisation import unit_import
from organisation.dates import DayField
from organisation.periods import today
from organisation.tables import MOST_BYTES, TableRefused

SENT = ("file", "pasted")


class FileForm(forms.Form):
    """A file; a subclass adds what its importer must know beside it."""

    suffixes = ()

    file = forms.FileField(label=_("File"))

    use_required_attribute = False

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        accepted = ",".join(f".{suffix}" for suffix in self.suffixes)
        self.fields["file"].widget.attrs["accept"] = accepted

    @property
    def source(self):
        """The field that what was sent came by."""
        return "file"

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file is None:
            return None
        words = _("Choose a file of this kind: %(kinds)s.") % {"kinds": ", ".join(self.suffixes)}
        FileExtensionValidator(self.suffixes, words)(file)
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                _("The file is larger than 10 MB. Split the table and try again.")
            )
        return file

    def sent(self):
        """The name and the bytes of what was sent."""
        file = self.cleaned_data["file"]
        return file.name, file.read()

    def options(self):
        """All that was said beside what is read, as JSON."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in SENT}
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in given.items()
        }


class TableForm(FileForm):
    suffixes = ("xlsx", "csv")


class UnitListForm(TableForm):
    as_of = DayField(label=_("The list is as of"), initial=today)

    def clean_as_of(self):
        try:
            unit_import.refuse_the_past(self.cleaned_data["as_of"])
        except TableRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return self.cleaned_data["as_of"]
