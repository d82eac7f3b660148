"""What the sittings of an exam say: of the exam, of each question, of forms and of townships."""

from dataclasses import dataclass, replace

import numpy as np

from exams.analysis import leaks
from exams.analysis.classical import compared, exam_figures
from exams.analysis.flags import (
    EASIEST,
    FEWEST_FOR_RASCH,
    FEWEST_PEOPLE,
    HARDEST,
    SENTENCES,
    WEAKEST_R,
)
from exams.analysis.groups import Group, group
from exams.analysis.options import OptionFigures, flags_of_choices, option_figures, written
from exams.analysis.sittings import Table

BANDS = 10


@dataclass(frozen=True)
class QuestionReport:
    """Not a number, or no option, where something is not defined."""

    key: int
    people: int
    facility: float
    spread: float
    rest_r: float
    efficiency: float
    top: float  # facility in the best third by the other questions, and in the last
    bottom: float
    difficulty: float  # Rasch's b
    options: list[OptionFigures]
    flags: list[str]

    @property
    def use(self):
        return leaks.Use(self.facility, self.spread, self.people)


@dataclass(frozen=True)
class ExamReport:
    """In per cent of the points."""

    people: int
    questions: int  # on a form
    passed: int
    mean: float
    sd: float
    median: float
    alpha: float
    standard_error: float
    bands: list[int]  # people by tenths of the points
    forms: list[tuple[Group, float]]  # each with its alpha
    groups: list[Group]


def analyse(asked, sittings, first_uses=None):
    """(report of the exam, report of each question); `first_uses` are key → use elsewhere."""
    table = Table(asked, sittings)
    difficulties = _difficulties(table.shares)
    questions = [_question(table, place, difficulties[place]) for place in range(len(asked))]
    return _exam(table), _with_leaks(questions, first_uses or {})


def _question(table, place, difficulty):
    had, shares, rest = table.with_question(place)
    question, people = table.asked[place], len(had)
    said = [table.sittings[person].said.get(question.key, frozenset()) for person in had]
    spread, rest_r, efficiency = compared(shares, rest) if people else [np.nan] * 3
    right = {text for one, ids in zip(shares, said, strict=True) if one == 1 for text in ids}
    options = option_figures(question.choices or written(said, right), said, rest)
    facility = float(shares.mean()) if people else np.nan
    top, bottom = _thirds(shares, rest)
    flags = set()
    if people >= FEWEST_PEOPLE:
        flags = flags_of_choices(options, rest_r, said, offered=bool(question.choices))
        flags |= _flags(facility, rest_r)
    return QuestionReport(
        question.key, people, facility, spread, rest_r, efficiency, top, bottom, difficulty,
        options, _in_order(flags),
    )  # fmt: skip


def _flags(facility, rest_r):
    holds = {
        "too_easy": facility > EASIEST,
        "too_hard": facility < HARDEST,
        "weak": rest_r < WEAKEST_R,
    }
    return {flag for flag, held in holds.items() if held}


def _in_order(flags):
    """The gravest first."""
    return [flag for flag in SENTENCES if flag in flags]


def _thirds(shares, rest):
    if len(shares) < FEWEST_PEOPLE:
        return np.nan, np.nan
    order, third = np.argsort(rest, kind="stable"), len(shares) // 3
    return float(shares[order[-third:]].mean()), float(shares[order[:third]].mean())


def _difficulties(shares):
    """Rasch's b of questions that are right or wrong and had enough people."""
    difficulties = np.full(shares.shape[1], np.nan)
    known = ~np.isnan(shares)
    plain = (~known | (shares == 0) | (shares == 1)).all(axis=0)
    kept = plain & (known.sum(axis=0) >= FEWEST_FOR_RASCH)
    if kept.sum() > 1:
        # SciPy takes half a second to load, and only this needs it.
        from exams.analysis.latent import estimate

        difficulties[kept] = estimate(shares[:, kept], "rasch").b
    return difficulties


def _with_leaks(questions, first_uses):
    now = {one.key: one.use for one in questions if one.people >= FEWEST_PEOPLE}
    gone = leaks.leaked(now, first_uses)
    return [
        replace(one, flags=_in_order({*one.flags, "leaked"})) if one.key in gone else one
        for one in questions
    ]


def _exam(table):
    percents = np.array([sitting.percent for sitting in table.sittings])
    forms = {form: exam_figures(points) for form, points in table.by_form().items()}
    alpha, sd = _alpha(table, forms), percents.std(ddof=1) if len(percents) > 1 else np.nan
    return ExamReport(
        people=len(percents),
        questions=max(len(sitting.of) for sitting in table.sittings),
        passed=sum(sitting.passed for sitting in table.sittings),
        mean=float(percents.mean()),
        sd=float(sd),
        median=float(np.median(percents)),
        alpha=alpha,
        standard_error=float(sd * np.sqrt(1 - alpha)),
        bands=_bands(percents),
        forms=[
            (one, forms[one.key].alpha if one.key in forms else np.nan)
            for one in _grouped(table, "form")
        ],
        groups=_grouped(table, "group"),
    )


def _alpha(table, forms):
    """Of the one form, or the mean of those forms that enough people sat."""
    people = {form: sum(s.form == form for s in table.sittings) for form in forms}
    kept = {f: n for f, n in people.items() if len(forms) == 1 or n >= FEWEST_PEOPLE}
    weights = {f: n for f, n in kept.items() if not np.isnan(forms[f].alpha)}
    if not weights:
        return np.nan
    return float(sum(n * forms[f].alpha for f, n in weights.items()) / sum(weights.values()))


def _bands(percents):
    # A hundred per cent belongs to the last tenth; a rounding error to no lower one.
    tenths = np.minimum((percents + 1e-9) // (100 / BANDS), BANDS - 1).astype(int)
    return np.bincount(tenths, minlength=BANDS).tolist()


def _grouped(table, name):
    found = {}
    for sitting in table.sittings:
        found.setdefault(getattr(sitting, name), []).append(sitting)
    return [
        group(key, [one.percent for one in ones], sum(one.passed for one in ones))
        for key, ones in sorted(found.items())
    ]
