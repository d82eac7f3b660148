from datetime import date
from itertools import count

from organisation.models import Computer, Person, Post, Room, Unit, UnitName, Venue

__all__ = ["boxes", "computer", "county", "person", "post", "room", "township", "venue", "village"]

_numbers = count(1)
LONG_AGO = date(2000, 1, 1)


def _unit(level, code, name, parent, valid_from, valid_to):
    unit = Unit(
        code=code,
        name=name,
        level=level,
        parent_code=parent.code if parent else "370000000000",
        valid_from=valid_from,
        valid_to=valid_to,
    )
    unit = parent.add_child(instance=unit) if parent else Unit.add_root(instance=unit)
    UnitName.objects.create(unit=unit, name=name, valid_from=valid_from, valid_to=valid_to)
    return unit


def county(name="Test County", code=None):
    """The county; made once in a test unless a code is given."""
    if code is None and (there := Unit.objects.counties().first()):
        return there
    return _unit(Unit.Level.COUNTY, code or "379901000000", name, None, LONG_AGO, None)


def township(name=None, *, parent=None):
    number = next(_numbers)
    parent = parent or county()
    code = f"{parent.code[:6]}{number % 999 + 1:03d}000"
    return _unit(Unit.Level.TOWNSHIP, code, name or f"Township {number}", parent, LONG_AGO, None)


def village(name=None, *, parent=None, valid_from=LONG_AGO, valid_to=None):
    number = next(_numbers)
    parent = parent or township()
    code = f"{parent.code[:9]}{number % 999 + 1:03d}"
    name = name or f"Village {number}"
    # A fresh parent: treebeard reads the number of children from the object.
    parent = Unit.objects.get(pk=parent.pk)
    return _unit(Unit.Level.VILLAGE, code, name, parent, valid_from, valid_to)


def person(kind=None, unit=None, *, name=None, password=None, **fields):
    """A person; with a kind also the post, in the unit or a dull one of the right level."""
    number = next(_numbers)
    made = Person.objects.create_user(
        fields.pop("username", f"person{number}"), name or f"Person {number}", password, **fields
    )
    if kind is not None:
        post(made, kind, unit)
    return made


def post(person, kind, unit=None, *, valid_from=LONG_AGO, valid_to=None):
    if unit is None:
        unit = village() if kind == Post.Kind.INFORMATION_OFFICER else county()
    return Post.objects.create(
        person=person, unit=unit, kind=kind, valid_from=valid_from, valid_to=valid_to
    )


def boxes(name, day):
    """What a form with a day in three boxes sends."""
    return {f"{name}_year": day.year, f"{name}_month": day.month, f"{name}_day": day.day}


def venue(unit=None, name="School"):
    return Venue.objects.create(unit=unit or county(), name=f"{name} {next(_numbers)}")


def room(venue_=None, name=None):
    return Room.objects.create(venue=venue_ or venue(), name=name or f"Room {next(_numbers)}")


def computer(room_=None, number=None, *, works=True):
    room_ = room_ or room()
    number = number or room_.computers.count() + 1
    return Computer.objects.create(room=room_, number=number, works=works)
