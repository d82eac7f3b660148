"""What the hall sees: the published snapshot, and nothing that is not in it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from competitions.models import ResultSnapshot

WAITING, RUNNING, FINAL = (
    _("About to begin"),
    pgettext_lazy("a contest", "Running"),
    _("Final result"),
)
ON_ONE_SCREEN = 27


@dataclass(frozen=True)
class Board:
    stage: object
    snapshot: ResultSnapshot | None

    @property
    def version(self):
        return f"{self.stage.pk}.{self.snapshot.number if self.snapshot else 0}"

    @property
    def rows(self):
        return self.snapshot.data["results"] if self.snapshot else []

    @property
    def waiting(self):
        """Entries without a published result, by their order; before the start all of them."""
        if self.snapshot:
            return self.snapshot.data["waiting"]
        return [
            {"code": f"{entry.order_no:02d}", "title": entry.title}
            for entry in self.stage.entries.all()
        ]

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
        return bool(self.rows) and not self.waiting

    @property
    def state(self):
        return FINAL if self.is_over else RUNNING if self.rows else WAITING

    @property
    def is_dense(self):
        return self.of > 18

    @property
    def left_off(self):
        return max(0, self.of - ON_ONE_SCREEN)


def board_of(stage):
    return Board(stage, stage.snapshots.published().order_by("-number").first())
