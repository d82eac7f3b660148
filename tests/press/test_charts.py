from decimal import Decimal
from xml.etree import ElementTree

from press.charts import Series, bars, lines, stacked

MONTHS = [f"{n}月" for n in range(1, 13)]


def element(chart):
    return ElementTree.fromstring(chart.svg)


def widths(chart, kind="c1"):
    return [float(r.get("width")) for r in element(chart).iter("rect") if r.get("class") == kind]


def test_bars_begin_at_zero_and_are_as_long_as_their_values():
    chart = bars("A leads", ["Town", "Share"], [("A", Decimal(100)), ("B", Decimal(50))])

    longest, half = widths(chart)
    assert longest == half * 2


def test_no_value_is_no_bar():
    chart = bars("A leads", ["Town", "Share"], [("A", Decimal(3)), ("B", None)])

    assert (len(widths(chart)), chart.rows) == (1, [["A", "3"], ["B", "–"]])


def test_a_chart_of_zeros_can_be_drawn():
    chart = bars("Nothing yet", ["Town", "Count"], [("A", Decimal(0))])

    assert widths(chart) == [0.0]


def test_what_people_wrote_is_escaped():
    chart = bars("<b>", ["Town", "Count"], [("<script>", Decimal(1))])

    assert "<script>" not in chart.svg
    assert element(chart).find("title").text == "<b>"


def test_eighteen_townships_stay_below_six_kilobytes():
    items = [(f"阿城第{n}镇", Decimal(90 + n) / 2) for n in range(18)]

    assert len(bars("阿城镇最高", ["乡镇", "到课率"], items).svg.encode()) <= 6144


def test_three_years_as_lines_stay_below_six_kilobytes():
    series = [
        Series(str(year), [Decimal(80 + n) for n in range(12)]) for year in (2024, 2025, 2026)
    ]

    assert len(lines("升了", ["月", "2024", "2025", "2026"], MONTHS, series).svg.encode()) <= 6144


def test_a_line_breaks_where_nothing_was_counted():
    chart = lines("Up", ["M", "N"], ["1", "2", "3"], [Series("n", [Decimal(1), None, Decimal(2)])])

    [path] = [p.get("d") for p in element(chart).iter("path") if p.get("class") == "l1"]
    assert (path.count("M"), path.count("L")) == (2, 0)


def test_a_chart_shows_five_series_and_no_more():
    series = [Series(str(n), [Decimal(n)]) for n in range(1, 8)]

    chart = stacked("Five", ["Name"], ["A"], series)

    assert len(widths(chart, "c5")) > 0
    assert widths(chart, "c6") == []


def test_an_svg_has_no_style_and_says_its_numbers():
    chart = bars("A leads", ["Town", "Share"], [("A", Decimal(3))])

    assert "style" not in chart.svg
    assert element(chart).find("desc").text == "A 3"


def test_the_words_beside_and_under_a_line_stay_inside_the_drawing():
    names = ["2025 年 12 月", *MONTHS[1:11], "2026 年 11 月"]
    series = [Series("n", [Decimal(90)] * 12)]

    chart = lines("Up", ["M", "%"], names, series, 100, write=lambda value: f"{value:.1f}%")

    texts = {t.text: (t.get("text-anchor"), float(t.get("x"))) for t in element(chart).iter("text")}
    assert texts["100.0%"] >= ("end", 50)
    assert texts[names[0]][0] == "start"
    assert texts[names[-1]] == ("end", 304)


def test_a_line_may_have_a_fixed_top():
    chart = lines("Up", ["M", "%"], ["1", "2"], [Series("n", [Decimal("82.3"), Decimal(96)])], 100)

    assert ">100<" in chart.svg


def test_names_under_a_line_do_not_run_into_each_other():
    long, short = ["2025 年 12 月", "2026 年 5 月", "2026 年 11 月"], ["1月", "2月", "3月"]

    def under(names):
        chart = lines("Up", ["M", "n"], names, [Series("n", [Decimal(1)] * 3)])
        return [t.text for t in element(chart).iter("text") if t.text in names]

    assert sorted(under(long)) == [long[0], long[2]]
    assert sorted(under(short)) == short


def test_a_legend_goes_on_in_a_new_line_where_the_first_is_full():
    series = [Series(f"第{n}季度的培训", [Decimal(n)]) for n in range(1, 6)]

    chart = stacked("Five", ["Name"], ["A"], series)

    legend = [t for t in element(chart).iter("text") if "季度" in t.text]
    assert len({t.get("y") for t in legend}) == 3
    assert float(element(chart).get("viewBox").split()[3]) >= float(legend[-1].get("y"))


def test_the_words_at_the_end_of_a_bar_stay_inside_the_drawing():
    chart = bars(
        "A", ["T", "N"], [("A", Decimal(1))], write=lambda value: f"{value} 万元，比上月多"
    )

    [words] = [t for t in element(chart).iter("text") if "万元" in t.text]
    assert float(words.get("x")) + 9 * 2 + 15 * 7 <= 320
