"""What the sitting page shows: questions, marks, and the words before handing in."""

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from exams import papers, tickets
from exams.models import hurried
from exams.services import hand_ins, sittings, words

SCREENS = ("map", "end", "moved")
# Of a paper of twenty with four options each there are 480; a sheet answered is made for her alone.
MOST_BLANK = 2_000


def context_of(attempt, now, wanted="1", flags=(), note=""):
    orders = dict(hurried.ORDERS.rows(pk=attempt.pk))
    # Before the first claim nobody may write.
    answers = sittings.answers_so_far(attempt) if attempt.epoch else {}
    files = hand_ins.counting_files(attempt, answers)
    items = [
        {
            "question": question,
            "chosen": answers.get(question.slot, ()),
            "file": files.get(question.slot),
            "flagged": question.slot in flags,
        }
        for question in papers.shown(attempt.content, orders)
    ]
    here = next((i["question"] for i in items if str(i["question"].slot) == wanted), None)
    shown = wanted if wanted in SCREENS else str(here.slot if here else 1)
    if here is None and shown not in SCREENS:
        here = items[0]["question"]
    open_ones = [item["question"].slot for item in items if not item["chosen"]]
    return {
        "attempt": attempt,
        "items": items,
        "shown": shown,
        "here": here or {"slot": ""},
        "total": len(items),
        "takes_files": any(item["question"].is_file for item in items),
        "answered": len(answers),
        "progress": _("%(number)d answered") % {"number": len(answers)},
        "left": _minutes_left(attempt, now),
        "now_ms": int(now.timestamp() * 1000),
        "deadline_ms": int(attempt.deadline.timestamp() * 1000),
        "ticket": tickets.issue(attempt.pk, attempt.person_id),
        "unanswered": _unanswered(open_ones),
        "flagged": _flagged(sorted(flags)),
        "back_to": next(iter([*open_ones, *sorted(flags), 1])),
        "previous": max(1, here.slot - 1) if here else 1,
        "following": "end" if here is None or here.slot == len(items) else here.slot + 1,
        "words": words.told_to(attempt) if attempt.told else [],
        "note": note,
    }


def section(item, here):
    """What the page shows of one question; `here` is the number of the one that is open.

    Not answered yet it is the same for all who see its options in the same order, and hundreds
    load their papers in the same minute.
    """
    question = item["question"]
    shown = question.slot if question.slot == here else ""
    own = {name: item[name] for name in ("chosen", "flagged", "file")}
    if any(own.values()):
        return _section(question, shown, **own)
    return _blank(question, shown, get_language())


@lru_cache(maxsize=MOST_BLANK)
def _blank(question, here, _language):
    return _section(question, here)


def _section(question, here, chosen=(), flagged=False, file=None):
    shown = {"q": question, "chosen": chosen, "flagged": flagged, "file": file, "here": here}
    return render_to_string("exams/sitting_question.html", shown)


def question_map(items, shown):
    """The numbers of all questions; `shown` names the screen that is open."""
    is_shown = shown == "map"
    if any(item["chosen"] or item["flagged"] for item in items):
        return _map(items, is_shown)
    return _blank_map(tuple(item["question"].slot for item in items), is_shown, get_language())


@lru_cache(maxsize=MOST_BLANK)
def _blank_map(slots, is_shown, _language):
    return _map([{"question": {"slot": slot}} for slot in slots], is_shown)


def _map(items, is_shown):
    return render_to_string("exams/sitting_map.html", {"items": items, "shown": is_shown})


def _minutes_left(attempt, now):
    minutes = max(0, -int((now - attempt.deadline).total_seconds() // 60))
    return _("%(number)d min left") % {"number": minutes}


def _numbers(slots):
    return pgettext("between numbers", ", ").join(map(str, slots))


def _unanswered(slots):
    if not slots:
        return _("All questions are answered.")
    return ngettext(
        "%(number)d question without an answer: %(list)s.",
        "%(number)d questions without an answer: %(list)s.",
        len(slots),
    ) % {"number": len(slots), "list": _numbers(slots)}


def _flagged(slots):
    if not slots:
        return ""
    return ngettext(
        "%(number)d question marked: %(list)s.",
        "%(number)d questions marked: %(list)s.",
        len(slots),
    ) % {"number": len(slots), "list": _numbers(slots)}
