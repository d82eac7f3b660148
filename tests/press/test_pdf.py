from datetime import UTC, datetime

import pytest

from press import fonts, glyphs, pdf

NOTICE = {
    "name": "阳谷县基层信息员培训进展通报",
    "number": "2026 年第 8 期",
    "title": "8 月通报",
    "addressees": "各乡镇：",
    "sections": [{"heading": "一、总的情况", "paragraphs": ["到课率 95.4%。"]}],
    "tiles": [],
    "table": {"caption": "", "heads": ["名次", "乡镇"], "rows": []},
    "signer": "阳谷县信息中心",
    "date": "2026 年 9 月 3 日",
    "footer": "",
    "draft": "",
}


def pages(data):
    return data.count(b"/Type /Page\n") + data.count(b"/Type/Page/")


def test_a_notice_is_a_pdf_of_one_page():
    data = pdf.render("notice", NOTICE)

    assert (data[:5], pages(data)) == (b"%PDF-", 1)


def test_a_long_notice_goes_on_to_the_next_page():
    sections = [{"heading": "一、", "paragraphs": ["到课率 95.4%。" * 20] * 20}]

    assert pages(pdf.render("notice", {**NOTICE, "sections": sections})) > 1


@pytest.mark.parametrize("words", ["#panic()", "*bold* $x^2$", '#read("/etc/passwd")', "// <a> @b"])
def test_what_people_wrote_is_never_markup(words):
    sections = [{"heading": words, "paragraphs": [words]}]

    assert pages(pdf.render("notice", {**NOTICE, "title": words, "sections": sections})) == 1


def test_the_same_data_and_moment_give_the_same_bytes():
    at = datetime(2026, 9, 3, tzinfo=UTC)

    assert pdf.render("notice", NOTICE, at) == pdf.render("notice", NOTICE, at)


def test_the_font_that_comes_along_is_always_there():
    assert fonts.stack(["A font nobody has", "Noto Sans SC"]) == ["Noto Sans SC"]


def test_rare_names_can_be_drawn():
    assert glyphs.missing("镕喆龑㐂 王小伟\n") == []


def test_a_character_without_a_font_is_named():
    assert glyphs.missing("a\ue000b\ue000") == ["\ue000"]
    assert "U+E000" in glyphs.warning("\ue000")


def test_nothing_missing_is_no_warning():
    assert glyphs.warning("王小伟") == ""
