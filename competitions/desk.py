"""What the control desk shows: who is in and who is missing, and never a mark before all are."""

from dataclasses import dataclass

from competitions.models import Performance, ResultSnapshot, Sheet, Timing

State = Performance.State


@dataclass(frozen=True)
class DeskView:
    stage: object
    performances: list[Performance]
    sheets: list[Sheet]  # of the performance on stage
    snapshot: ResultSnapshot | None  # the result in work
    timing: Timing | None = None  # of the same performance

    @property
    def current(self):
        """The entry being judged, else the one whose marks wait to be locked."""
        for state in (State.OPEN, State.ALL_IN):
            for performance in self.performances:
                if performance.state == state:
                    return performance
        return None

    @property
    def following(self):
        """The entry to be opened next; nobody while one is open."""
        if any(performance.is_open for performance in self.performances):
            return None
        waiting = (p for p in self.performances if p.state == State.WAITING)
        return next(waiting, None)

    @property
    def is_over(self):
        states = {performance.state for performance in self.performances}
        return states == {State.PUBLISHED}

    @property
    def lockable(self):
        return [p for p in self.performances if p.is_all_in] if self.snapshot is None else []

    @property
    def missing(self):
        return [sheet for sheet in self.sheets if sheet.is_pending]

    @property
    def counted(self):
        return [sheet for sheet in self.sheets if sheet.is_in]


def desk_view(stage):
    performances = list(stage.performances.select_related("entry__unit"))
    view = DeskView(stage, performances, [], stage.snapshots.in_work().first())
    if view.current is None:
        return view
    sheets = view.current.sheets.current().select_related("seat__judge", "seat__unit")
    timing = view.current.timings.current().first()
    return DeskView(stage, performances, list(sheets), view.snapshot, timing)
