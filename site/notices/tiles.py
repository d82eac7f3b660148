"""The Eight Ones: which figure stands for each, and what may be ranked at all."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Tile:
    title: str
    about: str  # said while there is no source
    keys: tuple[str, ...]  # the first that was counted is the figure
    owner: str  # who answers for it


TILES = [
    Tile(
        _("One goal"),
        _("Every village is online."),
        ("programme.villages_online",),
        _("information centre of the county"),
    ),
    Tile(
        _("One guarantee"),
        _("The money is there and is spent on the programme."),
        ("programme.budget_used", "programme.training_spend"),
        _("leading group"),
    ),
    Tile(
        _("One carrier"),
        _("A place to learn, and a computer for everyone."),
        ("courses.own_computer",),
        _("township operators"),
    ),
    Tile(
        _("One system"),
        _("Every township trains on two days a month."),
        ("courses.townships_two_days", "courses.attendance", "courses.self_study_hours"),
        _("township directors"),
    ),
    Tile(
        _("One integration"),
        _("Villages open and clear their list on the days that end in 5 and 0."),
        ("records.duty_cleared", "records.days_cleared"),
        _("village information officers"),
    ),
    Tile(
        _("One activity"),
        _("Contests from the village up to the county."),
        ("competitions.townships_with_team", "competitions.entries_judged"),
        _("organisers of the county"),
    ),
    Tile(
        _("One innovation"),
        _("One county centre and 18 townships in one live class."),
        ("courses.live_hours", "courses.points_connected", "courses.questions_answered"),
        _("teachers of the county centre"),
    ),
    Tile(
        _("One supervision"),
        _("Exams, and a notice every month."),
        ("exams.pass_rate", "exams.held", "exams.villages_drawn", "notices.issued"),
        _("supervisors of the county"),
    ),
]

# Training and the quality of the daily work; nothing else is ever put in an order of merit.
RANKED = frozenset(
    {
        "courses.own_computer",
        "courses.townships_two_days",
        "courses.attendance",
        "courses.live_hours",
        "courses.points_connected",
        "courses.questions_answered",
        "courses.self_study_hours",
        "exams.pass_rate",
        "exams.sat",
        "records.duty_cleared",
    }
)
# Of one unit these are a yes or a no, not 100 %.
YES_OR_NO = {
    "courses.townships_two_days": (_("enough"), _("not enough")),
    "programme.villages_online": (_("online"), _("not online")),
}
# What a column of the townships is called where the whole name would not fit.
SHORT = {"courses.townships_two_days": _("Two days a month")}
# The columns of the townships in the notice.
COLUMNS = ("courses.attendance", "exams.pass_rate", "courses.townships_two_days")
# Below this many per cent a township is offered help. An offer, not a mark.
HELP_BELOW = {
    "courses.townships_two_days": 100,
    "courses.attendance": 85,
    "courses.own_computer": 90,
    "exams.pass_rate": 70,
    "records.duty_cleared": 80,
    "programme.villages_online": 90,
}
MOST_HELPED = 5
# Fewer than this many units are not ranked: everybody would know who is last.
FEWEST_RANKED = 5
# Of a village with fewer people than this the rate would say how single people did, and that is
# for themselves and for those who hold the exam.
ABOUT_PEOPLE = frozenset(
    {"exams.pass_rate", "exams.points_won", "exams.practised", "exams.mastered"}
)
FEWEST_PEOPLE = 5
