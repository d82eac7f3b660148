"""The acts in the log of a stage, as people call them."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

VERBS = {
    "absent": _("a judge left out as absent"),
    "void": _("a sheet left out as void"),
    "clock started": _("the clock started"),
    "compared with paper": _("compared with the paper"),
    "confirmed": _("a result confirmed"),
    "conflict noted": _("a conflict noted"),
    "conflict overridden": _("a conflict overridden"),
    "correction approved": _("a correction approved"),
    "correction asked": _("a correction asked for"),
    "correction declined": _("a correction declined"),
    "correction proposed": _("a correction proposed"),
    "draw given up": _("a draw given up"),
    "entry withdrawn": _("an entry taken out"),
    "frozen": _("the results frozen"),
    "judge appointed": _("a judge appointed"),
    "judge dismissed": _("a judge taken off"),
    "key taken back": _("a card taken back"),
    "keys made": _("cards made"),
    "list published": _("the list for the draw published"),
    "locked": _("a result locked"),
    "marks in": pgettext_lazy("log", "marks in"),
    "not confirmed": _("a result not confirmed"),
    "opened": _("an entry opened for judging"),
    "order drawn": _("the order drawn"),
    "order drawn by hand": _("the order drawn by hand"),
    "panel approved": _("the panel approved"),
    "published": _("a result published"),
    "revealed": _("results revealed"),
    "seat entered": _("a seat entered with its card"),
    "sent back": _("a sheet sent back"),
    "time noted": _("a time noted"),
    "timekeeper dismissed": _("a timekeeper taken off"),
    "timekeeper named": _("a timekeeper named"),
    "typed from paper": _("marks typed from paper"),
    "typed marks thrown away": _("typed marks thrown away"),
    "way of showing chosen": _("how results are shown chosen"),
}


def said(verb):
    return VERBS.get(verb, verb)
