"""Invented households of an invented village. The ID numbers carry the sequence 000, which is
never given out, and an area code that no county has."""

import uuid
from dataclasses import dataclass, field
from datetime import date, timedelta

from organisation.invented import COMMON, MEN, SURNAMES, WOMEN
from records import id_numbers
from records.models import Household, Membership, Resident
from records.services.residents import identified

K, SEX = Membership.Kin, Resident.Sex
GIVEN = {SEX.MALE: MEN.split(), SEX.FEMALE: WOMEN.split()}
PEOPLE = 200  # in a village
GROUPS = 6
YEAR = 365


def key(rng, day):
    """A UUIDv7 of that day, from the demo's own chance: same seed, same keys."""
    milliseconds = (day - date(1970, 1, 1)).days * 86_400_000 + rng.randrange(86_400_000)
    bits = milliseconds << 80 | 7 << 76 | rng.getrandbits(12) << 64 | 2 << 62 | rng.getrandbits(62)
    return uuid.UUID(int=bits)


@dataclass
class Village:
    """The people of one village, unsaved, and the means to add to them."""

    unit: object
    place: int  # in the county: the invented area code
    rng: object
    day: date
    since: date
    households: list = field(default_factory=list)
    residents: list = field(default_factory=list)
    memberships: list = field(default_factory=list)
    homes: dict = field(default_factory=dict)  # resident pk → household
    birth_dates: set = field(default_factory=set)

    def fill(self):
        while len(self.residents) < PEOPLE:
            self.add_family()
        return self

    def add_household(self):
        number = len(self.households) + 1
        household = Household(
            id=key(self.rng, self.since),
            number=f"{self.unit.code}{number:05d}",
            village=self.unit,
            group=1 + number % GROUPS,
            address=f"{1 + number % GROUPS}组{number}号",
        )
        self.households.append(household)
        return household

    def add_family(self):
        rng, home = self.rng, self.add_household()
        surname = rng.choice(COMMON if rng.random() < 0.5 else SURNAMES)
        age = rng.randint(28, 74)
        head = self.add(home, K.HEAD, SEX.MALE, age, surname)
        if rng.random() < 0.9:
            self.add(home, K.SPOUSE, SEX.FEMALE, max(24, age - rng.randint(0, 4)))
        if age < 60:
            for nth in range(rng.choice((1, 1, 2, 2, 3))):
                boy = rng.random() < 0.5
                kin, sex = (K.SON, SEX.MALE) if boy else (K.DAUGHTER, SEX.FEMALE)
                self.add(home, kin, sex, max(1, age - 25 - 3 * nth - rng.randint(0, 2)), surname)
        if age < 55 and rng.random() < 0.35:
            self.add(home, K.PARENT, SEX.FEMALE, age + rng.randint(22, 28))
        self._head_of[home.pk] = head

    def add(self, home, kin, sex, age, surname="", *, born=None, since=None, **fields):
        rng = self.rng
        born = born or self._birth_date(age)
        self.birth_dates.add(born)
        surname = surname or rng.choice(SURNAMES)
        since = max(since or self.since, born)
        adult = (self.day - born).days > 16 * YEAR
        resident = Resident(
            id=key(rng, max(since, self.since)),
            village=self.unit,
            sex=sex,
            birth_date=born,
            resided_since=since,
            **fields,
        )
        newborn = (self.day - born).days < YEAR
        id_no = "" if newborn else id_numbers.invented(f"99{self.place:04d}", born)
        phone = f"1990{rng.randrange(10**7):07d}" if adult and rng.random() < 0.8 else ""
        identified(resident, surname + rng.choice(GIVEN[sex]), id_no, phone)
        self.residents.append(resident)
        self.homes[resident.pk] = home
        self.memberships.append(
            Membership(resident=resident, household=home, kin=kin, valid_from=since)
        )
        return resident

    def _birth_date(self, age):
        """A day nobody else in the village has: their numbers must differ."""
        while True:
            born = self.day - timedelta(days=age * YEAR + age // 4 + self.rng.randint(1, 364))
            if born not in self.birth_dates:
                return born

    @property
    def adults(self):
        grown = timedelta(days=18 * YEAR)
        return [r for r in self.residents if self.day - r.birth_date > grown and not r.left_on]

    @property
    def heads(self):
        return self._head_of

    def __post_init__(self):
        self._head_of = {}
