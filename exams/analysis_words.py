"""The figures of an analysis in the words of those who hold exams."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from exams.analysis.flags import FEWEST_PEOPLE, SENTENCES
from exams.analysis.reliability import WANTED, good_for, questions_needed

ADVICE = {
    "key": gettext_lazy(
        "People who do well elsewhere choose another answer than the key. Ask someone who knows "
        "the matter; if the key is wrong, put it right in the bank and have the exam marked again."
    ),
    "leaked": gettext_lazy(
        "The rise is more than chance and more than all have learnt. Take the question out of use "
        "for a year, or word it anew."
    ),
    "too_easy": gettext_lazy(
        "It tells nobody apart. Keep it only where everybody must know it, as a warm-up."
    ),
    "too_hard": gettext_lazy(
        "See whether it was taught at all and whether the wording misleads; then teach it again."
    ),
    "weak": gettext_lazy(
        "Those who know more get it right hardly more often. Usually the wording is unclear or "
        "two options are right: word it anew or drop it."
    ),
    "idle_option": gettext_lazy(
        "Such an option helps nobody to think. Put a mistake there that people really make."
    ),
}
SHORT = {
    "key": gettext_lazy("key?"),
    "leaked": gettext_lazy("got about?"),
    "too_easy": gettext_lazy("too easy"),
    "too_hard": gettext_lazy("too hard"),
    "weak": gettext_lazy("says little"),
    "idle_option": gettext_lazy("idle option"),
}
GOOD_FOR = {
    "people": gettext_lazy("Good enough to compare single people."),
    "passing": gettext_lazy(
        "Good enough to tell who passed; people whose points are close cannot be told apart."
    ),
    "groups": gettext_lazy("Good for the whole county and its townships, not for single people."),
    "nothing": gettext_lazy(
        "Chance weighs more than knowledge here: judge nobody by these points."
    ),
}
UNKNOWN = "–"


def percent(share):
    """95.4% of a share; a dash where there is none."""
    return UNKNOWN if share is None else f"{100 * share:.1f}%"


def points(percents):
    """A figure that is in per cent already."""
    return UNKNOWN if percents is None else f"{percents:.1f}%".replace("-", "−")


def decimal(value):
    return UNKNOWN if value is None else f"{value:.2f}".replace("-", "−")


def between(low, high):
    """83.7–91.8%, from percents."""
    return UNKNOWN if low is None or high is None else f"{low:.1f}–{high:.1f}%"


def people(count):
    return ngettext("%(n)d person", "%(n)d people", count) % {"n": count}


def flags(names):
    """For a list: said shortly."""
    return pgettext("between names", ", ").join(str(SHORT[name]) for name in names)


def explained(names):
    """For each flag what is the matter and what to do."""
    return [(_(SENTENCES[name]), str(ADVICE[name])) for name in names]


def reliability(alpha, count):
    """What this alpha means, and what would make it good."""
    use = good_for(alpha)
    if use is None:
        return _(
            "It cannot be worked out: too few questions in common, or all have the same points."
        )
    told = str(GOOD_FOR[use])
    needed = questions_needed(alpha, count)
    if alpha >= WANTED or needed is None:
        return told
    more = _(
        "To compare people it would take about %(needed)d questions like these, not %(count)d."
    )
    return _("%(told)s %(more)s") % {
        "told": told,
        "more": more % {"needed": needed, "count": count},
    }


def error(standard_error):
    if standard_error is None:
        return UNKNOWN
    told = _("Were the same person to sit it again, she would mostly come within ± %(error)s.")
    return told % {"error": points(standard_error)}


def too_few(count):
    told = _(
        "The sample is too small: %(people)s. Take every figure as a hint; no question is flagged "
        "below %(fewest)d people."
    )
    return told % {"people": people(count), "fewest": FEWEST_PEOPLE}


def difficulty(b):
    """Rasch's b for those who never heard of it."""
    if b is None:
        return UNKNOWN
    if b < -1:
        meaning = _("easy: the middle of the people mostly get it right")
    elif b > 1:
        meaning = _("hard: the middle of the people mostly get it wrong")
    else:
        meaning = _("middling: the middle of the people get it right about half the time")
    return _("%(b)s, %(meaning)s") % {"b": decimal(b), "meaning": meaning}


def of_sample(found):
    """What else has to be known of an estimate from drawn villages."""
    told = [
        ngettext(
            "People of %(n)d drawn village came.", "People of %(n)d drawn villages came.", drawn
        )
        % {"n": drawn}
        for drawn in [found["drawn"]]
    ]
    if missing := len(found["missing"]):
        silent = ngettext(
            "From %(n)d township nobody came: the figure says nothing about it.",
            "From %(n)d townships nobody came: the figure says nothing about them.",
            missing,
        )
        told.append(silent % {"n": missing})
    if effect := found.get("design_effect"):
        told.append(
            _(
                "Whole villages were drawn: the variance of the result is %(n)s times that of as "
                "many people drawn one by one (design effect)."
            )
            % {"n": decimal(effect)}
        )
    return told
