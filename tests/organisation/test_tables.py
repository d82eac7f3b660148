import pytest

from organisation import tables
from organisation.tables import TableRefused
from tests.organisation.spreadsheets import csv_file, xlsx_file

LIST = "姓名,电话\n䶮㛃,１３８\n"


def rows(file, name="list.csv"):
    return tables.read(file, name).rows


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_read_understands_the_encodings_people_use(encoding):
    table = tables.read(csv_file(LIST, encoding), "list.csv")

    assert table.headers == ["姓名", "电话"]
    assert table.rows == [(2, {"姓名": "䶮㛃", "电话": "１３８"})]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_read_says_what_to_do_with_utf_16(encoding):
    with pytest.raises(TableRefused, match="Save it as UTF-8"):
        tables.read(csv_file(LIST, encoding), "list.csv")


def test_read_refuses_two_encodings_in_one_file():
    data = csv_file("姓名\n张小红\n").getvalue() + "阳谷县\n".encode("gb18030")

    with pytest.raises(TableRefused, match="mixes two encodings"):
        tables.read(csv_file_of(data), "list.csv")


def test_read_refuses_characters_that_are_no_text():
    with pytest.raises(TableRefused, match="no plain text"):
        tables.read(csv_file("name\nA\x00B\n" + "long enough " * 40), "list.csv")


def test_read_refuses_words_that_were_lost_before():
    with pytest.raises(TableRefused, match="damaged"):
        tables.read(csv_file("name\n\ufffd\ufffd\n"), "list.csv")


def test_read_counts_rows_from_the_header_and_leaves_blank_ones_out():
    table = tables.read(csv_file("name,code\r\n\r\nA,1\r\n,\r\nB,2\r\n"), "list.csv")

    assert table.rows == [(3, {"name": "A", "code": "1"}), (5, {"name": "B", "code": "2"})]


def test_read_strips_the_edges_of_cells():
    assert rows(csv_file("name\n\u3000 张 小红 \u200b\n")) == [(2, {"name": "张 小红"})]


def test_read_keeps_line_breaks_inside_a_cell():
    assert rows(csv_file('name\n"A\nB"\nC\n')) == [(2, {"name": "A\nB"}), (3, {"name": "C"})]


def test_read_takes_a_list_separated_by_tabs():
    assert rows(csv_file("name\tcode\nA\t1\n")) == [(2, {"name": "A", "code": "1"})]


def test_read_refuses_a_row_with_a_cell_too_many():
    table = tables.read(csv_file("name,code\nA,1,2\nB,2\n"), "list.csv")

    assert [refused.row for refused in table.refused] == [2]
    assert table.rows == [(3, {"name": "B", "code": "2"})]


def test_read_fills_up_a_short_row():
    assert rows(csv_file("name,code\nA\n")) == [(2, {"name": "A", "code": ""})]


@pytest.mark.parametrize("data", [b"", b"  \r\n"])
def test_read_refuses_an_empty_file(data):
    with pytest.raises(TableRefused, match="empty"):
        tables.read(csv_file_of(data), "list.csv")


def test_read_refuses_an_empty_header():
    with pytest.raises(TableRefused, match="first row is empty"):
        tables.read(csv_file(",\nA,1\n"), "list.csv")


def test_read_refuses_a_column_that_is_there_twice():
    with pytest.raises(TableRefused, match="“name” is there twice"):
        tables.read(csv_file("name,name\nA,B\n"), "list.csv")


def test_read_refuses_a_file_that_does_not_exist(tmp_path):
    with pytest.raises(TableRefused, match="cannot be opened"):
        tables.read(tmp_path / "none.csv")


def test_read_takes_a_path(tmp_path):
    (tmp_path / "list.csv").write_text("name\nA\n")

    assert tables.read(tmp_path / "list.csv").rows == [(2, {"name": "A"})]


def test_read_refuses_more_than_ten_megabytes():
    with pytest.raises(TableRefused, match="larger than 10 MB"):
        tables.read(csv_file_of(b"name\n" + b"x" * tables.MOST_BYTES), "list.csv")


def test_read_refuses_more_than_twenty_thousand_rows():
    with pytest.raises(TableRefused, match="more than 20000 rows"):
        tables.read(csv_file("name\n" + "A\n" * 20_001), "list.csv")


def test_read_takes_twenty_thousand_rows():
    assert len(rows(csv_file("name\n" + "A\n" * 20_000))) == 20_000


def test_read_refuses_more_than_sixty_columns():
    with pytest.raises(TableRefused, match="more than 60 columns"):
        tables.read(csv_file(",".join(f"c{n}" for n in range(61)) + "\n"), "list.csv")


@pytest.mark.parametrize("length", [2_001, 5_000_000])
def test_read_refuses_a_row_with_a_very_long_cell(length):
    table = tables.read(csv_file(f"name\nA\n{'x' * length}\n"), "list.csv")

    assert [refused.row for refused in table.refused] == [3]
    assert table.rows == [(2, {"name": "A"})]


def test_read_never_takes_a_rounded_number_from_a_csv_file():
    table = tables.read(csv_file("id\n3.71521E+17\n371521199001010000\n"), "list.csv")

    assert [refused.row for refused in table.refused] == [2]
    assert table.rows == [(3, {"id": "371521199001010000"})]


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"PK\x03\x04 zip", "list.csv", "an Excel workbook"),
        (b"name\nA\n", "list.xlsx", "no Excel workbook"),
        (b"%PDF-1.7\n", "list.csv", "a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "list.xlsx", "locked by a password"),
    ],
)
def test_read_refuses_a_file_that_is_not_what_its_name_says(content, name, words):
    with pytest.raises(TableRefused, match=words):
        tables.read(csv_file_of(content), name)


def test_under_finds_columns_in_either_language():
    table = tables.read(csv_file("备注,Unit Code,姓名\nx,1,A\n"), "list.csv")

    found = table.under({"name": ["name", "姓名"], "unit_code": ["单位代码"], "to": ["止"]})

    assert found.rows == [(2, {"name": "A", "unit_code": "1", "to": ""})]


def test_under_names_the_missing_columns():
    table = tables.read(csv_file("code\n1\n"), "list.csv")

    with pytest.raises(TableRefused, match="missing: name / 姓名"):
        table.under({"name": ["姓名"], "code": []}, required=["name", "code"])


def test_under_refuses_one_column_under_two_names():
    table = tables.read(csv_file("name,姓名\nA,B\n"), "list.csv")

    with pytest.raises(TableRefused, match="“姓名” is there twice"):
        table.under({"name": ["name", "姓名"]})


def test_halfwidth_reads_digits_typed_in_full_width():
    assert tables.halfwidth("１３８００１３８０００ ") == "13800138000"


HOSTILE = ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\tname", "\rname", "'=1", "＝1", "'"]


def test_csv_cells_are_led_by_an_apostrophe():
    lines = tables.csv_bytes(["name"], [["=1"], ["plain"]]).decode("utf-8-sig").splitlines()

    assert lines == ["name", "'=1", "plain"]


def test_our_own_csv_comes_back_equal():
    data = tables.csv_bytes(["n", "name"], enumerate(HOSTILE))

    assert [row["name"] for _n, row in rows(csv_file_of(data))] == HOSTILE


def test_our_own_workbook_comes_back_equal_and_is_text():
    hostile = [text for text in HOSTILE if text == text.strip()]
    data = tables.xlsx_bytes(["name"], [[text] for text in hostile], sheet="a/b:" + "x" * 40)

    assert [row["name"] for _n, row in rows(csv_file_of(data), "list.xlsx")] == hostile


def test_a_missing_value_is_an_empty_cell():
    assert tables.csv_bytes(["a", "b"], [[None, 1]]).decode("utf-8-sig") == "a,b\r\n,1\r\n"


def test_the_sheet_for_a_name_without_letters_is_called_by_excel():
    assert rows(csv_file_of(tables.xlsx_bytes(["a"], [["1"]], sheet="//")), "l.xlsx")
    assert rows(xlsx_file(["a"], ["1"]), "l.xlsx") == [(2, {"a": "1"})]


def csv_file_of(data):
    file = csv_file("")
    file.write(data)
    file.seek(0)
    return file
