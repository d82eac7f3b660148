from intake.models import Intake
from tests import make
from tests.access.rows import Row

SECURITY = {"security"}
ORGANISER = {"organiser"}
PEOPLE, UNITS, QUESTIONS = ({"key": key} for key in ("people", "units", "questions"))


def hers(state="checked", faulty=0, **more):
    """An import of the security administrator's."""

    def build(world):
        data = make.officer_list(unit=world.village, faulty=faulty)
        return {"pk": make.intake(data, world["security"], state=state).pk, **more}

    return build


def under_way(world):
    pk = hers()(world)["pk"]
    Intake.objects.filter(pk=pk).update(state="writing", cursor=0)
    return {"pk": pk}


ROWS = [
    Row("intake:intake_list", SECURITY | ORGANISER),
    Row("intake:intake_begin", SECURITY, lambda world: PEOPLE),
    Row("intake:intake_begin", ORGANISER, lambda world: UNITS),
    Row("intake:intake_begin", ORGANISER, lambda world: QUESTIONS),
    Row("intake:intake_detail", SECURITY, hers()),
    Row("intake:intake_columns", SECURITY, hers("read")),
    Row("intake:intake_good", SECURITY, hers()),
    Row("intake:intake_confirm", SECURITY, hers(), method="post"),
    Row("intake:intake_go_on", SECURITY, under_way, method="post"),
    Row("intake:intake_undo", SECURITY, hers("done"), method="post"),
    Row("intake:intake_faulty", SECURITY, hers(faulty=1, suffix="xlsx")),
    Row("intake:intake_faulty", SECURITY, hers(faulty=1, suffix="csv")),
    Row("intake:intake_faulty", set(), hers(faulty=1, suffix="pdf")),
]
