"""快速登记: what is asked for each kind of event, after 谁 and 什么事. As little as will do."""

from django import forms
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from organisation.periods import today
from records.forms.days import DayField
from records.forms.residents import clean_name
from records.models import Certificate, Consent, Event, Resident, Visit
from records.services.consents import standing_consent
from records.services.entry import CHILD, LONGEST
from records.validations import error

K = Event.Kind
CHOOSE = {"required": _("Choose one.")}


class EntryForm(forms.Form):
    client_uuid = forms.UUIDField(widget=forms.HiddenInput)
    again = forms.BooleanField(required=False, widget=forms.HiddenInput)
    day = DayField(label=_("Which day?"))
    declined = False

    def __init__(self, *args, resident, **kwargs):
        self.resident = resident
        kwargs["initial"] = {"client_uuid": uuid7(), "day": today()}
        super().__init__(*args, **kwargs)

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day > today():
            raise error("V10")
        if day < self.resident.birth_date:
            raise error("V11-born")
        return day

    def facts(self):
        hidden = ("client_uuid", "again", "day", "agreed")
        return {name: value for name, value in self.cleaned_data.items() if name not in hidden}

    @property
    def asked(self):
        """The fields a person fills in."""
        return [field for field in self if not field.is_hidden]

    @property
    def summary(self):
        """核对一遍: (label, what was put in), for what was put in."""
        return [(field.label, self._words(field)) for field in self.asked if self._words(field)]

    def _words(self, field):
        value = self.cleaned_data.get(field.name)
        choices = dict(getattr(field.field, "choices", None) or {})
        if isinstance(field.field, forms.ModelChoiceField):
            return value and str(value)
        return choices.get(value, value) if choices else value


class MarriageForm(EntryForm):
    spouse = forms.CharField(label=_("Married to"), required=False, max_length=50)


class BirthForm(EntryForm):
    name = forms.CharField(
        label=_("The child's name"),
        max_length=50,
        error_messages={"required": _("Put in the name.")},
    )
    sex = forms.ChoiceField(
        label=_("Sex"),
        choices=Resident.Sex.choices[:2],
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )

    def clean_name(self):
        return clean_name(self.cleaned_data["name"])


class EddForm(EntryForm):
    edd = DayField(label=_("Expected date"), help_text=_("As the clinic wrote it down."))

    def clean_edd(self):
        edd = self.cleaned_data["edd"]
        if edd and not 0 <= (edd - today()).days <= LONGEST:
            raise error("V33")
        return edd


class PregnancyForm(EddForm):
    agreed = forms.ChoiceField(
        label=_("Does she want to be reminded of health services?"),
        help_text=_(
            "So that we can help, her expected date is written down. She may say no; it changes "
            "nothing for anybody, and nothing is kept."
        ),
        choices=[("yes", _("She wants to")), ("no", _("She does not"))],
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    consent_channel = forms.ChoiceField(
        label=_("How did she say so?"),
        help_text=_("When she wants to: this and the expected date."),
        choices=Consent.Channel.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    field_order = ["agreed", "consent_channel", "edd", "day"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["edd"].required = False

    def clean(self):
        self.declined = self.cleaned_data.get("agreed") == "no"
        if self.declined:
            self._errors.clear()
            return
        if self.resident.sex == Resident.Sex.MALE:
            raise error("V41")
        if self.resident.age_on(today()) < CHILD:
            raise error("V31b")
        if not self.cleaned_data.get("consent_channel"):
            self.add_error("consent_channel", error("V43"))
        if "edd" in self.cleaned_data and not self.cleaned_data["edd"]:
            self.add_error("edd", _("Put in a day, such as 1975 3 8."))


class VisitForm(EntryForm):
    visit_kind = forms.ChoiceField(
        label=_("What kind of visit?"),
        choices=Visit.Kind.choices,
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    mode = forms.ChoiceField(
        label=_("How?"), choices=Visit.Mode.choices, widget=forms.RadioSelect, error_messages=CHOOSE
    )
    next_visit_on = DayField(label=_("Next agreed day"), required=False)

    def clean_visit_kind(self):
        kind = self.cleaned_data["visit_kind"]
        about_health = kind == Visit.Kind.SERVICE
        if about_health and not standing_consent(self.resident, Consent.Purpose.HEALTH):
            raise error("V43")
        return kind


class MoveOutForm(EntryForm):
    destination = forms.CharField(label=_("Where to"), required=False, max_length=60)


class AppliedForm(EntryForm):
    certificate_kind = forms.ChoiceField(
        label=_("Which certificate?"), choices=Certificate.Kind.choices, error_messages=CHOOSE
    )


class OpenCertificateForm(EntryForm):
    state = None
    certificate = forms.ModelChoiceField(
        label=_("Which certificate?"),
        queryset=Certificate.objects.none(),
        empty_label=None,
        error_messages=CHOOSE,
    )
    field_order = ["certificate", "day"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        open_ = self.resident.certificates.filter(state=self.state)
        self.fields["certificate"].queryset = open_


class ReadyForm(OpenCertificateForm):
    state = Certificate.State.APPLIED
    pickup_place = forms.CharField(label=_("Where to collect it"), required=False, max_length=60)
    pickup_on = DayField(label=_("Agreed day"), required=False)


class CollectedForm(OpenCertificateForm):
    state = Certificate.State.READY


FORMS = {
    K.VISIT: VisitForm,
    K.CERTIFICATE_APPLIED: AppliedForm,
    K.CERTIFICATE_READY: ReadyForm,
    K.CERTIFICATE_COLLECTED: CollectedForm,
    K.MARRIAGE: MarriageForm,
    K.BIRTH: BirthForm,
    K.PREGNANCY_REGISTERED: PregnancyForm,
    K.EDD_REVISED: EddForm,
    K.PREGNANCY_ENDED: EntryForm,
    K.MOVE_OUT: MoveOutForm,
}


def kinds_for(resident):
    """What may be entered for this resident now, in the order of the page."""
    states = set(resident.certificates.open().values_list("state", flat=True))
    booked = resident.pregnancies.active().exists()
    grown, woman = resident.age_on(today()) >= CHILD, resident.sex == Resident.Sex.FEMALE
    fits = {
        K.CERTIFICATE_READY: Certificate.State.APPLIED in states,
        K.CERTIFICATE_COLLECTED: Certificate.State.READY in states,
        K.MARRIAGE: grown,
        K.BIRTH: grown,
        K.PREGNANCY_REGISTERED: grown and woman and not booked,
        K.EDD_REVISED: booked,
        K.PREGNANCY_ENDED: booked,
    }
    return [kind for kind in FORMS if fits.get(kind, True)] if resident.left_on is None else []


class PutOffForm(forms.Form):
    to = DayField(label=_("Put off to"))

    def clean_to(self):
        if self.cleaned_data["to"] <= today():
            raise forms.ValidationError(_("Put in a day that is still to come."), code="past")
        return self.cleaned_data["to"]
