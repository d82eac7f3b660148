"""A correction laid out for reading: what counted, what is to count."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from competitions.models import Sheet
from competitions.quiz_record import line_in_words, outcome_in_words
from competitions.time_words import clock


@dataclass(frozen=True)
class Change:
    title: str
    before: str
    after: str

    @property
    def is_other(self):
        return self.before != self.after


def changes_of(correction):
    """One line a criterion, or one for the state of the sheet, or for the time."""
    before, after = correction.before, correction.after
    if correction.event_id is not None:
        words = (outcome_in_words(what["outcome"]) for what in (before, after))
        return [Change(line_in_words(correction.event), *words)]
    if correction.sheet_id is None:
        return [Change(_("Time on stage"), _clock(before["seconds"]), _clock(after["seconds"]))]
    if "marks" not in after:
        return [Change(_("Marks"), _sheet(before), _sheet(after))]
    criteria = correction.stage.rule_set.rules.criteria
    old = before.get("marks", {})
    return [
        Change(
            criterion.title or criterion.key,
            old.get(criterion.key, _sheet(before)),
            after["marks"][criterion.key],
        )
        for criterion in criteria
    ]


def _clock(seconds):
    return "–" if seconds is None else clock(seconds)


def _sheet(what):
    if "marks" in what:
        return _(", ").join(what["marks"].values())
    return str(Sheet.State(what["state"]).label)


@dataclass(frozen=True)
class Note:
    """What everybody reads of a correction, beside the result."""

    when: object
    title: str
    reason: str
    changes: list


def notes_of(shown):
    """The notes on what may be shown: ranks only once nothing is held back, so that none leaks."""
    codes = {row["code"] for row in shown.rows}
    notes = []
    for made in _public(shown.stage):
        if made.code in codes or (shown.is_full and not made.code):
            changes = made.changes if shown.is_full else []
            title = str(made.about)
            notes.append(Note(made.snapshot_to.published_at, title, made.reason, changes))
    return notes


def _public(stage):
    """Corrections of a result that had been published, once their own result is."""
    made = stage.corrections.approved().filter(
        snapshot_from__published_at__isnull=False, snapshot_to__published_at__isnull=False
    )
    return made.select_related("performance__entry", "event__team__entry", "snapshot_to")
