"""The ledger of a quiz: events are added and never changed; an undo is an event that reverses."""

from competitions.quiz.acts import ActRefused, checked
from competitions.quiz.events import Event, question_in, standing


class Ledger:
    """What is written so far. `record` and `undo` check, and then write one event more."""

    def __init__(self, rules, teams, events=()):
        self.rules, self.teams = rules, tuple(teams)
        self.events = list(events)

    def record(self, act, round_key, question, **facts):
        """Writes what happened, or ActRefused when it cannot have happened."""
        event = Event(len(self.events) + 1, act, round_key, question, **facts)
        return self._write(checked(self.rules, self.teams, event, standing(self.events)))

    def undo(self, number, by="", at=""):
        """Reverses one event. What was written after it must be able to stand without it."""
        now = standing(self.events)
        found = [event for event in now if event.number == number]
        if not found:
            raise ActRefused("nothing_to_undo", number=number)
        self._refuse_to_pull_away([event for event in now if event.number != number])
        [event] = found
        return self._write(
            Event(
                len(self.events) + 1, "reverse", event.round, event.question, event.team,
                delta=-event.delta, reverses=number, by=by, at=at,
            )
        )  # fmt: skip

    def _refuse_to_pull_away(self, rest):
        for place, event in enumerate(rest):
            try:
                checked(self.rules, self.teams, event, rest[:place])
            except ActRefused:
                raise ActRefused("undo_later_first", number=event.number) from None

    def _write(self, event):
        self.events.append(event)
        return event

    def scores(self):
        """team → the base and the sum of all that is written for it, reversing events too."""
        scores = dict.fromkeys(self.teams, self.rules.base)
        for event in self.events:
            if event.team is not None:
                scores[event.team] += event.delta
        return scores

    def with_right(self, round_key, name):
        """The teams that may answer this question now."""
        question = question_in(standing(self.events), round_key, name)
        return question.with_right(self.rules.rounds[round_key])
