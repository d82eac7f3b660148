"""Ways of practising (DESIGN.md §4): which question comes next, and how many are left."""

from dataclasses import dataclass

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber

from exams.models import Card, PracticeAnswer, Topic
from exams.practice import daily
from exams.practice.daily import Done, Item
from exams.services import offered

NEW_OF_A_TOPIC = daily.FRESH_A_DAY


@dataclass(frozen=True)
class Next:
    question: int | None  # its pk
    left: int


def _next(questions):
    """The first of a queryset or list of questions' pks."""
    if isinstance(questions, list):
        return Next(next(iter(questions), None), len(questions))
    return Next(questions.first(), questions.count())


def todays(person, day, now, *, more=False):
    """What is left of today; with `more`, what is due beyond it."""
    done, free = _done(person, day), offered.questions(person, now)
    due = offered.cards(person, now, free).due_by(day).not_answered_on(day)
    due = due.values_list("question", "question__topic")[: daily.MOST_DUE]
    if more:
        return daily.todays(_items(due), [], done, due_a_day=daily.MOST_DUE)
    return daily.todays(_items(due), _fresh(person, free, done), done)


def _done(person, day):
    given = PracticeAnswer.objects.of(person).filter(on=day)
    of_today = given.filter(mode=PracticeAnswer.Mode.DAILY)
    counts = of_today.aggregate(
        due=Count("pk", filter=Q(was_due=True)), fresh=Count("pk", filter=Q(was_due=False))
    )
    last = given.order_by("-at").values_list("card__question__topic", flat=True).first()
    return Done(counts["due"], counts["fresh"], last)


def _fresh(person, free, done):
    """Questions she never met, topics in turn."""
    if done.fresh >= daily.FRESH_A_DAY:
        return []
    place = Window(RowNumber(), partition_by=F("topic"), order_by=F("pk").asc())
    new = free.exclude(pk__in=_met(person)).annotate(place=place)
    new = new.filter(place__lte=NEW_OF_A_TOPIC).order_by("pk").values_list("pk", "topic")
    return daily.interleaved(_items(new))


def _met(person):
    return Card.objects.of(person).exclude(state="").values("question")


def _items(rows):
    return [Item(question, topic) for question, topic in rows]


def next_today(person, day, now, *, more=False):
    left = todays(person, day, now, more=more)
    return _next([item.question for item in left])


def next_of_topic(person, topic, day, now):
    """Of a topic and those below it: what she met least, each once a day."""
    below = Topic.objects.below([topic])
    rows = offered.for_her(person, now).filter(topic__in=below)
    cards = Card.objects.of(person)
    rows = rows.exclude(pk__in=cards.filter(last_on=day).values("question"))
    times = Count("cards__given", filter=Q(cards__person=person))
    return _next(rows.annotate(times=times).order_by("times", "pk").values_list("pk", flat=True))


def next_in_order(person, bank, now, after=None):
    """Of a bank in its own order, after the question she answered last in this way."""
    if after is None:
        after = _last_in_order(person, bank)
    rows = offered.questions(person, now).filter(bank=bank, pk__gt=after)
    return _next(rows.order_by("pk").values_list("pk", flat=True))


def _last_in_order(person, bank):
    given = PracticeAnswer.objects.of(person).filter(mode=PracticeAnswer.Mode.ORDER)
    last = given.filter(card__question__bank=bank).order_by("-at", "-pk")
    return last.values_list("card__question", flat=True).first() or 0


def next_wrong(person, day, now):
    """Of her wrong-answer book, each once a day; what is remembered least comes first."""
    cards = offered.cards(person, now).in_book().not_answered_on(day)
    return _next(cards.order_by("stability", "pk").values_list("question", flat=True))


def next_missed(person, attempt, day, now):
    """Of a sitting whose results are out: what was wrong, each once a day."""
    missed = offered.missed(attempt, now)
    done = Card.objects.of(person).filter(question__in=missed, last_on=day)
    answered = set(done.values_list("question", flat=True))
    return _next([question for question in missed if question not in answered])
