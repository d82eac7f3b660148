"""A day in three boxes: year, month, day. No wheel, nothing to install."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

WRONG_DAY = _("Put in a day, such as 1975 3 8.")


class Boxes(forms.MultiWidget):
    template_name = "records/day_boxes.html"

    def __init__(self, attrs=None):
        box = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__(
            {
                "year": forms.TextInput({**box, "maxlength": 4}),
                "month": forms.TextInput({**box, "maxlength": 2}),
                "day": forms.TextInput({**box, "maxlength": 2}),
            },
            attrs,
        )

    def decompress(self, value):
        return [value.year, value.month, value.day] if value else [None, None, None]


class HiddenBoxes(Boxes):
    template_name = "django/forms/widgets/multiwidget.html"

    def __init__(self, attrs=None):
        super().__init__(attrs)
        self.widgets = [forms.HiddenInput() for _box in self.widgets]


class DayField(forms.MultiValueField):
    widget = Boxes
    hidden_widget = HiddenBoxes

    def __init__(self, **kwargs):
        boxes = [forms.CharField(required=False, max_length=4) for _box in range(3)]
        kwargs["error_messages"] = {"required": WRONG_DAY, "incomplete": WRONG_DAY}
        super().__init__(boxes, require_all_fields=False, **kwargs)

    def clean(self, value):
        parts = [str(part or "").strip() for part in value or []]
        if not any(parts):
            if self.required:
                raise ValidationError(WRONG_DAY, code="required")
            return None
        try:
            return date(*(int(part) for part in parts))
        except (TypeError, ValueError, OverflowError):
            raise ValidationError(WRONG_DAY, code="day") from None

    def has_changed(self, initial, data):
        return True
