"""A day asked for in three boxes: year, month, day; a moment in four. No wheel, no calendar."""

import unicodedata
from datetime import date, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

PARTS = (
    ("year", _("Year"), 4),
    ("month", _("Month"), 2),
    ("day", pgettext_lazy("of a date", "Day"), 2),
)


class DateBoxes(forms.MultiWidget):
    template_name = "organisation/date_boxes.html"
    use_fieldset = True
    parts = PARTS

    def __init__(self, attrs=None):
        boxes = {
            name: forms.TextInput(self._box(name, length)) for name, _label, length in self.parts
        }
        super().__init__(boxes, attrs)

    @staticmethod
    def _box(name, length):
        # A clock needs its colon, which a keyboard of digits has not.
        keyboard = {} if name == "clock" else {"inputmode": "numeric"}
        return {**keyboard, "maxlength": length, "autocomplete": "off"}

    def decompress(self, value):
        return [value.year, value.month, value.day] if value else [None, None, None]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        boxes = context["widget"]["subwidgets"]
        for box, (_name, label, _length) in zip(boxes, self.parts, strict=True):
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


class ClockField(forms.TimeField):
    """A time of day such as 9:00. Full-width digits and colons are taken as meant."""

    default_error_messages = {"invalid": _("Write the time like 9:00 or 14:30.")}

    def __init__(self, **options):
        widget = forms.TimeInput({"size": 6, "autocomplete": "off"}, format="%H:%M")
        super().__init__(widget=widget, **options)

    def to_python(self, value):
        if isinstance(value, str):
            value = unicodedata.normalize("NFKC", value).replace(" ", "").replace(".", ":")
        return super().to_python(value)


class MomentBoxes(DateBoxes):
    parts = (*PARTS, ("clock", _("Time"), 5))

    def decompress(self, value):
        if value is None:
            return [None] * len(self.parts)
        local = timezone.localtime(value)
        return [*super().decompress(local), f"{local.hour}:{local:%M}"]


class MomentField(forms.MultiValueField):
    """A day and a time of day in the county: an aware `datetime`."""

    widget = MomentBoxes
    default_error_messages = {"required": _("Fill in the day and the time, for example 8:00.")}

    def __init__(self, **options):
        fields = [forms.CharField(required=False) for _part in MomentBoxes.parts]
        super().__init__(fields, require_all_fields=False, **options)
        self.day, self.clock = DayField(), ClockField()

    def clean(self, value):
        *day, clock = value or [None] * len(MomentBoxes.parts)
        if not self.required and not any([*day, clock]):
            return None
        if not clock or not any(day):
            raise ValidationError(self.error_messages["required"], code="required")
        moment = datetime.combine(self.day.clean(day), self.clock.clean(clock))
        return timezone.make_aware(moment)


def _digits(text):
    return unicodedata.normalize("NFKC", str(text or "")).strip(" 　年月日.-/")
