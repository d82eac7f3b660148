"""What the page of a result shows of one question."""

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.translation import get_language

from exams import frozen

# Of a paper of twenty with four options each there are 60 ways to be wrong by one choice.
MOST_ALIKE = 2_000


def article(wrong):
    """A question to look at again (reviews.Wrong).

    Who chose the same sees the same, and hundreds look at their results in the same minute.
    """
    is_her_own = wrong.is_open or wrong.type in frozen.TYPED
    if is_her_own or wrong.picture or wrong.option_pictures:
        return _article(wrong)
    return _alike(wrong, get_language())


@lru_cache(maxsize=MOST_ALIKE)
def _alike(wrong, _language):
    return _article(wrong)


def _article(wrong):
    return render_to_string("exams/wrong_answer.html", {"wrong": wrong})
