"""Whose a file is, a marker learns neither from its name nor from what stands inside."""

import io
import zipfile

import pytest
import xlsxwriter
from django.urls import reverse
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Text
from pypdf.generic import DecodedStreamObject, NameObject

from exams import nameless
from tests import make

HER = "Gao Yun"
DOCUMENT = f"""<w:document xmlns:w="u"><w:ins w:id="1" w:author="{HER}" w:date="2026-10-01">
<w:t>by the author of the list</w:t></w:ins></w:document>"""
WORD = {
    "[Content_Types].xml": "<Types/>",
    "word/document.xml": DOCUMENT,
    "word/comments.xml": f'<w:comment w:author="{HER}" w:initials="{HER}"/>',
    "word/people.xml": f"<w15:person w15:author='{HER}'><x w15:userId=\"{HER}\"/></w15:person>",
    "docProps/core.xml": f"<p><creator>{HER}</creator><lastModifiedBy>{HER}</lastModifiedBy></p>",
    "docProps/app.xml": f"<p><Company>{HER}</Company></p>",
    "docProps/custom.xml": f"<p>{HER}</p>",
}
EXCEL = {
    "[Content_Types].xml": "<Types/>",
    "xl/workbook.xml": f'<w><fileSharing userName="{HER}"/><x15ac:absPath url="C:\\{HER}\\a"/></w>',
    "xl/comments1.xml": f"<c><authors><author>{HER}</author></authors><t>count</t></c>",
    "xl/persons/person.xml": f'<person displayName="{HER}" id="1" userId="{HER}"/>',
    "xl/tables/table1.xml": '<table displayName="Villages"/>',
}


def packed(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)  # whatever the time is
    return out.getvalue()


def unpacked(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def pdf():
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    writer.add_metadata({"/Author": HER, "/Creator": HER})
    packet = DecodedStreamObject()
    packet.set_data(f"<dc:creator>{HER}</dc:creator>".encode())
    writer.root_object[NameObject("/Metadata")] = writer._add_object(packet)
    writer.add_annotation(page, Text(text="look", rect=(0, 0, 9, 9), title_bar=HER))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(("kind", "members"), [("docx", WORD), ("xlsx", EXCEL)])
def test_an_office_file_keeps_its_parts_and_loses_the_names(kind, members):
    parts = unpacked(nameless.copy_of(kind, packed(members)))

    assert list(parts) == list(members)
    assert HER not in "".join(parts.values())


def test_what_was_written_stays_as_it_was():
    word = unpacked(nameless.copy_of("docx", packed(WORD)))
    excel = unpacked(nameless.copy_of("xlsx", packed(EXCEL)))

    assert word["word/document.xml"] == DOCUMENT.replace(HER, "")
    assert excel["xl/tables/table1.xml"] == EXCEL["xl/tables/table1.xml"]
    assert "<t>count</t>" in excel["xl/comments1.xml"]


def test_a_real_workbook_still_opens():
    from python_calamine import CalamineWorkbook

    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.set_properties({"author": HER, "company": HER, "manager": HER})
        sheet = book.add_worksheet("Villages")
        sheet.write_row(0, 0, ["Households", 12])
        sheet.write_comment(0, 0, "count again", {"author": HER})

    copy = nameless.copy_of("xlsx", out.getvalue())

    assert HER not in "".join(unpacked(copy).values())
    assert CalamineWorkbook.from_filelike(io.BytesIO(copy)).get_sheet_by_name(
        "Villages"
    ).to_python() == [["Households", 12.0]]


def test_a_pdf_keeps_its_pages_and_remarks_and_loses_the_names():
    copy = PdfReader(io.BytesIO(nameless.copy_of("pdf", pdf())))

    assert HER.encode() not in nameless.copy_of("pdf", pdf())
    assert (len(copy.pages), copy.metadata or {}) == (1, {})
    assert [note.get_object()["/Contents"] for note in copy.pages[0]["/Annots"]] == ["look"]


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("jpg", b"\xff\xd8\xff"),
        ("pdf", b"%PDF-1.7\nxref\n%%EOF"),
        ("pdf", pdf()[:-200] + b"%%EOF"),
        ("docx", packed(WORD)[:-30]),
        ("xlsx", packed(EXCEL).replace(b"PK\x03\x04", b"PK\x03\x05")),
    ],
)
def test_what_cannot_be_taken_apart_is_not_lost(kind, data):
    assert nameless.copy_of(kind, data)


@pytest.mark.django_db
def test_a_marker_gets_the_copy_and_she_her_own_file(client, world):
    exam = make.essay_exam(world.township, types=("task",))
    make.marker_of(exam, world["instructor"])
    kept = make.file_of(exam, world["officer"], packed(WORD))

    def got(actor):
        client.force_login(world[actor])
        response = client.get(reverse("exams:handed_in", kwargs={"pk": kept.pk}))
        return b"".join(response.streaming_content)

    assert got("officer") == packed(WORD)
    for other in ("instructor", "organiser"):
        parts = unpacked(got(other))
        assert list(parts) == list(WORD)
        assert HER not in "".join(parts.values())
