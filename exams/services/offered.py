"""Which questions a person may practise. Never one of an exam that is still to be sat."""

from django.db.models import Q

from exams import reviews
from exams.models import Bank, Card, Exam, PaperQuestion, Question, Score, Version
from organisation.models import Unit


def held_back(now):
    """Questions of exams whose results are not out, or that are to be used again."""
    exams = Exam.objects.holding_back(now)
    rows = PaperQuestion.objects.filter(paper__in=exams.order_by().values("paper"))
    return rows.order_by().values("version__question")


def questions(person, now):
    """Set free by their author, in use, in a bank of her units or of those above."""
    free = _practicable(now).filter(may_be_practised=True)
    return free.filter(bank__in=banks(person))


def banks(person):
    units = Unit.objects.serving(person)
    return Bank.objects.filter(unit__in=units) | Bank.objects.filter(unit=None)


def cards(person, now, free=None):
    """Hers that may be practised now: set free, or from an exam that is over.

    `free`: her `questions`, where they are at hand.
    """
    free = questions(person, now) if free is None else free
    from_exams = Card.objects.of(person).filter(exam__isnull=False, question__in=_practicable(now))
    return Card.objects.of(person).filter(question__in=free.values("pk")) | from_exams


def for_her(person, now):
    """All questions she may practise now, whoever opened them to her."""
    free = questions(person, now)
    hers = cards(person, now, free).values("question")
    return Question.objects.filter(Q(pk__in=free.values("pk")) | Q(pk__in=hers))


def may_practise(person, question, now):
    """Whether this question is offered to her, by its author or by an exam she sat."""
    return for_her(person, now).filter(pk=question.pk).exists()


def _practicable(now):
    marked = Version.objects.current().marked_by_key().values("question")
    return Question.objects.in_use().filter(pk__in=marked).exclude(pk__in=held_back(now))


def missed(attempt, now):
    """Questions of her own sitting to practise again; none before they may be."""
    score = Score.objects.counting().select_related("attempt__exam__paper")
    score = score.filter(attempt=attempt).first()
    if score is None:
        return []
    there = _practicable(now).filter(pk__in=reviews.missed(score))
    return list(there.values_list("pk", flat=True))


def banks_with_practice(person, now):
    """Banks of which at least one question is set free."""
    return banks(person).filter(pk__in=questions(person, now).values("bank"))
