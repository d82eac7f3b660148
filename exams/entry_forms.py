"""Typing in a sheet of answers: a field for each place where something can be written."""

from django import forms
from django.utils.translation import gettext as _

from exams import frozen, paper_answers
from exams.models import Version
from exams.protocol import LONGEST_TEXT
from exams.refusals import Refused

TYPES = dict(Version.Type.choices)


class EntryForm(forms.Form):
    """`content` is that of the form on the sheet; `known` slot → value that is agreed already."""

    use_required_attribute = False

    def __init__(self, *args, content, known=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = content["questions"]
        for question in self.questions:
            agreed = (known or {}).get(question["slot"])
            self._add(question, paper_answers.written(question, agreed) if agreed else {})

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

    def lines(self, doubts=(), readings=None):
        """Each question with its fields, and what the two entries said where they differ."""
        return [
            {
                "fields": [self[f"q{key}"] for key, _part in paper_answers.fields_of(question)],
                "differs": question["slot"] in doubts,
                "readings": [
                    " ".join(paper_answers.written(question, value).values())
                    for value in (readings or {}).get(question["slot"], ())
                ],
            }
            for question in self.questions
        ]
