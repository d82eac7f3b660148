import re

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from organisation.periods import today
from records import id_numbers
from records.forms.days import DayField
from records.models import Consent, FileGrant, Membership, Resident, RightsRequest
from records.validations import error

CHINESE_NAME = re.compile(r"[㐀-鿿\U00020000-\U000323af·]{2,50}")
MOBILE = re.compile(r"1[3-9]\d{9}")


class FindForm(forms.Form):
    words = forms.CharField(
        label=_("Whom are you looking for?"),
        max_length=50,
        help_text=_("Name, its first letters such as wxw, or the last 4 of ID card or phone."),
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": _("Put in a name.")},
    )


def clean_name(name):
    name = re.sub(r"\s", "", name)
    if not CHINESE_NAME.fullmatch(name):
        raise error("V71")
    return name


class ResidentForm(forms.Form):
    """A new file. Birth date and sex may be left out when the ID number says them."""

    name = forms.CharField(
        label=_("Full name"), max_length=50, error_messages={"required": _("Put in the name.")}
    )
    id_no = forms.CharField(
        label=_("ID number"),
        required=False,
        max_length=40,
        help_text=_("18 characters. Leave it out for a newborn."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    birth_date = DayField(
        label=_("Birth date"), required=False, help_text=_("Not needed with an ID number.")
    )
    sex = forms.ChoiceField(
        label=_("Sex"),
        required=False,
        choices=Resident.Sex.choices[:2],
        help_text=_("Not needed with an ID number."),
        widget=forms.RadioSelect,
    )
    phone = forms.CharField(
        label=_("Mobile number"),
        required=False,
        max_length=20,
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "off"}),
    )
    kin = forms.ChoiceField(
        label=_("To the head of the household"),
        choices=[choice for choice in Membership.Kin.choices if choice[0] != Membership.Kin.HEAD],
        error_messages={"required": _("Choose one.")},
    )
    moved_in_on = DayField(
        label=_("Moved in on"), required=False, help_text=_("Only for somebody new in the village.")
    )

    def clean_name(self):
        return clean_name(self.cleaned_data["name"])

    def clean_phone(self):
        phone = re.sub(r"[\s\-]", "", self.cleaned_data["phone"])
        if phone and not MOBILE.fullmatch(phone):
            raise error("V70")
        return phone

    def clean_id_no(self):
        text = self.cleaned_data["id_no"]
        if not text.strip():
            return ""
        try:
            self.number = id_numbers.parse(text, today())
        except id_numbers.Refused as refused:
            raise error(refused.code) from refused
        if self.number.reserved and not settings.DEMO:
            raise error("V08")
        return self.number.text

    def clean_moved_in_on(self):
        return _not_to_come(self.cleaned_data["moved_in_on"])

    def clean_birth_date(self):
        return _not_to_come(self.cleaned_data["birth_date"])

    def clean(self):
        number = getattr(self, "number", None)
        if number and "birth_date" in self.cleaned_data:
            self._agree(number)
        if "birth_date" in self.cleaned_data and not self.cleaned_data["birth_date"]:
            self.add_error("birth_date", _("Put in a day, such as 1975 3 8."))
        if "sex" in self.cleaned_data and not self.cleaned_data["sex"]:
            self.add_error("sex", _("Choose one."))

    def _agree(self, number):
        data = self.cleaned_data
        data["birth_date"] = data["birth_date"] or number.birth_date
        data["sex"] = data.get("sex") or number.sex or ""
        try:
            id_numbers.agree(number, data["birth_date"], data["sex"])
        except id_numbers.Refused as refused:
            field = "birth_date" if refused.code == "V03" else "sex"
            self.add_error(field, error(refused.code))


def _not_to_come(day):
    if day and day > today():
        raise error("V10")
    return day


class HouseholdForm(ResidentForm):
    """A household and its head, on one page."""

    group = forms.IntegerField(
        label=_("Group of the village"),
        min_value=1,
        max_value=99,
        widget=forms.TextInput({"inputmode": "numeric"}),
        error_messages={
            "required": _("Put in the number of the group."),
            "invalid": _("Put in the number of the group."),
        },
    )
    address = forms.CharField(label=_("House"), required=False, max_length=100)
    field_order = ["group", "address", "name", "id_no"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["kin"]

    def clean(self):
        super().clean()
        self.cleaned_data["kin"] = Membership.Kin.HEAD


class ShowForm(forms.Form):
    """Why the covered numbers are wanted."""

    class Reason:
        choices = [
            ("call", _("to call or visit this person")),
            ("paper", _("to fill in a paper this person asked for")),
            ("check", _("to compare with the card")),
        ]

    reason = forms.ChoiceField(
        label=_("What do you need it for?"),
        choices=Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )


class AskForm(forms.Form):
    """The township operator opens one file, purpose stated."""

    village = forms.ModelChoiceField(
        label=_("Village"),
        queryset=None,
        empty_label=_("Choose one"),
        error_messages={"required": _("Choose the village.")},
    )
    words = forms.CharField(
        label=_("Whole name or ID number"),
        max_length=50,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": _("Put in the whole name or the ID number.")},
    )
    purpose = forms.ChoiceField(
        label=_("What do you need it for?"),
        choices=FileGrant.Purpose.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    resident = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, villages, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["village"].queryset = villages


class ConsentForm(forms.Form):
    purpose = forms.ChoiceField(choices=Consent.Purpose.choices)
    channel = forms.ChoiceField(choices=Consent.Channel.choices)


class RequestForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What is asked?"),
        choices=RightsRequest.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    text = forms.CharField(
        label=_("What is it about, in the person's words"),
        max_length=500,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Write down what it is about.")},
    )


class AnswerForm(forms.Form):
    decision = forms.ChoiceField(
        label=_("Answer"),
        choices=RightsRequest.Decision.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    reason = forms.CharField(label=_("Reason"), required=False, max_length=200)

    def clean(self):
        refused = self.cleaned_data.get("decision") == RightsRequest.Decision.REFUSED
        if refused and not self.cleaned_data.get("reason"):
            self.add_error("reason", _("Say why, so that the person can understand it."))
