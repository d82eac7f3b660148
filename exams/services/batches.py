"""One act on many questions of a bank, and what is said of it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exams.models import Question
from exams.services import cataloguing, reviewing

State = Question.State


def apply(act, questions, person, given):
    """Does it; returns the sentences that say what was done and what was not.

    `given` holds the topic and the difficulty that are set.
    """
    if act in State.values:
        return _brought(reviewing.bring(questions, act, person), act)
    if act == "enemies":
        done = cataloguing.make_enemies(questions)
        return [_("No two of these %(n)d questions come onto one paper now.") % {"n": done}]
    return [_changed(cataloguing.set_all(questions, **_FIELDS[act](given)))]


_FIELDS = {
    "topic": lambda given: {"topic": given["topic"]},
    "difficulty": lambda given: {"difficulty": given["difficulty"]},
    "practise": lambda given: {"may_be_practised": True},
    "exam_only": lambda given: {"may_be_practised": False},
}


def _changed(count):
    return ngettext("%(n)d question is changed.", "%(n)d questions are changed.", count) % {
        "n": count
    }


def _brought(brought, act):
    sentences = [_changed(brought.done)]
    if brought.own:
        sentences.append(
            ngettext(
                "You wrote %(n)d of them; somebody else has to check it.",
                "You wrote %(n)d of them; somebody else has to check them.",
                brought.own,
            )
            % {"n": brought.own}
        )
    if brought.there:
        sentences.append(
            ngettext("%(n)d was so already.", "%(n)d were so already.", brought.there)
            % {"n": brought.there}
        )
    if brought.unfit:
        sentences.append(_unfit(brought.unfit, act))
    return sentences


def _unfit(count, act):
    if act == State.CHECKED:
        told = ngettext(
            "%(n)d stays as it is: only a draft is to be checked.",
            "%(n)d stay as they are: only drafts are to be checked.",
            count,
        )
    else:
        told = ngettext(
            "%(n)d stays as it is: it has to be checked before it is put in use.",
            "%(n)d stay as they are: they have to be checked before they are put in use.",
            count,
        )
    return told % {"n": count}
