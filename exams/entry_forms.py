"""Typing in a sheet of answers: a field for each place where something can be written."""

from django import forms
from django.utils.translation import gettext as _

from exams import frozen, paper_answers
from exams.models import Version
from exams.protocol import LONGEST_TEXT
from exams.refusals import Refused

TYPES = dict(Version.Type.choices)


class EntryForm(forms.Form):
    """`content` is that of the form on the sheet; `known` slot → value that is agreed already.

    `typed` (field → text) was there before she saw that the sheet is of this form.
    """

    use_required_attribute = False

    def __init__(self, *args, content, known=None, typed=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = content["questions"]
        for question in self.questions:
            agreed = (known or {}).get(question["slot"])
            self._add(question, paper_answers.written(question, agreed) if agreed else {})
        self.initial = typed or {}

    def _add(self, question, written):
        is_typed = question["type"] in frozen.TYPED
        for key, part in paper_answers.fields_of(question):
            facts = {"number": question["slot"], "kind": TYPES[question["type"]], "part": part}
            words = _("%(number)s. %(kind)s, %(part)s") if part else _("%(number)s. %(kind)s")
            self.fields[f"q{key}"] = forms.CharField(
                label=words % facts,
                required=False,
                max_length=LONGEST_TEXT if is_typed else 40,
                initial=written.get(key, ""),
                widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
            )

    @property
    def leftover(self):
        """What was typed where this form of the paper has no field; the other one may have."""
        return {name: text for name, text in self.initial.items() if name not in self.fields}

    def typed(self):
        """What she wrote herself, field → text; what was agreed before is not hers."""
        agreed = self.fields.keys() - set(self.changed_data)
        names = [name for name in self.data if name.startswith("q") and name not in agreed]
        return {name: self.data[name] for name in names}

    def clean(self):
        given = super().clean()
        self.answers = {}
        for question in self.questions:
            keys = [key for key, _part in paper_answers.fields_of(question)]
            written = {key: given.get(f"q{key}") or "" for key in keys}
            try:
                self.answers[question["slot"]] = paper_answers.read(question, written)
            except Refused as refusal:
                self.add_error(f"q{keys[0]}", refusal.told(_))
        return given

    def lines(self, readings):
        """Each question with its fields; `readings`: slot → what the two entries said there."""
        return [
            {
                "fields": [self[f"q{key}"] for key, _part in paper_answers.fields_of(question)],
                "differs": question["slot"] in readings,
                "readings": [
                    " ".join(paper_answers.written(question, value).values())
                    for value in readings.get(question["slot"], ())
                ],
            }
            for question in self.questions
        ]
