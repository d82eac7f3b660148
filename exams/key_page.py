"""Keys that were put right, as the pages of an exam show them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from exams import frozen, papers, rekeying
from exams.models import KeyChange

LABELS = dict(KeyChange.Way.choices)


@dataclass(frozen=True)
class Asked:
    """A question of a paper, once for all forms it stands on."""

    version: int
    number: str
    text: str
    state: str  # what was put right of it, or is proposed
    state_kind: str


def asked_in(exam, changes):
    """All questions with what became of their keys; the newest change first in `changes`."""
    newest = {}
    for change in changes:
        newest.setdefault(change.version_id, change)
    places = _places(exam.paper.content)
    return [
        Asked(version, number, text, *_state(newest.get(version)))
        for version, (number, text) in places.items()
    ]


def _places(content):
    """Wording → where it stands first, and its text."""
    if "forms" not in content:
        rows = papers.all_questions(content)
        return {one["version"]: (str(one["slot"]), one["text"]) for one in rows}
    places = {}
    for form in papers.form_numbers(content):
        for one in papers.content_for(content, form)["questions"]:
            number = _("Form %(form)d, %(slot)d") % {"form": form, "slot": one["slot"]}
            places.setdefault(one["version"], (number, one["text"]))
    return places


def _state(change):
    if change is None:
        return "", ""
    return state_of(change)


def state_of(change):
    """(words, kind of tag)"""
    if change.is_pending:
        return _("To be approved"), "warn"
    if not change.accepted:
        return _("Not approved"), "off"
    if change.is_being_marked:
        return _("Being marked"), "now"
    return _("Marked again"), "ok"


def key_words(question, change):
    """What is to count, in words, one line a part."""
    if change.way == rekeying.KEY:
        return frozen.right_words(rekeying.with_key(question, change.key))
    return [LABELS[change.way]]
