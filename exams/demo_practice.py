"""Practice in the invented county: a bank set free, a fortnight of the trainee, some of others."""

from datetime import timedelta
from pathlib import Path

from django.utils.translation import gettext as _

from exams.formats import tabular
from exams.models import Card, Exam, PracticeAnswer, Question, Version
from exams.practice import scheduling, wrong_book
from exams.services import banks, practice
from organisation.periods import start_of

QUESTIONS = Path(__file__).parent / "demo_practice.csv"
FORTNIGHT, A_DAY = 14, 4
KNOWS, TAKES_PART = 0.75, 0.55
FROM_EXAMS = 2


def build(demo):
    bank = banks.bank_named(_("Practice for every day"))
    banks.import_questions(bank, tabular.read_csv(QUESTIONS.read_bytes()))
    Question.objects.filter(bank=bank).update(may_be_practised=True)
    over = Exam.objects.published().filter(results_at__lt=start_of(demo.day))
    for exam in reversed(over.order_by("-closes_at")[:FROM_EXAMS]):
        practice.collect(exam, exam.results_at)
    versions = list(practice.with_answers(Version.objects.filter(bank=bank)).order_by("pk"))
    if trainee := demo.accounts.get("trainee"):
        _fortnight(demo, trainee, versions)
    _others(demo, versions)


def _fortnight(demo, trainee, versions):
    """A few a day, some of them wrong; yesterday's among them."""
    turns = {}
    for number in range(FORTNIGHT * A_DAY):
        days, place = FORTNIGHT - number // A_DAY, number % (len(versions) - A_DAY)
        version = versions[place]
        now = start_of(demo.day - timedelta(days=days)) + timedelta(hours=19, minutes=number)
        turns[version.pk] = turns.get(version.pk, 0) + 1
        practice.answer(
            trainee,
            version,
            _right(version) if demo.rng.random() < KNOWS else (),
            turn=turns[version.pk],
            mode=PracticeAnswer.Mode.DAILY,
            now=now,
        )


def _right(version):
    return tuple(option.key for option in version.options.all() if option.is_right)


def _others(demo, versions):
    """Each of those who take part met a few questions once, this month or the last."""
    trainee = demo.accounts.get("trainee")
    cards, answers = [], []
    for person in demo.all_officers:
        if person == trainee or demo.rng.random() >= TAKES_PART:
            continue
        day = max(demo.day - timedelta(days=demo.rng.randrange(1, 40)), demo.opened)
        for version in demo.rng.sample(versions, A_DAY):
            card, answer = _met(person, version, demo.rng.random() < KNOWS, day)
            cards.append(card)
            answers.append(answer)
    Card.objects.bulk_create(cards, batch_size=500)
    PracticeAnswer.objects.bulk_create(answers, batch_size=500)


def _met(person, version, right, day):
    question = version.question_id
    card = Card(person=person, question_id=question, answers=1, last_on=day)
    rating = scheduling.rating_of(right, hinted=False)
    card.remember(scheduling.reviewed("", rating, day, question))
    card.put(card.place if right else wrong_book.after_wrong(card.place, day))
    answer = PracticeAnswer(
        card=card,
        number=1,
        version=version,
        mode=PracticeAnswer.Mode.DAILY,
        value=list(_right(version) if right else ()),
        right=right,
        on=day,
        at=start_of(day) + timedelta(hours=19),
    )
    return card, answer
