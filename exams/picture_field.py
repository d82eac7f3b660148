"""A picture in a form: chosen, shown, kept through a refusal, taken away."""

from django import forms
from django.utils.translation import gettext as _

from exams import pictures
from exams.services import pictures as kept_pictures


class PictureInput(forms.FileInput):
    """Beside the file it sends the hash of the picture that is there, and whether it is to go."""

    template_name = "exams/picture_input.html"

    def value_from_datadict(self, data, files, name):
        return {
            "file": files.get(name),
            "sha256": data.get(f"{name}-is", ""),
            "gone": data.get(f"{name}-gone") == "on",
        }

    def value_omitted_from_data(self, data, files, name):
        return name not in files and f"{name}-is" not in data

    def format_value(self, value):
        return value

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        sha256 = value["sha256"] if isinstance(value, dict) else value
        context["widget"]["picture"] = self.field.seen(sha256)
        return context


class PictureField(forms.Field):
    """Cleans to the row of a picture, or None; what was sent is kept if the form is refused."""

    widget = PictureInput

    def __init__(self, *, person, **kwargs):
        self.person, self.sent = person, None
        super().__init__(required=False, **kwargs)
        self.help_text = _("JPG or PNG, at most 8 MB. It is made small by itself.")
        self.widget.field = self
        self.widget.attrs["accept"] = "image/jpeg,image/png,image/webp,image/gif"

    def clean(self, value):
        if file := value["file"]:
            self.sent = kept_pictures.keep(self._drawn(file), self.person)
            return self.sent
        return None if value["gone"] else self.seen(value["sha256"])

    def bound_data(self, data, initial):
        return self.sent.sha256 if self.sent else data

    def seen(self, sha256):
        """The row, if she may see it."""
        return kept_pictures.seen_by(self.person, sha256).first() if sha256 else None

    def _drawn(self, file):
        try:
            if file.size > pictures.MOST_BYTES:
                raise pictures.Unfit(pictures.TOO_HEAVY)
            return pictures.drawn(file.read())
        except pictures.Unfit as unfit:
            raise forms.ValidationError(_(str(unfit))) from unfit
