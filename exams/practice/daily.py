"""What a day of practice asks: little, mixed, and never what was missed on other days."""

from dataclasses import dataclass

DUE_A_DAY = 15
FRESH_A_DAY = 5
# Whoever stays away for a month finds no more than this.
MOST_DUE = 30


@dataclass(frozen=True)
class Item:
    question: int
    topic: int | None


@dataclass(frozen=True)
class Done:
    """What she has answered today already."""

    due: int = 0
    fresh: int = 0
    last_topic: int | None = None


def todays(due, fresh, done, due_a_day=DUE_A_DAY, fresh_a_day=FRESH_A_DAY):
    """What is left of today, in the order of asking.

    `due` comes the longest due first and, of these, what is remembered least.
    """
    left = [*due[: max(0, due_a_day - done.due)], *fresh[: max(0, fresh_a_day - done.fresh)]]
    return interleaved(left, done.last_topic)


def interleaved(items, last_topic=None):
    """Topics in turn; within a topic the order stays."""
    queues = {}
    for item in items:
        queues.setdefault(item.topic, []).append(item)
    mixed, last = [], last_topic
    while queues:
        others = [topic for topic in queues if topic != last] or list(queues)
        # The longest first, or it would be left over at the end.
        last = max(others, key=lambda topic: len(queues[topic]))
        mixed.append(queues[last].pop(0))
        if not queues[last]:
            del queues[last]
    return mixed
