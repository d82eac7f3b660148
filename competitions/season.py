"""The stages of a contest with what there is to read of each: one query a kind of thing."""

from dataclasses import dataclass

from competitions.models import AwardList, Call, Draw, Origin, Stage


@dataclass(frozen=True)
class StageOfSeason:
    stage: Stage  # with its progress
    call: Call | None
    has_draw: bool
    has_origins: bool
    has_awards: bool

    @property
    def has_results(self):
        return bool(self.stage.shown)

    @property
    def has_anything(self):
        return self.has_results or self.has_draw or self.has_origins or self.has_awards

    @property
    def is_over(self):
        return self.stage.is_out


def season_of(contest):
    stages = contest.stages.select_related("unit").with_progress()
    calls = {call.stage_id: call for call in Call.objects.sent().filter(stage__contest=contest)}
    of_contest = {"stage__contest": contest}
    draws = set(Draw.objects.standing().filter(**of_contest).values_list("stage", flat=True))
    awards = AwardList.objects.published().filter(**of_contest)
    origins = Origin.objects.filter(entry__stage__contest=contest)
    with_awards = set(awards.values_list("stage", flat=True))
    with_origins = set(origins.order_by().values_list("entry__stage", flat=True).distinct())
    return [
        StageOfSeason(
            stage, calls.get(stage.pk), stage.pk in draws, stage.pk in with_origins,
            stage.pk in with_awards,
        )
        for stage in stages
    ]  # fmt: skip
