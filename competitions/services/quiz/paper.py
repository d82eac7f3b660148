"""What teams bring from the written paper: read from the published results of its exam only."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from competitions.models import Entry
from competitions.quiz.standing import team_paper
from competitions.scoring.lines import in_order
from competitions.scoring.numbers import half_up
from competitions.services.quiz.setup import choose_teams
from competitions.services.quiz.writing import in_turn
from competitions.services.refusal import ContestRefused
from exams.models import Exam, Score

PLACES = 2


@dataclass(frozen=True)
class PaperLine:
    """Never the marks of single people: those are shown by the exam, to whom it may."""

    entry: Entry
    members: int
    sat: int
    points: Decimal
    handed_in: datetime | None  # when the last one who counts handed in
    rank: int = 0
    tied: bool = False


def why_not_yet(quiz):
    """The sentence that says why there is nothing to take from the paper; empty when there is."""
    if quiz.rules.paper is None:
        return _("By the rules of this quiz there is no written paper.")
    if quiz.exam is None:
        return _("Choose the exam that was the written paper.")
    if quiz.exam.state != Exam.State.PUBLISHED or not quiz.exam.results_are_out():
        return _("The results of the written paper are not out yet.")
    return ""


def paper_lines(quiz):
    """Every entry of the stage by what its members wrote, the best first; 3 queries."""
    rule, scores = quiz.rules.paper, _scores(quiz)
    lines = [
        _line(entry, [scores[p.pk] for p in entry.people.all() if p.pk in scores], rule)
        for entry in quiz.stage.entries.prefetch_related("people")
    ]
    places = in_order({line.entry.pk: line.points for line in lines})
    placed = [PaperLine(**{**line.__dict__, **places[line.entry.pk].__dict__}) for line in lines]
    return sorted(placed, key=lambda line: (line.rank, line.entry.order_no))


def _scores(quiz):
    """person → (points, when handed in) of the best sitting."""
    rows = Score.objects.counting().filter(
        attempt__exam=quiz.exam, attempt__person__contest_entries__stage=quiz.stage
    )
    best = {}
    for person, points, at in rows.values_list(
        "attempt__person", "points", "attempt__submitted_at"
    ):
        if person not in best or points > best[person][0]:
            best[person] = (points, at)
    return best


def _line(entry, scores, rule):
    counted = sorted(scores, key=lambda score: (-score[0], score[1]))[: rule.best]
    return PaperLine(
        entry=entry,
        members=len(entry.people.all()),
        sat=len(scores),
        points=half_up(team_paper([points for points, _at in counted], rule.best, rule.by), PLACES),
        handed_in=max((at for _points, at in counted), default=None),
    )


def paper_times(quiz):
    """Key of the team → when it handed in; empty where no paper was written."""
    if why_not_yet(quiz):
        return {}
    return {
        f"{line.entry.order_no:02d}": line.handed_in for line in paper_lines(quiz) if line.handed_in
    }


def take_over(quiz, person):
    """The points to start with: one line of the ledger a team."""
    _refuse_early(quiz)
    points = {line.entry.pk: line.points for line in paper_lines(quiz)}

    def deed(writing):
        for key, team in writing.teams.items():
            writing.record("paper", team=key, delta=points[team.entry_id])
        writing.set_moment()

    return in_turn(quiz, person, deed)


def select(quiz, places):
    """The best of the paper come on stage; all who share the last place come too."""
    _refuse_early(quiz)
    chosen = [line.entry for line in paper_lines(quiz) if line.rank <= places]
    choose_teams(quiz, chosen)
    return chosen


def _refuse_early(quiz):
    if reason := why_not_yet(quiz):
        raise ContestRefused(reason)
