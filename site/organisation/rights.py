"""The one table of post × act. Everything else asks `Unit.objects.run_by(person, act)`."""

from enum import StrEnum


class PostKind(StrEnum):
    """The words a post is stored and imported by."""

    INFORMATION_OFFICER = "information_officer"
    TOWNSHIP_OPERATOR = "township_operator"
    TOWNSHIP_DIRECTOR = "township_director"
    INSTRUCTOR = "instructor"
    ORGANISER = "organiser"
    SUPERVISOR = "supervisor"
    LEADER = "leader"
    EDITOR = "editor"
    SECURITY_ADMIN = "security_admin"
    AUDIT_ADMIN = "audit_admin"
    SYSTEM_ADMIN = "system_admin"


class Act(StrEnum):
    """What somebody may do in a unit and below it. A judge judges by a seat, not by an act."""

    KEEP_RECORDS = "keep records"  # enter, change, see the files of the village
    ASK_FOR_A_FILE = "ask for a file"  # open one resident's file, purpose stated
    SEE_DUTY = "see duty"  # whether villages opened and cleared their day; counts only
    MAKE_ACCOUNTS = "make accounts"  # accounts and posts of the village officers
    MANAGE_ACCOUNTS = "manage accounts"  # all accounts and posts
    KEEP_UNITS = "keep units"  # successors of units, the county's own working days
    LEARN = "learn"  # enrol, read lessons, sit exams: a trainee
    HOLD_COURSES = "hold courses"
    TAKE_ATTENDANCE = "take attendance"
    WRITE_LESSONS = "write lessons"
    KEEP_BANKS = "keep banks"
    HOLD_EXAMS = "hold exams"
    SEE_RESULTS = "see results"  # who was there, who passed, in the units below
    SEE_SCORES = "see scores"  # the marks of single people in the units below
    ENTER_ANSWERS = "enter answers"  # of people who sat an exam on paper
    INVIGILATE = "invigilate"  # watch exams of the units below, give time, tell candidates
    HOLD_CONTESTS = "hold contests"
    ENTER_CONTESTS = "enter contests"  # name those who take part for a unit
    CONFIRM_RESULTS = "confirm results"  # the second signature under a result or a changed key
    KEEP_PROGRAMME = "keep the programme"  # goals, money, connectivity, equipment
    SEE_BOARD = "see the board"  # the eight figures, drilled down
    DRAFT_NOTICES = "draft notices"
    APPROVE_NOTICES = "approve notices"
    EDIT_SITE = "edit the site"
    READ_LOGS = "read logs"
    WATCH_JOBS = "watch jobs"


_P = PostKind
RIGHTS = {
    _P.INFORMATION_OFFICER: {Act.KEEP_RECORDS, Act.LEARN, Act.ENTER_CONTESTS},
    _P.TOWNSHIP_OPERATOR: {
        Act.ASK_FOR_A_FILE,
        Act.SEE_DUTY,
        Act.MAKE_ACCOUNTS,
        Act.LEARN,
        Act.HOLD_COURSES,
        Act.TAKE_ATTENDANCE,
        Act.SEE_RESULTS,
        Act.SEE_SCORES,
        Act.ENTER_ANSWERS,
        Act.INVIGILATE,
        Act.HOLD_CONTESTS,
        Act.ENTER_CONTESTS,
        Act.CONFIRM_RESULTS,
        Act.SEE_BOARD,
    },
    _P.TOWNSHIP_DIRECTOR: {Act.SEE_DUTY, Act.SEE_RESULTS, Act.SEE_BOARD},
    _P.INSTRUCTOR: {Act.TAKE_ATTENDANCE, Act.WRITE_LESSONS},
    _P.ORGANISER: {
        Act.KEEP_UNITS,
        Act.HOLD_COURSES,
        Act.TAKE_ATTENDANCE,
        Act.WRITE_LESSONS,
        Act.KEEP_BANKS,
        Act.HOLD_EXAMS,
        Act.SEE_RESULTS,
        Act.SEE_SCORES,
        Act.ENTER_ANSWERS,
        Act.INVIGILATE,
        Act.HOLD_CONTESTS,
        Act.ENTER_CONTESTS,
        Act.CONFIRM_RESULTS,
        Act.KEEP_PROGRAMME,
        Act.SEE_BOARD,
    },
    _P.SUPERVISOR: {
        Act.SEE_DUTY,
        Act.SEE_RESULTS,
        Act.SEE_BOARD,
        Act.DRAFT_NOTICES,
        Act.CONFIRM_RESULTS,
    },
    _P.LEADER: {Act.SEE_DUTY, Act.SEE_BOARD, Act.APPROVE_NOTICES},
    _P.EDITOR: {Act.EDIT_SITE},
    _P.SECURITY_ADMIN: {Act.MANAGE_ACCOUNTS},
    _P.AUDIT_ADMIN: {Act.READ_LOGS},
    _P.SYSTEM_ADMIN: {Act.WATCH_JOBS},
}

# The three administrators are three different people (三员).
SEPARATE = frozenset({_P.SECURITY_ADMIN, _P.AUDIT_ADMIN, _P.SYSTEM_ADMIN})


def posts_that_may(act):
    return [kind for kind, acts in RIGHTS.items() if act in acts]
