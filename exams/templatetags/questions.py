"""How the pages of a bank say what is known of a question."""

from django import template
from django.utils.translation import gettext as _

from exams import bands
from exams.models import Question

register = template.Library()
State = Question.State
_KINDS = {State.DRAFT: "warn", State.CHECKED: "now", State.IN_USE: "ok", State.RETIRED: "off"}


@register.filter
def state_kind(state):
    """The colour of a tag beside its words."""
    return _KINDS[state]


@register.filter
def difficulty(share):
    return bands.told(share, _)


@register.filter
def percent(share):
    return f"{share * 100:.0f} %"
