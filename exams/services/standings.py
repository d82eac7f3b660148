"""How a person stands in each topic she can practise."""

from django.db.models import Count, F, Q

from exams.models import PracticeAnswer, Topic
from exams.practice.mastery import Standing
from exams.services import offered


def of_topics(person, now, topics=None):
    """Topic's pk → Standing, for every topic with a question for her."""
    there = offered.for_her(person, now).filter(topic__isnull=False)
    given = PracticeAnswer.objects.of(person).filter(card__question__topic__isnull=False)
    if topics is not None:
        there = there.filter(topic__in=topics)
        given = given.filter(card__question__topic__in=topics)
    answered = _answered(given)
    counts = there.order_by().values_list("topic").annotate(n=Count("pk"))
    return {topic: _standing(n, *answered.get(topic, (0, 0, 0))) for topic, n in counts}


def _answered(given):
    """Topic → how many questions were right at the last time, how many tried, on how many days."""
    last_right = Q(number=F("card__answers"), right=True, hinted=False)
    rows = (
        given.order_by()
        .values("card__question__topic")
        .annotate(
            n_right=Count("pk", filter=last_right),
            n_tried=Count("card", distinct=True),
            n_days=Count("on", distinct=True),
        )
    )
    return {
        row["card__question__topic"]: (row["n_right"], row["n_tried"], row["n_days"])
        for row in rows
    }


def _standing(there, right, tried, days):
    return Standing(right, tried, days, max(there, tried))


def listed(person, now):
    """(topic, standing), bank by bank; a constant number of queries."""
    standings = of_topics(person, now)
    topics = Topic.objects.filter(pk__in=standings).select_related("bank")
    return [(topic, standings[topic.pk]) for topic in topics]
