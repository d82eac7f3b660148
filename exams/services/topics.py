"""The tree of topics of a bank: added, renamed, moved, put together."""

from django.db import transaction
from django.utils.translation import gettext as _

from exams import topic_paths
from exams.models import Bank, BlueprintRow, Topic


class TopicRefused(Exception):
    """Its message may be shown to the person who asked."""


def ensure(bank, path):
    """The topic of a path; what stands above it is made as well."""
    for name in (*topic_paths.above(path), path):
        topic, _is_new = Topic.objects.get_or_create(bank=bank, name=name)
    return topic


@transaction.atomic
def add(bank, name, above=None):
    path = _path(name, above)
    if bank.topics.filter(name=path).exists():
        raise TopicRefused(_("There is such a topic already."))
    return ensure(bank, path)


@transaction.atomic
def place(topic, name, above=None):
    """Renames a topic or hangs it below another one; what stands below it comes along."""
    _lock(topic.bank_id)
    path = _path(name, above)
    if above and topic_paths.is_within(above.name, topic.name):
        raise TopicRefused(_("A topic cannot stand below itself."))
    if path == topic.name:
        return
    if topic.bank.topics.filter(name=path).exists():
        raise TopicRefused(_("There is such a topic already. Put the two together instead."))
    _move(topic, path)


@transaction.atomic
def merge(topic, into):
    """Its questions and what stands below it go over to the other one; it is gone."""
    _lock(topic.bank_id)
    if into.bank_id != topic.bank_id:
        raise TopicRefused(_("These topics belong to another bank."))
    if topic_paths.is_within(into.name, topic.name):
        raise TopicRefused(_("A topic cannot be put into itself or into one below it."))
    _move(topic, into.name)


@transaction.atomic
def remove(topic):
    """Only what holds nothing is taken away."""
    below = Topic.objects.below([topic])
    if below.filter(questions__isnull=False).exists():
        raise TopicRefused(_("This topic holds questions. Put it together with another one."))
    if BlueprintRow.objects.filter(topic__in=below).exists():
        raise TopicRefused(_("A blueprint asks for this topic. Change its rows first."))
    below.delete()


def _path(name, above):
    path = topic_paths.joined(above.name if above else "", name)
    if not path:
        raise TopicRefused(_("Write a name."))
    if len(path) > topic_paths.LONGEST:
        raise TopicRefused(_too_long())
    return path


def _too_long():
    return _("With the names above it this topic is too long. Choose a shorter name.")


def _move(topic, path):
    """Everything within the topic to the new path, into what is there already."""
    old, bank = topic.name, topic.bank
    rows = list(Topic.objects.below([topic]))
    targets = {row.pk: topic_paths.moved(row.name, old, path) for row in rows}
    if max(map(len, targets.values())) > topic_paths.LONGEST:
        raise TopicRefused(_too_long())
    there = dict(bank.topics.exclude(pk__in=targets).values_list("name", "pk"))
    for row in rows:
        target = targets[row.pk]
        if target in there:
            row.questions.update(topic=there[target])
            BlueprintRow.objects.filter(topic=row).update(topic=there[target])
            row.delete()
        else:
            Topic.objects.filter(pk=row.pk).update(name=target)


def _lock(bank):
    """One change of a tree at a time."""
    Bank.objects.select_for_update().get(pk=bank)
