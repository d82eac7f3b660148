from django import forms
from django.utils.translation import gettext_lazy as _

SAMPLES = 3


class ColumnsForm(forms.Form):
    """One field a column: the header it stands under. `rows` are some of the table."""

    use_required_attribute = False

    def __init__(self, *args, columns, headers, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.headers = headers
        # By number: a header may be any text.
        choices = [("", _("not in the table"))]
        choices += [(str(number), header) for number, header in enumerate(headers)]
        for key, column in columns.items():
            self.fields[key] = forms.ChoiceField(
                label=column.label, required=column.required, choices=choices
            )
        self.samples = [(header, _sample(header, rows)) for header in headers]

    @staticmethod
    def initial_of(matched, headers):
        return {key: str(headers.index(header)) for key, header in matched.items()}

    def clean(self):
        given = [number for number in self.cleaned_data.values() if number]
        # A list: what is wrong is taken out of the data.
        for key, number in list(self.cleaned_data.items()):
            if number and given.count(number) > 1:
                self.add_error(key, _("This column of the table is chosen twice."))

    def matched(self):
        """Column → header."""
        chosen = self.cleaned_data.items()
        return {key: self.headers[int(number)] for key, number in chosen if number}


def _sample(header, rows):
    return [text for text in (row.get(header, "") for row in rows) if text][:SAMPLES]
