"""Files that nobody should send (RELIABILITY.md U1–U3): a sentence, and at once."""

import io
import time
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from intake.models import Intake
from tests import make
from tests.organisation.spreadsheets import repacked, xlsx_file

pytestmark = pytest.mark.django_db
SHEET = "xl/worksheets/sheet1.xml"
HEAD = ["姓名", "用户名", "单位代码", "职务"]


def packed(name, content):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


def workbook(**changes):
    return repacked(xlsx_file(HEAD, ["a", "b", "c", "d"]), **changes).getvalue()


def bomb():
    row = b'<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>'
    return workbook(replace={SHEET: b"<worksheet><sheetData>" + row * 2_500_000})


def entities():
    doctype = b'<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;&x;">]>'
    return workbook(replace={SHEET: doctype + b"<worksheet>&y;</worksheet>"})


FILES = {
    "a bomb": ("a.xlsx", bomb),
    "entities": ("a.xlsx", entities),
    "macros": ("a.xlsx", lambda: workbook(add={"xl/vbaProject.bin": b"x"})),
    "a zip in a zip": ("a.xlsx", lambda: workbook(add={"xl/embeddings/a.zip": b"x"})),
    "a zip": ("a.xlsx", lambda: packed("x.txt", b"x")),
    "an old workbook": ("a.xlsx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000),
    "a picture": ("a.csv", lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 100),
    "two encodings": ("a.csv", lambda: "姓名,张\n".encode() + "姓名\n".encode("gb18030")),
    "zeros": ("a.csv", lambda: b"\0" * 5_000_000),
    "too many columns": ("a.csv", lambda: b"a," * 16_384 + b"\n1\n"),
    "too many rows": ("a.csv", lambda: b"a\n" + b"1\n" * 1_000_000),
    "eleven megabytes": ("a.csv", lambda: b"a\n" + b"1" * 11_000_000),
}


@pytest.mark.parametrize("kind", FILES)
def test_a_hostile_file_is_refused_in_a_sentence_within_a_second(client, kind):
    name, make_data = FILES[kind]
    client.force_login(make.security_admin())
    address, file = reverse("intake:intake_begin", kwargs={"key": "people"}), make_data()

    begun = time.process_time()
    response = client.post(address, {"file": SimpleUploadedFile(name, file)})
    took = time.process_time() - begun

    [sentence] = response.context["form"].errors["file"]
    assert sentence.endswith(".")
    assert took < 1
    assert not Intake.objects.exists()


def test_rare_characters_of_gb_18030_arrive():
    unit = make.village()
    text = f"姓名,用户名,单位代码,职务\n䶮㛃,yan,{unit.code},信息员\n"

    intake = make.intake(text.encode("gb18030"), state="done")

    assert intake.rows.get().cells["姓名"] == "䶮㛃"
    assert intake.counts["added"] == 1


def test_a_cell_of_five_megabytes_is_one_faulty_row():
    data = make.officer_list(1) + b"x" * 5_000_000 + b",b,c,d\n"

    intake = make.intake(data)

    assert (intake.counts["good"], intake.rows.faulty().get().number) == (1, 3)
