"""What the hall sees: what may be shown (showing.py), and the state of the stage in words."""

import zlib
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from competitions.models import Performance
from competitions.showing import Shown, shown_of

State = Performance.State
DRAWING, WAITING, RUNNING, FROZEN, REVIEW, FINAL = (
    "draw", "waiting", "running", "frozen", "review", "final",
)  # fmt: skip
PHASES = {
    DRAWING: pgettext_lazy("a contest", "Drawing of lots"),
    WAITING: _("About to begin"),
    RUNNING: pgettext_lazy("a contest", "Running"),
    FROZEN: pgettext_lazy("a contest", "Frozen"),
    REVIEW: pgettext_lazy("a contest", "Under review"),
    FINAL: _("Final result"),
}
ON_ONE_SCREEN = 27


@dataclass(frozen=True)
class Board:
    shown: Shown
    phase: str
    entries: list = field(default_factory=list)  # (order, title) of all of them

    @property
    def stage(self):
        return self.shown.stage

    @property
    def state(self):
        return PHASES[self.phase]

    @property
    def version(self):
        names = zlib.crc32(repr(self.entries).encode())
        return f"{self.shown.version}.{self.phase}.{names:08x}"

    @property
    def rows(self):
        return self.shown.rows

    @cached_property
    def waiting(self):
        """Entries without a result that may be shown, by their order; before the start all."""
        if self.shown.snapshot:
            return self.shown.data["waiting"]
        return [{"code": f"{order:02d}", "title": title} for order, title in self.entries]

    @property
    def on_screen(self):
        """The rows the hall can read at once, with how many places each one fell."""
        return [{**row, "down": -(row["change"] or 0)} for row in self.rows[:ON_ONE_SCREEN]]

    @property
    def to_come_on_screen(self):
        return self.waiting[: ON_ONE_SCREEN - len(self.on_screen)]

    @property
    def of(self):
        return len(self.rows) + len(self.waiting)

    @property
    def is_over(self):
        return self.phase == FINAL

    @property
    def is_frozen(self):
        return self.phase == FROZEN

    @property
    def is_dense(self):
        return self.of > 18

    @property
    def left_off(self):
        return max(0, self.of - ON_ONE_SCREEN)


def board_of(stage):
    performances = stage.performances.on_stage().order_by("entry__order_no")
    rows = list(performances.values_list("entry__order_no", "entry__title", "state"))
    shown = shown_of(stage)
    phase = _phase(stage, shown, {state for _order, _title, state in rows})
    return Board(shown, phase, [(order, title) for order, title, _state in rows])


def _phase(stage, shown, states):
    if shown.is_frozen:
        return FROZEN
    if states <= {State.WAITING}:
        return DRAWING if stage.draws.committed().exists() else WAITING
    if states & {State.WAITING, State.OPEN} or not shown.snapshot:
        return RUNNING
    if not shown.is_full or stage.snapshots.in_work().exists():
        return REVIEW
    return FINAL
