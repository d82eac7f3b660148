"""Where questions stand and what they may be used for: what changes without a new wording."""

from itertools import combinations

from django.db import transaction
from django.utils.translation import gettext as _

from exams.models import Question
from exams.services.banks import BankRefused

MOST_ENEMIES = 20


def set_all(questions, **fields):
    """Sets topic, difficulty or practice of many at once; returns how many these are."""
    return Question.objects.filter(pk__in=questions.order_by().values("pk")).update(**fields)


@transaction.atomic
def make_enemies(questions):
    """No two of them come onto one paper; returns how many these are."""
    keys = list(questions.order_by("pk").values_list("pk", flat=True)[: MOST_ENEMIES + 1])
    if not 2 <= len(keys) <= MOST_ENEMIES:
        raise BankRefused(
            _("Tick from 2 to %(most)d questions that are not to be on one paper.")
            % {"most": MOST_ENEMIES}
        )
    _pair(Question.enemies, keys)
    return len(keys)


@transaction.atomic
def say_unlike(questions):
    """They look alike and are no copies: they are not shown as duplicates of each other again."""
    keys = list(questions.order_by("pk").values_list("pk", flat=True))
    _pair(Question.unlike, keys)
    return len(keys)


def _pair(relation, keys):
    """Each with each other, both ways round."""
    through = relation.through
    pairs = list(combinations(keys, 2))
    through.objects.bulk_create(
        (
            through(from_question_id=one, to_question_id=other)
            for pair in pairs
            for one, other in (pair, pair[::-1])
        ),
        ignore_conflicts=True,
    )
