"""Invented values for the page that shows every component in all its states."""

from dataclasses import dataclass

from django import forms
from django.core.paginator import Paginator
from django.utils.dates import MONTHS
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from organisation.dates import DayField


class SampleForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"))
    phone = forms.CharField(
        label=gettext_lazy("Phone number"),
        help_text=gettext_lazy("11 digits. We call only about a course you have a place on."),
        widget=forms.TextInput({"size": 11, "inputmode": "tel", "autocomplete": "tel"}),
    )
    born_on = DayField(label=gettext_lazy("Born on"))
    reason = forms.CharField(
        label=gettext_lazy("Reason"), required=False, widget=forms.Textarea({"rows": 3})
    )
    township = forms.ChoiceField(
        label=gettext_lazy("Township"), choices=[("1", "青石镇"), ("2", "柳林镇")]
    )
    wish = forms.ChoiceField(
        label=gettext_lazy("Choose one"),
        widget=forms.RadioSelect,
        choices=[("1", gettext_lazy("In the computer room")), ("2", gettext_lazy("At home"))],
    )
    agreed = forms.BooleanField(label=gettext_lazy("I have read this"))


class SampleFilters(forms.Form):
    words = forms.CharField(label=gettext_lazy("Name"), required=False)
    township = forms.ChoiceField(
        label=gettext_lazy("Township"), required=False, choices=[("", "—"), ("1", "青石镇")]
    )


@dataclass(frozen=True)
class Mark:
    kind: str
    char: str
    words: str


@dataclass(frozen=True)
class Day:
    number: int
    marks: tuple[Mark, ...] = ()
    today: bool = False
    other: bool = False
    url: str = ""


COLOURS = [
    "ink", "ink-2", "ink-3", "line-strong", "line", "bg", "bg-2", "bg-3", "brand", "btn", "brand-l",
    "ok", "ok-l", "warn", "warn-l", "err", "err-l", "official", "gold", "gold-l", "focus",
]  # fmt: skip


def samples():
    return {
        "colours": COLOURS,
        "blank_form": SampleForm(auto_id="blank_%s"),
        "wrong_form": SampleForm({"phone": "123", "born_on_year": "1975", "born_on_month": "13"}),
        "filters": SampleFilters(auto_id="filter_%s"),
        "chosen": [{"words": "青石镇", "url": "?"}],
        "page": Paginator(range(60), 20).page(2),
        "task_states": ["waiting", "going", "done", "soon", "late", "returned"],
        "facts": _facts(),
        "tiles": _tiles(),
        "ranking": _ranking(),
        "chart": _chart(),
        "weeks": _weeks(),
        "heads": [  # as in a grid: one character in Chinese
            pgettext("calendar", "Mon"),
            pgettext("calendar", "Tue"),
            pgettext("calendar", "Wed"),
            pgettext("calendar", "Thu"),
            pgettext("calendar", "Fri"),
            pgettext("calendar", "Sat"),
            pgettext("calendar", "Sun"),
        ],
        "map": [
            {"number": n, "done": n < 7, "flag": n in (3, 9), "here": n == 7} for n in range(1, 13)
        ],
        "points": range(31, 41),
    }


def _facts():
    return [
        {"key": _("Name"), "value": "王小青", "url": "#facts"},
        {"key": _("Phone number"), "value": "", "url": "#facts"},
        {"key": _("Village"), "value": "青石镇 河湾村", "url": ""},
    ]


def _tiles():
    definition = _("Villages that reported over the network this month, of all villages.")
    return [
        {"definition": definition, **tile}
        for tile in (
            {
                "label": _("Villages online"),
                "value": "82.3%",
                "note": _("312 of 379"),
                "url": "#tiles",
            },
            {"label": _("Hours of live teaching"), "value": "0", "unit": _("hours")},
            {"label": _("Exams held"), "value": None},
        )
    ]


def _ranking():
    return [
        {
            "rank": 1,
            "name": "青石镇",
            "value": "99.1%",
            "change": _("up 2"),
            "direction": "up",
            "url": "#ranking",
        },
        {"rank": 2, "name": "柳林镇", "value": "98.4%", "change": _("same")},
        {"rank": 2, "name": "河口镇", "value": "98.4%", "change": _("down 1"), "direction": "down"},
    ]


def _chart():
    months = [(MONTHS[6], 74), (MONTHS[7], 79), (MONTHS[8], 82)]
    bars = "".join(
        f'<rect class="c1" x="{20 + 100 * n}" y="{110 - value}" width="60" height="{value}"/>'
        f'<text x="{50 + 100 * n}" y="{104 - value}" text-anchor="middle">{value}%</text>'
        f'<text x="{50 + 100 * n}" y="128" text-anchor="middle">{month}</text>'
        for n, (month, value) in enumerate(months)
    )
    axis = '<line class="axis" x1="0" y1="110" x2="300" y2="110"/>'
    title = f"<title>{escape(_('Villages online'))}</title>"
    return {
        # Numbers and words of our own only.
        "svg": mark_safe(
            f'<svg viewBox="0 0 300 134" role="img" font-size="13">{title}{bars}{axis}</svg>'
        ),
        "heads": [_("Month"), _("Villages online")],
        "rows": [[month, f"{value}%"] for month, value in months],
    }


def _weeks():
    duty = Mark("duty", _("D"), _("duty day"))
    course = Mark("course", _("C"), _("course"))
    exam = Mark("exam", _("E"), _("exam"))
    contest = Mark("contest", _("K"), _("contest"))
    marks = {5: (duty,), 8: (course,), 10: (duty,), 15: (duty, exam), 16: (course,), 22: (contest,)}
    days = [Day(n, marks.get(n, ()), today=n == 15, url="#calendar") for n in range(1, 32)]
    before = [Day(n, other=True) for n in range(27, 32)]
    after = [Day(n, other=True) for n in range(1, 7)]
    month = before + days + after
    return [month[n : n + 7] for n in range(0, len(month), 7)]
