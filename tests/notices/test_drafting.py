from decimal import Decimal

from notices import display, drafting
from notices.sheet import Line, Measure, Sheet
from organisation.indicators import Figure
from organisation.periods import Month

ATTENDANCE = Measure("courses.attendance", "Attendance", "Who came.", "share")
ONLINE = Measure("programme.villages_online", "Villages online", "Online.", "share")


def share(value, of=100):
    return Figure(Decimal(value), Decimal(of))


def line(pk, now, before=None, key="courses.attendance"):
    return Line(pk, f"Town {pk}", 4, {key: share(now)}, {key: share(before)} if before else {})


def sheet(parts, measure=ATTENDANCE):
    counted = [p.now[measure.key].value for p in parts if measure.key in p.now]
    total = share(sum(counted), 100 * len(counted))
    whole = Line(0, "County", 3, {measure.key: total}, {measure.key: share(90)})
    return Sheet(Month(2026, 8), {measure.key: measure}, whole, parts)


FIVE = [line(n, 91 + n, 80 + 2 * n) for n in range(1, 6)]


def test_the_overview_says_the_figure_its_base_and_the_change():
    text = drafting.sections(sheet(FIVE))["overview"]

    assert "Attendance 94.0% (470/500), +4.0 percentage points against last month." in text


def test_what_has_no_source_says_so_and_never_zero():
    lines = drafting.sections(sheet(FIVE))["eight"].splitlines()

    assert len(lines) == 8
    assert lines[0] == "One goal: There are no data yet."


def test_the_best_and_the_one_that_gained_most_are_named():
    text = drafting.sections(sheet(FIVE))["townships"]

    assert "Town 5 (96.0%), Town 4 (95.0%), Town 3 (94.0%)" in text
    assert "Town 1 gained most, +10.0 percentage points." in text


def test_few_townships_are_not_ranked():
    text = drafting.sections(sheet(FIVE[:4]))["townships"]

    assert text == "The figures of the townships are in the table."


def test_connections_are_never_ranked():
    parts = [line(n, 80 + n, key=ONLINE.key) for n in range(1, 7)]

    shown = display.rows(sheet(parts, ONLINE), ONLINE.key)

    assert [(row.rank, row.name) for row in shown][:2] == [(None, "Town 1"), (None, "Town 2")]


def test_a_township_below_the_floor_is_offered_help_with_the_reason():
    text = drafting.sections(sheet([*FIVE, line(6, 60)]))["help"]

    assert text.splitlines()[0] == "Town 6: Attendance 60.0%."


def test_nobody_below_the_floor_is_a_sentence():
    assert drafting.sections(sheet(FIVE))["help"] == "No township needs special help this month."


def test_equal_townships_share_a_rank():
    parts = [*FIVE, line(6, 96)]

    assert [row.rank for row in display.rows(sheet(parts), ATTENDANCE.key)] == [1, 1, 3, 4, 5, 6]


def test_every_tile_says_who_answers_for_it():
    assert [tile.title for tile in display.tiles(sheet(FIVE)) if not tile.owner] == []


def test_a_township_without_a_figure_comes_last_and_has_no_rank():
    nothing = Line(6, "Town 6", 4, {}, {})

    shown = display.rows(sheet([nothing, *FIVE]), ATTENDANCE.key)

    assert [(row.rank, row.name) for row in shown][-2:] == [(5, "Town 1"), (None, "Town 6")]


def test_the_paragraph_of_a_tile_says_all_that_was_counted():
    cleared = Measure("records.days_cleared", "Days cleared", "Cleared.", "share")

    lines = drafting.sections(sheet([line(1, 40, key=cleared.key)], cleared))["eight"].splitlines()

    assert lines[4].startswith("One integration: Days cleared 40.0% (40/100)")


def test_a_tile_without_a_figure_has_no_value():
    values = {tile.title: tile.value for tile in display.tiles(sheet(FIVE))}

    assert (values["One system"], values["One goal"]) == ("94.0%", "")
