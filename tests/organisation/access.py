from datetime import date

from organisation.models import CalendarDay
from tests import make
from tests.access.rows import EVERYONE, OPERATORS, Row

OWN = {"operator"}  # the operator of the world's own township
MANAGERS = OPERATORS | {"security"}


def _officer(world):
    return {"pk": world["officer"].pk}


def _organiser(world):
    return {"pk": world["organiser"].pk}


def _post_of_officer(world):
    return {"pk": world["officer"].posts.get().pk}


def _post_of_organiser(world):
    return {"pk": world["organiser"].posts.get().pk}


def _village(world):
    return {"pk": world.village.pk}


def _venue(world):
    return {"pk": make.venue(world.township).pk}


def _county_venue(world):
    return {"pk": make.venue(world.county).pk}


def _room(world):
    return {"pk": make.room(make.venue(world.township)).pk}


def _computer(world):
    return {"pk": make.computer(make.room(make.venue(world.township))).pk}


def _day(world):
    return {"pk": CalendarDay.objects.create(day=date(2026, 9, 16), working=False, name="x").pk}


A = "organisation:"
ROWS = [
    Row(f"{A}person_list", MANAGERS),
    Row(f"{A}person_add", MANAGERS),
    Row(f"{A}person_slips", MANAGERS),
    Row(f"{A}person_detail", OWN | {"security"}, _officer),
    Row(f"{A}person_detail", {"security"}, _organiser),
    Row(f"{A}person_edit", OWN | {"security"}, _officer),
    Row(f"{A}person_edit", {"security"}, _organiser),
    Row(f"{A}person_reset", OWN | {"security"}, _officer, "post"),
    Row(f"{A}person_reset", {"security"}, _organiser, "post"),
    Row(f"{A}person_close", OWN | {"security"}, _officer, "post"),
    Row(f"{A}person_open", OWN | {"security"}, _officer, "post"),
    Row(f"{A}post_add", OWN | {"security"}, _officer),
    Row(f"{A}post_add", {"security"}, _organiser),
    Row(f"{A}post_end", OWN | {"security"}, _post_of_officer),
    Row(f"{A}post_end", {"security"}, _post_of_organiser),
    Row(f"{A}unit_list", EVERYONE),
    Row(f"{A}unit_detail", EVERYONE, _village),
    Row(f"{A}unit_successors", {"organiser"}, _village),
    Row(f"{A}venue_list", OPERATORS | {"organiser"}),
    Row(f"{A}venue_add", OPERATORS | {"organiser"}),
    Row(f"{A}venue_detail", OWN | {"organiser"}, _venue),
    Row(f"{A}venue_detail", {"organiser"}, _county_venue),
    Row(f"{A}venue_edit", OWN | {"organiser"}, _venue),
    Row(f"{A}room_add", OWN | {"organiser"}, _venue),
    Row(f"{A}room_detail", OWN | {"organiser"}, _room),
    Row(f"{A}computer_mark", OWN | {"organiser"}, _computer, "post"),
    Row(f"{A}calendar", {"organiser"}),
    Row(f"{A}calendar_remove", {"organiser"}, _day, "post"),
]
