"""What everybody may see of a stage's result. All public pages, exports and figures ask here."""

from dataclasses import dataclass
from functools import cached_property

from competitions.models import Performance, ResultSnapshot
from competitions.models.reveal import in_full
from competitions.reveal import Plan, part_of

State = Performance.State
HEARD = (State.ALL_IN, State.CHECKED, State.LOCKED, State.PUBLISHED)


@dataclass(frozen=True)
class Shown:
    """The last published result as far as it may be shown, and never the live marks."""

    stage: object
    snapshot: ResultSnapshot | None
    reveal: object | None
    heard: tuple[str, ...] = ()

    @property
    def plan(self):
        return self.reveal.plan if self.reveal else Plan()

    @cached_property
    def data(self):
        """The snapshot's data without what is held back; None before the first publication."""
        return part_of(self.snapshot.data, self.plan, self.heard) if self.snapshot else None

    @property
    def rows(self):
        return self.data["results"] if self.snapshot else []

    @property
    def hidden(self):
        """So many published results are held back."""
        return len(self.snapshot.data["results"]) - len(self.rows) if self.snapshot else 0

    @property
    def is_full(self):
        """The whole stage is published, and all of it shown."""
        return bool(self.rows) and not self.data["waiting"]

    @property
    def is_frozen(self):
        codes = ("results", "waiting")
        if self.snapshot is None:
            return False
        published, waiting = ([row["code"] for row in self.snapshot.data[key]] for key in codes)
        return self.plan.is_frozen(published, waiting)

    @property
    def version(self):
        """Changes whenever something else may be seen."""
        number = self.snapshot.number if self.snapshot else 0
        return f"{self.stage.pk}.{number}.{len(self.rows)}.{len(self.plan.revealed)}"

    @property
    def as_of(self):
        acted = self.reveal.acted_at if self.reveal else None
        published = self.snapshot.published_at if self.snapshot else None
        return max(acted, published) if acted and published else published


def shown_of(stage):
    """What may be seen now of this stage."""
    snapshot = stage.snapshots.published().order_by("-number").first()
    reveal = getattr(stage, "reveal", None)
    heard = _heard(stage) if reveal and reveal.mode == reveal.Mode.ONE_LATE else ()
    return Shown(stage, snapshot, reveal, heard)


def _heard(stage):
    orders = stage.performances.in_state(*HEARD).values_list("entry__order_no", flat=True)
    return tuple(f"{number:02d}" for number in orders)


def shown_in_full(performances):
    """Those whose stage holds nothing back: what a figure or a list may count."""
    return performances.filter(in_full(), state=State.PUBLISHED)
