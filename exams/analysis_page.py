"""An analysis as its pages show it: facts, rows and charts with words in them."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from exams import analysis_words as words
from exams.analysis.flags import FEWEST_PEOPLE
from exams.analysis.groups import FEWEST_COMPARED, FEWEST_TOLD, Group, largest_difference
from exams.models import QuestionAnalysis
from organisation.models import Unit
from press import charts

MOST_BARS = 20


@dataclass(frozen=True)
class Fact:
    key: str
    value: str


@dataclass(frozen=True)
class GroupRow:
    name: str
    people: int
    withheld: bool
    mean: str
    mean_between: str
    passed: str
    passed_between: str
    alpha: str = ""


def is_told(analysis):
    """Of fewer people the figures would be those of single ones."""
    return analysis.people >= FEWEST_TOLD


def overview(analysis, exam, is_stale):
    """All but the questions."""
    return {
        "notes": notes(analysis, exam, is_stale),
        "facts": facts(analysis),
        "chart": distribution(analysis),
        "forms": forms(analysis),
        "estimate": estimate(analysis),
    }


def notes(analysis, exam, is_stale):
    """What has to be known before any figure is read."""
    told = []
    if is_stale:
        told.append(_("Scores have changed since; the figures are being worked out anew."))
    if analysis.people < FEWEST_PEOPLE:
        told.append(words.too_few(analysis.people))
    if exam.tries > 1:
        told.append(_("Of a person who sat more than once the first time counts."))
    return told


def facts(analysis):
    figures = analysis.figures
    passed = _("%(n)d of %(of)d, %(share)s") % {
        "n": figures["passed"],
        "of": analysis.people,
        "share": words.percent(figures["passed"] / analysis.people),
    }
    mean = _("%(mean)s; half of the people got %(median)s or more; standard deviation %(sd)s") % {
        name: words.points(figures[name]) for name in ("mean", "median", "sd")
    }
    alpha = _("alpha %(alpha)s. %(meaning)s") % {
        "alpha": words.decimal(analysis.alpha),
        "meaning": words.reliability(analysis.alpha, figures["questions"]),
    }
    return [
        Fact(_("Handed in"), words.people(analysis.people)),
        Fact(_("Passed"), passed),
        Fact(_("Points on average"), mean),
        Fact(_("Reliability"), alpha),
        Fact(_("Standard error"), words.error(figures["standard_error"])),
    ]


def distribution(analysis):
    """How many people by tenths of the points."""
    bands = analysis.figures["bands"]
    names = [f"{10 * n}–{10 * n + 9}%" for n in range(9)] + ["90–100%"]
    title = _("Half of %(people)s got %(median)s of the points or more, %(passed)s passed") % {
        "people": words.people(analysis.people),
        "median": words.points(analysis.figures["median"]),
        "passed": words.percent(analysis.figures["passed"] / analysis.people),
    }
    return charts.bars(
        title, [_("Points"), _("People")], list(zip(names, map(Decimal, bands), strict=True))
    )


def townships(analysis):
    """In the order of the county, which is no ranking; one query."""
    groups = [Group(**row) for row in analysis.figures["townships"]]
    names = dict(Unit.objects.filter(path__in=[g.key for g in groups]).values_list("path", "name"))
    return [_row(names.get(one.key, ""), one) for one in groups]


def _row(name, one, alpha=""):
    if one.mean is None:
        return GroupRow(name, one.people, True, "", "", "", "", "")
    share = one.passed / one.people
    return GroupRow(
        name,
        one.people,
        False,
        words.points(one.mean),
        words.between(one.mean_low, one.mean_high),
        words.percent(share),
        words.between(100 * one.share_low, 100 * one.share_high),
        alpha,
    )


def township_chart(analysis, rows):
    """Bars of the means that may be told; None where there is nothing to compare."""
    means = [row["mean"] for row in analysis.figures["townships"]]
    told = [mean for mean in means if mean is not None]
    if len(told) < 2 or len(rows) > MOST_BARS:
        return None
    title = _("Points on average: from %(low)s to %(high)s, %(whole)s in all") % {
        "low": words.points(min(told)),
        "high": words.points(max(told)),
        "whole": words.points(analysis.figures["mean"]),
    }
    values = [None if mean is None else Decimal(f"{mean:.1f}") for mean in means]
    names = [row.name for row in rows]
    return charts.bars(
        title,
        [_("Unit"), _("Points on average")],
        list(zip(names, values, strict=True)),
        top=100,
        write=lambda value: f"{value}%",
    )


@dataclass(frozen=True)
class Forms:
    rows: list[GroupRow]
    finding: str


def forms(analysis):
    """Forms beside each other; None when all sat one, or hardly two the same."""
    figures = analysis.figures["forms"]
    groups = [Group(**{k: v for k, v in row.items() if k != "alpha"}) for row in figures]
    if len(groups) < 2 or all(one.mean is None for one in groups):
        return None
    alphas = [words.decimal(row["alpha"]) for row in figures]
    names = [_("Form %(number)s") % {"number": one.key} for one in groups]
    rows = [_row(*row) for row in zip(names, groups, alphas, strict=True)]
    return Forms(rows, _finding_of_forms(largest_difference(groups)))


def _finding_of_forms(found):
    if found is None:
        return _("Fewer than %(n)d people a form: the forms cannot be compared.") % {
            "n": FEWEST_COMPARED
        }
    facts = {
        "low": found.low,
        "high": found.high,
        "gap": words.points(found.gap),
        "margin": words.points(found.margin),
    }
    if found.is_real:
        return (
            _(
                "Form %(low)s came out lower than form %(high)s by %(gap)s, more than chance makes "
                "(%(margin)s): compare people only within a form."
            )
            % facts
        )
    return (
        _("The forms differ by %(gap)s at most; chance alone may make %(margin)s. They are fair.")
        % facts
    )


def estimate(analysis):
    """The mean over all villages from those drawn, in sentences; none where all were called."""
    found = analysis.figures.get("estimate")
    if not found:
        return []
    told = _("All %(units)d villages, each weighed by its chance to be drawn: %(mean)s") % {
        "units": found["units"],
        "mean": words.points(found["mean"]),
    }
    if not found["interval"]:
        told = _("%(told)s. No interval: of a township only one village was drawn.") % {
            "told": told
        }
        return [told, *words.of_sample(found)]
    told = _("%(told)s, most likely %(between)s.") % {
        "told": told,
        "between": words.between(*found["interval"]),
    }
    return [told, *words.of_sample(found)]


def question(one):
    """All of one question but where else it was asked."""
    return {
        "one": one,
        "places": places(one),
        "facts": question_facts(one),
        "flags": words.explained(one.flags),
        "options": options(one),
    }


def places(one):
    """Its number on each form it stands on, where there are several; empty else."""
    if len(one.analysis.figures["forms"]) < 2:
        return ""
    told = [
        _("number %(slot)d of form %(form)s") % {"slot": slot, "form": form}
        for form, slot in sorted(one.details["slots"].items())
    ]
    return pgettext("between names", ", ").join(told)


def question_facts(one):
    """Figures of one question with what they mean."""
    details, shares = one.details, (one.details["top"], one.details["bottom"])
    facts = [
        Fact(_("Had it"), words.people(one.people)),
        Fact(_("Facility"), _("%(share)s of its points") % {"share": words.percent(one.facility)}),
        Fact(_("Discrimination"), _("%(r)s; good from 0.30, useless below 0.10")
             % {"r": words.decimal(one.rest_r)}),
    ]  # fmt: skip
    if None not in shares:
        told = _("the best third %(top)s, the last third %(bottom)s")
        shown = {name: words.percent(details[name]) for name in ("top", "bottom")}
        facts.append(Fact(_("Right by ability"), told % shown))
    if one.efficiency is not None:
        told = _("%(n)s; doubtful below 15%%") % {"n": words.points(one.efficiency)}
        facts.append(Fact(_("Efficiency"), told))
    if one.difficulty is not None:
        facts.append(Fact(_("Rasch difficulty"), words.difficulty(one.difficulty)))
    return facts


@dataclass(frozen=True)
class OptionRow:
    id: str
    text: str
    right: bool
    people: int
    share: str
    r: str


def texts_of(version):
    """Option → its text, or what its picture shows."""
    return {option.key: option.text or option.picture_alt for option in version.options.all()}


def options(one):
    """Options as the question has them, or what people wrote; the version comes with options."""
    texts = texts_of(one.version)
    return [
        OptionRow(
            option["id"] if option["id"] in texts else "",
            texts.get(option["id"], option["id"]),
            option["right"],
            option["people"],
            words.percent(option["share"]),
            words.decimal(option["r"]),
        )
        for option in one.details["options"]
    ]


def uses(one):
    """The same wording in all exams that were analysed, the oldest first."""
    counting = QuestionAnalysis.objects.counting().filter(version=one.version_id)
    counting = counting.filter(people__gte=FEWEST_TOLD)
    return counting.select_related("analysis__run__exam").order_by("analysis__run__exam__closes_at")
