"""Takes back questions that an import brought: all of them, or a sentence why not."""

from django.db import transaction
from django.utils.translation import gettext as _

from exams.models import Bank, BlueprintRow, Option, PaperQuestion, Question, Topic, Version
from exams.services.banks import BankRefused
from organisation.usage import is_referred_to

# What a question is made of, and goes with it.
PARTS = (Version, Option)


@transaction.atomic
def take_back(made):
    """`made`: question → the hash of the wording in which it came in."""
    versions = list(Version.objects.select_for_update().filter(question__in=made))
    found = {version.question_id: version.content_hash for version in versions}
    if len(versions) != len(made) or found != made:
        raise BankRefused(_("A question was changed after the import, so none is taken back."))
    keys = [version.pk for version in versions]
    if PaperQuestion.objects.filter(version__in=keys).exists():
        raise BankRefused(_("A question is on a paper already, so none is taken back."))
    if is_referred_to(Question, made, PARTS) or is_referred_to(Version, keys, PARTS):
        raise BankRefused(_("A question is in use already, so none is taken back."))
    Question.objects.filter(pk__in=made).delete()


def clear_topics(keys):
    """Those of the import that hold nothing; others may have used them since."""
    asked_for = BlueprintRow.objects.filter(topic__in=keys).values("topic")
    empty = Topic.objects.filter(pk__in=keys, questions=None).exclude(pk__in=asked_for)
    for topic in empty.order_by("-name"):
        if Topic.objects.below([topic]).count() == 1:
            topic.delete()


def clear_bank(pk):
    """A bank that the import made, unless somebody has put something into it."""
    if not is_referred_to(Bank, [pk]):
        Bank.objects.filter(pk=pk).delete()
