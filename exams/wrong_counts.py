"""What is in the wrong-answer books of the people somebody teaches."""

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Substr

from exams.models import Version
from organisation.models import Post, Unit
from organisation.periods import today

LONGEST = 120


def of_topics(cards):
    """Topics with how many questions, of how many people; most first."""
    rows = cards.filter(question__topic__isnull=False).order_by()
    rows = rows.values("question__topic", "question__topic__name", "question__bank__name")
    return rows.annotate(n_cards=Count("pk"), n_people=Count("person", distinct=True)).order_by(
        "-n_cards", "question__topic__name", "question__topic"
    )


def of_questions(cards):
    """Questions with their wording and in how many books they are; most first."""
    current = Version.objects.current().filter(question=OuterRef("question"))
    rows = cards.order_by().values("question").annotate(n_people=Count("person"))
    rows = rows.annotate(text=Substr(Subquery(current.values("text")[:1]), 1, LONGEST))
    return rows.order_by("-n_people", "question")


def of_people(cards):
    """People with their unit of today and how many questions; by unit and name, not by number."""
    posts = Post.objects.on(today()).filter(person=OuterRef("person"))
    unit = posts.order_by("-unit__level", "unit__path").values("unit")[:1]
    rows = cards.order_by().values("person", "person__name").annotate(n_cards=Count("pk"))
    rows = rows.annotate(unit=Subquery(unit))
    unit_name = Unit.objects.filter(pk=OuterRef("unit"))
    rows = rows.annotate(
        unit_name=Subquery(unit_name.values("name")[:1]),
        unit_path=Subquery(unit_name.values("path")[:1]),
    )
    return rows.order_by("unit_path", "person__name", "person")
