"""Days and months of the county: `date`, never a timestamp, in Asia/Shanghai."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import formats, timezone


def today():
    """The day it is in the county now."""
    return timezone.localdate()


def start_of(day):
    """The first moment of a day, aware."""
    return timezone.make_aware(datetime.combine(day, time.min))


@dataclass(frozen=True, order=True)
class Month:
    year: int
    number: int

    @classmethod
    def of(cls, day):
        return cls(day.year, day.month)

    @classmethod
    def current(cls):
        return cls.of(today())

    @classmethod
    def parse(cls, text):
        """`2026-08` → August 2026; ValueError for anything else."""
        found = re.fullmatch(r"(\d{4})-(\d{2})", text or "")
        if not found or not 1 <= int(found[2]) <= 12 or int(found[1]) < 1:
            raise ValueError(f"{text!r} is not a month such as 2026-08.")
        return cls(int(found[1]), int(found[2]))

    @property
    def first(self):
        return date(self.year, self.number, 1)

    @property
    def last(self):
        return date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])

    @property
    def span(self):
        """First and last day, both included: for `__range` on a date."""
        return self.first, self.last

    @property
    def moments(self):
        """First moment of the month and of the next: for `>=` and `<` on a datetime."""
        return start_of(self.first), start_of(self.next.first)

    @property
    def days(self):
        return [self.first + timedelta(days=n) for n in range(self.last.day)]

    @property
    def next(self):
        return Month.of(self.last + timedelta(days=1))

    @property
    def previous(self):
        return Month.of(self.first - timedelta(days=1))

    @property
    def label(self):
        return formats.date_format(self.first, "YEAR_MONTH_FORMAT")

    def __str__(self):
        return f"{self.year:04d}-{self.number:02d}"
