"""Questions of a bank that are likely the same: their texts differ in signs and width only."""

from collections import defaultdict

from exams.formats.sameness import rough_key
from exams.models import Question, Version


def groups_in(bank):
    """Lists of keys of questions with likely the same text; those said to be unlike are apart."""
    found = defaultdict(list)
    versions = Version.objects.current().filter(bank=bank)
    versions = versions.exclude(question__state=Question.State.RETIRED).order_by("question")
    rows = versions.values_list("question", "text", "picture")
    for question, text, picture in rows.iterator():
        # The same words about another picture are another question.
        found[rough_key(text), picture].append(question)
    alike = [keys for (words, _picture), keys in found.items() if len(keys) > 1 and words]
    apart = _said_unlike(bank)
    return [keys for keys in alike if not _all_apart(keys, apart)]


def _said_unlike(bank):
    pairs = Question.unlike.through.objects.filter(from_question__bank=bank)
    return set(pairs.values_list("from_question", "to_question"))


def _all_apart(keys, apart):
    return all((a, b) in apart for n, a in enumerate(keys) for b in keys[n + 1 :])
