"""A day asked for in three boxes: year, month, day. No wheel, no calendar to tap through."""

import unicodedata
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

PARTS = (("year", _("Year"), 4), ("month", _("Month"), 2), ("day", _("Day"), 2))


class DateBoxes(forms.MultiWidget):
    template_name = "organisation/date_boxes.html"
    use_fieldset = True

    def __init__(self, attrs=None):
        boxes = {
            name: forms.TextInput(
                {"inputmode": "numeric", "maxlength": length, "autocomplete": "off"}
            )
            for name, _label, length in PARTS
        }
        super().__init__(boxes, attrs)

    def decompress(self, value):
        return [value.year, value.month, value.day] if value else [None, None, None]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        boxes = context["widget"]["subwidgets"]
        for box, (_name, label, _length) in zip(boxes, PARTS, strict=True):
            box["label"] = label
        return context


class DayField(forms.MultiValueField):
    """A `date`. Full-width digits, spaces and the words 年 月 日 are taken as meant."""

    widget = DateBoxes
    default_error_messages = {
        "required": _("Fill in the day, for example 1975 3 8."),
        "incomplete": _("Fill in year, month and day, for example 1975 3 8."),
        "invalid": _("There is no such day. Fill it in like 1975 3 8."),
    }

    def __init__(self, **options):
        fields = [forms.CharField(required=False) for _part in PARTS]
        super().__init__(fields, require_all_fields=False, **options)

    def clean(self, value):
        return super().clean([_digits(part) for part in value or [None] * len(PARTS)])

    def compress(self, parts):
        if not any(parts):
            return None
        if not all(parts):
            raise ValidationError(self.error_messages["incomplete"], code="incomplete")
        try:
            return date(*map(int, parts))
        except (ValueError, OverflowError):
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


def _digits(text):
    return unicodedata.normalize("NFKC", str(text or "")).strip(" 　年月日.-/")
