"""The ground floor: units, people and their posts, places, the calendar."""

from organisation.models.calendar import CalendarDay
from organisation.models.people import Person, Post
from organisation.models.places import Computer, Room, Venue
from organisation.models.tries import SignInTry
from organisation.models.units import Unit, UnitList, UnitName

__all__ = [
    "CalendarDay",
    "Computer",
    "Person",
    "Post",
    "Room",
    "SignInTry",
    "Unit",
    "UnitList",
    "UnitName",
    "Venue",
]
