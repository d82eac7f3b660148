"""What a judge's pad shows: her keys, her own marks, and nobody else's."""

from dataclasses import dataclass, field
from decimal import Decimal

from competitions.models import Performance, Sheet
from competitions.services.sheets import plain, received

TOP = 10
HALF = Decimal("0.5")


@dataclass(frozen=True)
class Keys:
    """One criterion as keys: the best ten first, halves below them, the rest on demand."""

    key: str
    title: str
    most: str
    weight: str
    value: str = ""
    top: list[str] = field(default_factory=list)
    halves: list[str] = field(default_factory=list)
    lower: list[str] = field(default_factory=list)

    @property
    def name(self):
        return f"mark-{self.key}"

    @property
    def value_is_low(self):
        return self.value in self.lower


def keys_of(rules, values=None):
    return [_keys(criterion, (values or {}).get(criterion.key)) for criterion in rules.criteria]


def _keys(criterion, value):
    return Keys(
        key=criterion.key,
        title=criterion.title or criterion.key,
        most=plain(criterion.most) if criterion.most is not None else "",
        weight=plain(criterion.weight),
        value=plain(value) if isinstance(value, Decimal) else value or "",
        **_rows(criterion),
    )


def _rows(criterion):
    """Keys for steps of a whole or a half mark; finer marks are written."""
    if criterion.step not in (Decimal(1), HALF) or criterion.most is None:
        return {}
    least, most = criterion.least or Decimal(0), criterion.most
    count = int(most - least)
    whole = [most - down for down in range(min(TOP, count + 1))]
    below = [most - down for down in range(len(whole), count + 1)]
    if criterion.step == 1:
        return _texts(top=whole, lower=below)
    halves = [mark - HALF for mark in whole if mark - HALF >= least]
    rest = sorted({*below, *(m - HALF for m in below if m - HALF >= least)}, reverse=True)
    return _texts(top=whole, halves=halves, lower=rest)


def _texts(**rows):
    return {name: [plain(mark) for mark in reversed(marks)] for name, marks in rows.items()}


def posted_marks(posted, rules):
    """criterion → text, of a form whose fields are called mark-KEY."""
    return {c.key: posted.get(f"mark-{c.key}", "").strip() for c in rules.criteria}


@dataclass(frozen=True)
class PadView:
    seat: object
    performance: Performance | None
    sheet: Sheet | None
    place: int = 0
    of: int = 0

    @property
    def token(self):
        """Changes whenever the pad has to show something else."""
        if self.performance is None:
            return "nothing"
        sheet = f"{self.sheet.version}.{self.sheet.state}" if self.sheet else "none"
        asked = "asked" if self.sheet and self.sheet.correction_asked_at else ""
        open_now = "open" if self.performance.is_open else "closed"
        return f"{self.performance.pk}.{open_now}.{sheet}.{asked}"

    @property
    def rules(self):
        return self.performance.stage.rule_set.rules

    @property
    def to_mark(self):
        sheet = self.sheet
        return bool(
            sheet and sheet.is_pending and not sheet.is_from_paper and self.performance.is_open
        )

    @property
    def was_last(self):
        """Nobody comes after it, and nothing of it waits for this judge."""
        return bool(self.of and self.place == self.of and not self.performance.is_open)

    @property
    def own_marks(self):
        return self.sheet.values() if self.sheet and self.sheet.is_in else {}

    @property
    def receipt(self):
        return received(self.total, self.sheet.submitted_at)

    @property
    def total(self):
        return self.rules.own_total(self.sheet.values())

    @property
    def may_ask(self):
        changeable = self.performance.is_open or self.performance.is_all_in
        return changeable and self.sheet.correction_asked_at is None


def pad_view(seat):
    """The entry on stage, else the one that was there last."""
    stage = seat.panel.stage
    performances = stage.performances.select_related("entry__unit", "stage__rule_set")
    started = performances.exclude(opened_at=None).order_by("-opened_at")
    performance = started.filter(state=Performance.State.OPEN).first() or started.first()
    if performance is None:
        return PadView(seat, None, None)
    sheets = seat.sheets.current().filter(performance=performance).prefetch_related("marks")
    entries = list(stage.entries.values_list("pk", flat=True))
    return PadView(
        seat, performance, sheets.first(),
        entries.index(performance.entry_id) + 1, len(entries),
    )  # fmt: skip


def previous_total(seat, performance):
    """(entry, total) of the sheet she handed in before this one; her own marks only."""
    given = seat.sheets.current().filter(state=Sheet.State.SUBMITTED)
    before = given.exclude(performance=performance).order_by("-submitted_at")
    related = before.select_related("performance__entry", "performance__stage__rule_set")
    sheet = related.prefetch_related("marks").first()
    if sheet is None:
        return None
    rules = sheet.performance.stage.rule_set.rules
    return sheet.performance.entry, plain(rules.own_total(sheet.values()))
