"""What a page of practice shows: one question, or what became of the answer."""

import random
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exams import papers, protocol, reviews
from exams.models import Attempt, Card, Version
from exams.practice import hints
from exams.practice.wrong_book import RIGHT_DAYS
from exams.services import practice
from exams.services.trails import Next


@dataclass(frozen=True)
class Trail:
    """One way of practising, at its own address."""

    mode: str
    title: str
    url: str
    next: Next
    done: str  # what is said at its end
    attempt: Attempt | None = None
    more: tuple[str, str] | None = None  # address and words of where one may go on


def asked(person, trail, version, chosen=(), *, missing=False):
    """A question to be answered, with what was chosen before."""
    card = Card.objects.of(person).filter(question=version.question_id).first()
    card = card or Card(person=person, question_id=version.question_id)
    content = practice.content_of(version)
    order = _order(content["questions"][0], card)
    shown = papers.shown(content, {practice.SLOT: order})[0]
    hint = hints.hint_of(content["questions"][0], order)
    is_hinted = card.hinted == card.turn
    return {
        "trail": trail,
        "version": version,
        "q": shown,
        "turn": card.turn,
        "chosen": chosen,
        "hint": said(hint, shown) if hint and is_hinted else "",
        "may_hint": bool(hint) and not is_hinted,
        "missing": missing,
        "left": _left(trail.next.left),
    }


def _order(question, card):
    """Another order at each meeting, so that nobody learns letters; the same after a hint."""
    lots = random.Random(f"{card.person_id} {card.question_id} {card.turn}")
    return protocol.shuffled(question["options"], lots)


def said(hint, shown):
    """A hint in words."""
    if hint.kind == "begins":
        return _("It begins with “%(sign)s” and has %(length)d characters.") % {
            "sign": hint.text,
            "length": hint.length,
        }
    if hint.kind == "goes":
        if shown.type == "ordering":
            return _("In place %(place)s: %(text)s") % {"place": hint.text, "text": hint.with_}
        return f"{hint.text} → {hint.with_}"
    letters = {option.id: option.letter for option in shown.options}
    return _("%(letter)s is not right.") % {"letter": letters[hint.text]}


def _left(number):
    return ngettext("%(number)d question left", "%(number)d questions left", number) % {
        "number": number
    }


def answered(given, trail):
    """What became of an answer: right or not, why, and when the question comes again."""
    card = given.card
    content = practice.content_of(given.version)
    return {
        "trail": trail,
        "given": given,
        "card": card,
        "look": reviews.looked_at(content["questions"][0], given.value, given.right),
        "has_left": card.left_on is not None and card.last_on == given.on == card.left_on,
        "still": RIGHT_DAYS - card.right_days if card.place.is_in else 0,
    }


def lines_of(cards):
    """The questions of these cards with their right answers; a constant number of queries."""
    cards = list(cards)
    versions = Version.objects.current().filter(question__in=[card.question_id for card in cards])
    versions = {v.question_id: v for v in practice.with_answers(versions)}
    there = [card for card in cards if card.question_id in versions]
    lessons = reviews.lessons_about(list(versions))
    return [_line(card, versions[card.question_id], lessons) for card in there]


def _line(card, version, lessons):
    question = practice.content_of(version)["questions"][0]
    return {
        "card": card,
        "look": reviews.looked_at(question, (), False, lessons),
        "options": [] if "parts" in question else question["options"],
        "still": RIGHT_DAYS - card.right_days,
    }
