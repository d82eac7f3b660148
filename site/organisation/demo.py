"""The invented county: units, people, places. Every other app builds on it (`<app>/demo.py`)."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from organisation import invented
from organisation.models import CalendarDay, Computer, Person, Post, Room, Unit, UnitName, Venue
from organisation.passwords import first_password
from organisation.periods import Month
from organisation.pinyin import initials_of

# No county has a code that begins with 3799.
COUNTY_CODE, COUNTY_NAME, ABOVE = "379901000000", "禾阳县", "379900000000"
TOWNSHIPS, VILLAGES, STAFF, LIVED_IN = 18, 379, 740, 3
STREETS, TOWNS = 3, 14
COUNTY_STAFF = {
    Post.Kind.INSTRUCTOR: 6,
    Post.Kind.ORGANISER: 2,
    Post.Kind.SUPERVISOR: 2,
    Post.Kind.LEADER: 2,
    Post.Kind.EDITOR: 1,
    Post.Kind.SECURITY_ADMIN: 1,
    Post.Kind.AUDIT_ADMIN: 1,
    Post.Kind.SYSTEM_ADMIN: 1,
}


class DemoRefused(Exception):
    """Its sentence may be shown."""


@dataclass
class DemoCounty:
    """What an app's `build(demo)` gets. Same seed and day, same county: use only `demo.rng`."""

    rng: random.Random
    day: date  # "today": nothing in the demo's past lies after it
    scale: str  # "small" or "county"
    county: Unit
    townships: list[Unit]
    villages: list[Unit]
    lived_in: list[Unit]  # the villages that get residents: 3, or all
    # The accounts that can sign in: trainee, judge, supervisor, leader, operator, organiser,
    # editor. The trainee is the officer of lived_in[0]; the operator is that of its township.
    # The judge is the director of another township.
    accounts: dict[str, Person] = field(default_factory=dict)
    officers: dict[int, list[Person]] = field(default_factory=dict)  # by village pk
    operators: dict[int, Person] = field(default_factory=dict)  # by township pk
    directors: dict[int, Person] = field(default_factory=dict)  # by township pk
    instructors: list[Person] = field(default_factory=list)
    rooms: dict[int, list[Room]] = field(default_factory=dict)  # by unit pk, county and townships

    @property
    def months(self):
        """The twelve months that end with the current one."""
        months = [Month.of(self.day)]
        while len(months) < 12:
            months.insert(0, months[0].previous)
        return months

    @property
    def opened(self):
        """The day from which everybody and everything here has been there."""
        return date(self.day.year - 2, 1, 1)

    def township_of(self, village):
        return next(t for t in self.townships if village.path.startswith(t.path))

    @property
    def all_officers(self):
        return [person for people in self.officers.values() for person in people]


@transaction.atomic
def build(seed, day, scale):
    """An empty installation becomes an invented county; returns it and the passwords.

    The passwords belong to `demo.accounts`, under the same words, and are not made from the
    seed. Nobody else of the county can sign in.
    """
    if not settings.DEMO:
        raise DemoRefused(_("Invented people exist only where DEMO is switched on."))
    if Unit.objects.exists():
        raise DemoRefused(
            _("There are units already. The invented county needs an empty database.")
        )
    demo = _units(random.Random(f"{seed} {day}"), day, scale)
    people = _staff(demo)
    passwords = _accounts(demo, people)
    _save_people(demo, people)
    _places(demo)
    _calendar(demo)
    return demo, passwords


def _units(rng, day, scale):
    demo = DemoCounty(rng, day, scale, county=None, townships=[], villages=[], lived_in=[])
    county = _unit(demo, Unit.Level.COUNTY, COUNTY_CODE, COUNTY_NAME, None)
    county.parent_code = ABOVE
    sizes = _parts(rng, VILLAGES, TOWNSHIPS)
    for number, name in enumerate(invented.town_names(rng, TOWNSHIPS)):
        code, name = _township(number, name)
        township = _unit(demo, Unit.Level.TOWNSHIP, code, name, county)
        for place, village in enumerate(invented.village_names(rng, sizes[number]), start=201):
            demo.villages.append(
                _unit(demo, Unit.Level.VILLAGE, f"{code[:9]}{place}", village, township)
            )
        demo.townships.append(township)
    demo.county = county
    units = Unit.objects.bulk_create([county, *demo.townships, *demo.villages])
    UnitName.objects.bulk_create(
        [UnitName(unit=unit, name=unit.name, valid_from=unit.valid_from) for unit in units]
    )
    _settle(demo)
    return demo


def _unit(demo, level, code, name, parent):
    """A node of the tree without a query: its path follows from its parent and its number."""
    if parent is not None:
        parent.numchild += 1
    number = parent.numchild if parent is not None else 1
    return Unit(
        level=level,
        code=code,
        name=name,
        parent_code=parent.code if parent is not None else "",
        valid_from=demo.opened,
        path=Unit._get_path(parent.path if parent is not None else "", level - 2, number),
        depth=level - 2,
        numchild=0,
    )


def _township(number, name):
    if number < STREETS:
        return f"{COUNTY_CODE[:6]}{number + 1:03d}000", f"{name}街道"
    if number < STREETS + TOWNS:
        return f"{COUNTY_CODE[:6]}{100 + number - STREETS:03d}000", f"{name}镇"
    return f"{COUNTY_CODE[:6]}{200 + number - STREETS - TOWNS:03d}000", f"{name}乡"


def _parts(rng, total, count):
    """`count` numbers about equal that add up to `total`."""
    parts = [total // count + (number < total % count) for number in range(count)]
    for _move in range(6 * count):
        smaller, larger = rng.sample(range(count), 2)
        parts[smaller] -= 1
        parts[larger] += 1
    return parts


def _settle(demo):
    """Two villages of the first township have residents and one of the second, or all."""
    first, second = (
        [v for v in demo.villages if v.path.startswith(township.path)]
        for township in demo.townships[:2]
    )
    small = [*first[: LIVED_IN - 1], second[0]]
    demo.lived_in = small if demo.scale == "small" else [
        *small, *(village for village in demo.villages if village not in small)
    ]  # fmt: skip


def _staff(demo):
    """(person, kind, unit) for all 740; one officer in each village, two in most."""
    county = [kind for kind, count in COUNTY_STAFF.items() for _one in range(count)]
    seconds = STAFF - len(county) - 2 * TOWNSHIPS - VILLAGES
    helped = {village.pk for village in demo.rng.sample(demo.villages, seconds)}
    people = []
    for township in demo.townships:
        demo.operators[township.pk] = _join(people, demo, Post.Kind.TOWNSHIP_OPERATOR, township)
        demo.directors[township.pk] = _join(people, demo, Post.Kind.TOWNSHIP_DIRECTOR, township)
    for village in demo.villages:
        demo.officers[village.pk] = [
            _join(people, demo, Post.Kind.INFORMATION_OFFICER, village)
            for _one in range(2 if village.pk in helped else 1)
        ]
    for kind in county:
        _join(people, demo, kind, demo.county)
    demo.instructors = [person for person, kind, _u in people if kind == Post.Kind.INSTRUCTOR]
    return people


def _join(people, demo, kind, unit):
    name = invented.person_name(demo.rng)
    person = Person(
        username=f"demo{len(people) + 1:04d}",
        name=name,
        initials=initials_of(name),
        is_demo=True,
    )
    person.set_unusable_password()
    people.append((person, kind, unit))
    return person


def _accounts(demo, people):
    township = demo.township_of(demo.lived_in[0])
    demo.accounts = {
        "trainee": demo.officers[demo.lived_in[0].pk][0],
        "judge": demo.directors[demo.townships[1].pk],
        "operator": demo.operators[township.pk],
    }
    for kind in ("supervisor", "leader", "organiser", "editor"):
        demo.accounts[kind] = next(person for person, of, _unit in people if of == kind)
    passwords = {word: first_password() for word in demo.accounts}
    for word, person in demo.accounts.items():
        person.username = word
        person.set_password(passwords[word])
    return passwords


def _save_people(demo, people):
    Person.objects.bulk_create([person for person, _kind, _unit in people])
    Post.objects.bulk_create(
        [
            Post(person=person, kind=kind, unit=unit, valid_from=demo.opened)
            for person, kind, unit in people
        ]
    )


def _places(demo):
    school = Venue.objects.create(
        unit=demo.county,
        name=f"{COUNTY_NAME}职业中专",
        address=f"{COUNTY_NAME}学府路 1 号",
        opening="春秋两季集中培训，8:30–17:00",
    )
    demo.rooms[demo.county.pk] = [_room(demo, school, f"第 {n} 微机室", 30) for n in (1, 2)]
    for township in demo.townships:
        point = Venue.objects.create(
            unit=township,
            name=f"{township.name}联校",
            address=f"{township.name}中心街",
            opening="农闲季节的星期六、星期日，9:00–16:00",
        )
        demo.rooms[township.pk] = [_room(demo, point, "微机室", demo.rng.randint(18, 24))]


def _room(demo, venue, name, count):
    room = Room.objects.create(venue=venue, name=name)
    broken = set(demo.rng.sample(range(1, count + 1), demo.rng.choice((0, 0, 1, 2))))
    Computer.objects.bulk_create(
        [Computer(room=room, number=n, works=n not in broken) for n in range(1, count + 1)]
    )
    return room


def _calendar(demo):
    """The county's own days: one off, and the Saturday on which it is made up for."""
    fair = date(demo.day.year, 9, 15)
    while fair.weekday() != 2:
        fair += timedelta(days=1)
    days = CalendarDay.objects
    days.get_or_create(day=fair, defaults={"working": False, "name": "农民丰收节"})
    days.get_or_create(
        day=fair + timedelta(days=3), defaults={"working": True, "name": "丰收节补班"}
    )
