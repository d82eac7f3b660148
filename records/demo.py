"""This app's part of the invented county: residents, twelve months of events, cleared days."""

import json
from collections import Counter
from datetime import timedelta

from django.db import connection

from ledger.models import Series
from organisation.duty_days import is_duty_day
from records.invented_people import Village
from records.invented_year import Year, moment
from records.models import (
    Certificate,
    Consent,
    DailyClose,
    DutyDay,
    Event,
    Household,
    Membership,
    Pregnancy,
    Reminder,
    Resident,
    Visit,
)
from records.services import files

CHUNK = 12  # villages saved together
ROWS = 2_000
OPENED, CLEARED_TOO, CONFIRMED, EARLY = 0.985, 0.975, 0.96, 0.7


def build(demo):
    """Adds twelve months of this app to a DemoCounty (organisation/demo.py)."""
    lists, entered, settled = {}, Counter(), Counter()
    for start in range(0, len(demo.lived_in), CHUNK):
        years = [_year(demo, unit, start + n) for n, unit in _chunk(demo, start)]
        _save(years)
        for year in years:
            lists[year.village.unit.pk] = year.lists_by_duty_day()
            entered.update((event.village_id, event.recorded_on) for event in year.events)
            settled.update((row.village_id, row.resolved_on) for row in year.reminders)
            _looks(year)
    _days(demo, lists, entered, settled)


def _chunk(demo, start):
    return enumerate(demo.lived_in[start : start + CHUNK])


def _year(demo, unit, place):
    village = Village(unit, place + 1, demo.rng, demo.day, demo.opened).fill()
    year = Year(village, demo.months[0].first, demo.officers[unit.pk][0]).lived()
    if place == 0:
        year.work_for_today()
    return year


def _save(years):
    villages = [year.village for year in years]
    _create(Household, (row for v in villages for row in v.households))
    # A guardian is in the same list, before her child.
    _create(Resident, (row for v in villages for row in v.residents))
    _create(Membership, (row for v in villages for row in v.memberships))
    for village in villages:
        for household in village.households:
            household.head = village.heads.get(household.pk)
    heads = [h for v in villages for h in v.households if h.head]
    Household.objects.bulk_update(heads, ["head"], batch_size=400)
    Series.objects.bulk_create(
        Series(name=f"households of {v.unit.code}", last=len(v.households)) for v in villages
    )
    for model, rows in (
        (Event, "events"),
        (Consent, "consents"),
        (Certificate, "certificates"),
        (Pregnancy, "pregnancies"),
        (Visit, "visits"),
        (Reminder, "reminders"),
    ):
        _create(model, (row for year in years for row in getattr(year, rows)))


def _create(model, rows):
    model.objects.bulk_create(list(rows), batch_size=ROWS)


def _looks(year):
    """A few looks at files, so that 谁看过 has something to say."""
    for event in year.events[:3]:
        files.viewed(year.officer, event.resident, "village")


def _days(demo, lists, entered, settled):
    first = demo.months[0].first
    days = [first + timedelta(days=n) for n in range((demo.day - first).days + 1)]
    stamps = {day: _stamps(day) for day in days}
    duty, closes = [], []
    for village in demo.villages:
        officer, mine = demo.officers[village.pk][0].pk, lists.get(village.pk, {})
        for day in days[:-1]:
            chance, at, on_duty = demo.rng.random(), stamps[day], is_duty_day(day)
            if on_duty and chance < OPENED:
                duty.append(_duty_row(village, officer, at, mine.get(day), chance < CLEARED_TOO))
            confirmed = chance < (CLEARED_TOO if on_duty else CONFIRMED)
            counts = entered[village.pk, day], settled[village.pk, day]
            closes.append(_close_row(village, officer, at, confirmed, *counts))
        early = village != demo.lived_in[0] and demo.rng.random() < EARLY
        if early and is_duty_day(demo.day):
            # On a duty day most villages have opened their list; the trainee's has not.
            duty.append(_duty_row(village, officer, stamps[demo.day], mine.get(demo.day), False))
    _insert(
        DutyDay, ("village", "date", "opened_at", "opened_by", "cleared_at", "list_snapshot"), duty
    )
    _insert(
        DailyClose,
        ("village", "date", "closed_at", "closed_by", "auto", "zero_report", "entered", "settled"),
        closes,
    )


def _stamps(day):
    """The day, and its morning, evening and midnight, as the database wants them."""
    hours = [moment(day, 8, 40), moment(day, 17, 20), moment(day, 23, 59)]
    adapt = connection.ops.adapt_datetimefield_value
    return connection.ops.adapt_datefield_value(day), *map(adapt, hours)


def _duty_row(village, officer, at, listed, cleared):
    day, morning, evening, _night = at
    return village.pk, day, morning, officer, evening if cleared else None, json.dumps(listed or [])


def _close_row(village, officer, at, confirmed, entered, settled):
    day, _morning, evening, night = at
    if not confirmed:
        return village.pk, day, night, None, True, False, entered, settled
    nothing = not (entered or settled)
    return village.pk, day, evening, officer, False, nothing, entered, settled


def _insert(model, names, rows):
    """Past the ORM, which takes ten times longer for a hundred thousand rows."""
    quote = connection.ops.quote_name
    columns = ", ".join(quote(model._meta.get_field(name).column) for name in names)
    places = ", ".join(["%s"] * len(names))
    table = quote(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)
