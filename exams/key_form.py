"""How a wrong key is put right: fields for the right answer, by the type of the question."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exams import frozen, rekeying
from exams.formats.numbers import number_of
from exams.models import KeyChange
from exams.protocol import LONGEST_TEXT

Way = KeyChange.Way


class KeyForm(forms.Form):
    """`question` is the frozen one, as it counts now."""

    way = forms.ChoiceField(
        label=gettext_lazy("What is to count"),
        choices=Way.choices,
        initial=Way.KEY,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=200,
        help_text=gettext_lazy("Everybody whose result shows this question reads it."),
    )

    use_required_attribute = False

    def __init__(self, *args, question, **kwargs):
        super().__init__(*args, **kwargs)
        self.question, self.known = question, rekeying.key_of(question)
        self.names = []
        if "criteria" in question:
            self._leave_out_key()
        elif "pairs" in question:
            self._add_pairs()
        elif "accepted" in question:
            self._add_accepted()
        else:
            self._add_options()
        self.order_fields(["way", *self.names, "reason"])

    def _add(self, name, field):
        self.fields[name] = field
        self.names.append(name)

    def _leave_out_key(self):
        """People mark it: there is no key to put right."""
        self.fields["way"].choices = [one for one in Way.choices if one[0] != Way.KEY]
        self.fields["way"].initial = Way.ALL

    def _add_options(self):
        choices = [(one["id"], self._words_of(one)) for one in self.question["options"]]
        field = forms.MultipleChoiceField(
            label=_("Right answers"),
            choices=choices,
            required=False,
            initial=self.known["right"],
            widget=forms.CheckboxSelectMultiple,
        )
        if self.question["type"] != "multiple":
            field.help_text = _("Tick several when each of them is right.")
        self._add("right", field)

    def _words_of(self, option):
        if self.question["type"] == "truefalse":
            return _("True") if option["id"] == "true" else _("False")
        return f"{option['id'].upper()}. {frozen.words_of(option)}"

    def _add_pairs(self):
        choices = [(one["id"], frozen.words_of(one)) for one in self.question["options"]]
        for part in self.question["parts"]:
            label = _("Place %(n)s") % {"n": part["text"]}
            self._add(
                f"part{part['id']}",
                forms.ChoiceField(
                    label=label if self.question["type"] == "ordering" else part["text"],
                    choices=choices,
                    required=False,
                    initial=self.known["pairs"][part["id"]],
                ),
            )

    def _add_accepted(self):
        parts = self.question["parts"]
        for place, part in enumerate(parts, start=1):
            rows = self.known["accepted"][part["id"]]
            self._add(
                f"part{part['id']}",
                forms.CharField(
                    label=_("Right answers")
                    if len(parts) == 1
                    else _("Blank %(n)d") % {"n": place},
                    required=False,
                    max_length=20 * LONGEST_TEXT,
                    initial="\n".join(map(_line, rows)),
                    widget=forms.Textarea({"rows": 3}),
                    help_text=_("One a line. Of a number with what it may be off: 12 ± 0.5.")
                    if self._is_number
                    else _("One a line."),
                ),
            )

    @property
    def _is_number(self):
        return self.question["type"] == "numerical"

    def clean(self):
        given = super().clean()
        self.key = {}
        if given.get("way") == Way.KEY and not set(self.names) & self.errors.keys():
            self.key = self._key(given)
        return given

    def _key(self, given):
        if "pairs" in self.question:
            return {"pairs": self._pairs(given)}
        if "accepted" in self.question:
            return {"accepted": {name[4:]: self._lines(name, given[name]) for name in self.names}}
        right = given["right"]
        if not right:
            self.add_error("right", _("Tick what is right."))
        return {"right": [one["id"] for one in self.question["options"] if one["id"] in right]}

    def _pairs(self, given):
        chosen = {name[4:]: given[name] for name in self.names}
        for part, option in chosen.items():
            if not option:
                self.add_error(f"part{part}", _("Choose one."))
        if self.question["type"] == "ordering" and len(set(chosen.values())) < len(chosen):
            self.add_error(self.names[0], _("Each line has a place of its own."))
        return chosen

    def _lines(self, name, text):
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if not lines:
            self.add_error(name, _("Write what is right."))
        if not self._is_number:
            return [{"text": line, "tolerance": ""} for line in lines]
        return [self._number(name, line) for line in lines]

    def _number(self, name, line):
        number, _sign, tolerance = line.partition("±")
        off = number_of(tolerance) if tolerance.strip() else 0
        if off is None or off < 0 or (number_of(number) is None and number.strip() != "*"):
            self.add_error(name, _("“%(line)s” is no number.") % {"line": line[:40]})
        return {"text": number.strip(), "tolerance": tolerance.strip()}


def _line(row):
    tolerance = row["tolerance"]
    return f"{row['text']} ± {tolerance}" if tolerance not in ("", "0") else row["text"]
