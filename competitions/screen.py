"""The second screen of the hall: who is on stage, how long, and the score once it may be shown."""

from dataclasses import dataclass

from competitions.board import Board, board_of
from competitions.models import Performance, Timing


@dataclass(frozen=True)
class Screen:
    board: Board
    on: Performance | None  # the entry being judged, else the one that was there last
    timing: Timing | None

    @property
    def stage(self):
        return self.board.stage

    @property
    def code(self):
        return f"{self.on.entry.order_no:02d}"

    @property
    def row(self):
        """Its published result, if it may be shown."""
        return next((row for row in self.board.rows if row["code"] == self.code), None)

    @property
    def latest(self):
        """The result shown last, where it is another entry's: told while the next one speaks."""
        shown = self.board.shown
        if not shown.rows or (self.on and self.row):
            return None
        codes = shown.plan.newest([row["code"] for row in sorted(shown.rows, key=_turn)])
        rows = [row for row in shown.rows if row["code"] in codes]
        return rows[0] if len(rows) == 1 else None

    @property
    def version(self):
        on = f"{self.on.pk}.{self.on.state}" if self.on else "nobody"
        clock = f"{self.timing.pk}.{self.timing.seconds}" if self.timing else "none"
        return f"{self.board.version}.{on}.{clock}"


def _turn(row):
    return len(row["code"]), row["code"]


def screen_of(stage):
    begun = stage.performances.exclude(opened_at=None).select_related("entry__unit")
    on = begun.in_state("open").first() or begun.order_by("-opened_at").first()
    timing = on.timings.current().first() if on else None
    return Screen(board_of(stage), on, timing)
