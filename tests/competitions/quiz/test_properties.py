"""What must hold whatever happens on stage: any acts are tried, the impossible are refused."""

from hypothesis import given
from hypothesis import strategies as st

from competitions.quiz.acts import ActRefused
from competitions.quiz.events import standing
from competitions.quiz.ledger import Ledger
from competitions.quiz.protest import swing
from competitions.quiz.standing import places
from tests.competitions.quiz.stage import TEAMS, ledger, refusal

WHERE = st.tuples(st.sampled_from(["must", "quick", "risk", "extra"]), st.sampled_from("12"))
TEAM = st.sampled_from(TEAMS)
PUT = st.tuples(st.just("put"), st.sampled_from(["", "A", "B 10", "C 30", "A B"]))
ACT = st.one_of(
    PUT,
    st.tuples(st.just("buzz"), TEAM),
    st.tuples(st.just("answer"), TEAM, st.sampled_from(["right", "wrong"])),
    st.tuples(st.just("foul"), TEAM, st.sampled_from(["early", "spoke"])),
    st.tuples(st.just("void")),
    st.tuples(st.just("pass"), TEAM),
)
TRIED = st.lists(st.tuples(WHERE, ACT).map(lambda t: " ".join([*t[0], *t[1]])), max_size=60)
UNDONE = st.lists(st.integers(1, 30), max_size=5)


def played(acts, undone=()):
    written = ledger()
    for act in acts:
        refusal(written, act)
    for number in undone:
        undo(written, number)
    return written


def undo(written, number):
    try:
        written.undo(number)
    except ActRefused:
        return False
    return True


def state(written):
    """All that can be asked of it: scores, places, and the right at every question."""
    rights = {
        (key, question): written.with_right(key, question)
        for key in written.rules.rounds
        for question in "12"
    }
    return written.scores(), places(written), rights


@given(TRIED, UNDONE)
def test_the_score_is_the_base_and_the_sum_of_all_that_is_written(acts, undone):
    written = played(acts, undone)

    for team, score in written.scores().items():
        own = [event.delta for event in written.events if event.team == team]
        assert score == 100 + sum(own)


@given(TRIED, UNDONE)
def test_the_score_is_also_the_sum_of_what_stands(acts, undone):
    written = played(acts, undone)

    for team, score in written.scores().items():
        assert score == 100 + sum(e.delta for e in standing(written.events) if e.team == team)


@given(TRIED, UNDONE)
def test_an_undo_restores_what_was_before(acts, undone):
    written = played(acts, undone)
    before, count = state(written), len(written.events)

    for act in ("must 2 put C", "quick 2 put", "quick 2 buzz A", "quick 2 answer A wrong"):
        refusal(written, act)
    for number in range(len(written.events), count, -1):
        written.undo(number)

    assert state(written) == before


@given(TRIED, UNDONE)
def test_what_is_written_is_never_changed(acts, undone):
    written = ledger()
    seen = []
    for step in (*acts, *undone):
        undo(written, step) if isinstance(step, int) else refusal(written, step)
        assert written.events[: len(seen)] == seen
        seen = list(written.events)

    assert [event.number for event in seen] == list(range(1, len(seen) + 1))


@given(TRIED, UNDONE)
def test_what_stands_could_be_written_again_in_its_order(acts, undone):
    written = played(acts, undone)

    again = Ledger(written.rules, written.teams)
    for e in standing(written.events):
        again.record(
            e.act, e.round, e.question, team=e.team, outcome=e.outcome, value=e.value, teams=e.teams
        )

    assert state(again) == state(written)


@given(TRIED, UNDONE)
def test_a_protest_never_moves_less_than_throwing_the_question_out(acts, undone):
    written = played(acts, undone)
    now = written.scores()

    own = dict.fromkeys(now, 0)
    for event in standing(written.events):
        if (event.round, event.question) == ("quick", "1") and event.team:
            own[event.team] += event.delta

    assert swing(written, "quick", "1").largest >= max(own.values()) - min(own.values())


@given(TRIED)
def test_nobody_with_a_higher_score_has_a_worse_place(acts):
    written = played(acts)
    scores, found = written.scores(), places(written)

    ordered = sorted(TEAMS, key=lambda team: found[team].rank)
    assert [scores[team] for team in ordered] == sorted(scores.values(), reverse=True)
