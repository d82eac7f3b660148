"""Files handed in for a task: what is taken, kept once, private, and counted like any answer."""

import hashlib
import html
import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from exams import tickets, uploads
from exams.models import Attempt, HandedIn, Op, Script
from exams.services import hand_ins, sittings
from tests import make

NOW = timezone.now


def office(*members, **more):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in ("[Content_Types].xml", *members):
            # Without the hour: each worker must collect the same cases.
            part = zipfile.ZipInfo(member)
            part.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(part, more.get("content", b"<x/>"))
    return out.getvalue()


WORD = office("word/document.xml")
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("plan.docx", WORD, "docx"),
        ("plan.doc", WORD, "docx"),
        ("table.xlsx", office("xl/workbook.xml"), "xlsx"),
        ("plan.pdf", PDF, "pdf"),
        ("screen.png", make.image_bytes(), "jpg"),
        ("photo.webp", make.image_bytes("WEBP"), "jpg"),
    ],
)
def test_what_a_file_is_its_content_says(name, data, kind):
    kept = uploads.prepared(name, data)

    assert (kept.kind, kept.sent_sha256) == (kind, hashlib.sha256(data).hexdigest())


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty"),
        (b"#!/bin/sh", "can be handed in"),
        (b"<svg onload='x'/>", "can be handed in"),
        (b"MZ\x90\0", "can be handed in"),
        (office("ppt/presentation.xml"), "can be handed in"),
        (office("word/document.xml", "xl/workbook.xml"), "can be handed in"),
        (office("word/document.xml", "word/vbaProject.bin"), "macros or other files"),
        (office("word/document.xml", "word/embeddings/a.bin"), "macros or other files"),
        (WORD[:-30], "cannot be read"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "can be handed in"),
        (PDF[:-7], "cannot be read"),
        (PDF.replace(b"<<>>", b"<</Encrypt 3 0 R>>"), "password"),
        (PDF.replace(b"<<>>", b"<</S/JavaScript/JS(x)>>"), "macros or other files"),
        (PDF + b"\0" * 5_000_000, "larger than 5 MB"),
        (make.image_bytes()[:60], "cannot be read"),
        (b"\xff\xd8\xff" + b"\0" * 8_000_000, "larger than 8 MB"),
    ],
)
def test_what_could_harm_or_cannot_be_read_is_refused_in_a_sentence(data, sentence):
    with pytest.raises(uploads.Unfit, match=sentence):
        uploads.prepared("a.docx", data)


def test_what_unpacks_to_more_than_it_may_is_refused_before_it_is_unpacked():
    bomb = office("word/document.xml", content=b"\0" * 60_000_000)

    assert len(bomb) < 1_000_000
    with pytest.raises(uploads.Unfit):
        uploads.prepared("a.docx", bomb)


def test_a_photo_is_bounded_and_says_nothing_of_where_it_was_taken():
    picture, exif = Image.effect_noise((3000, 2000), 80).convert("RGB"), Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Phone"
    exif.get_ifd(0x8825)[2] = (36.0, 6.0, 0.0)
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif, quality=70)

    kept = uploads.prepared("IMG_1.jpg", out.getvalue())

    with Image.open(io.BytesIO(kept.data)) as shown:
        assert (shown.format, dict(shown.getexif())) == ("JPEG", {})
        assert max(shown.size) <= 1600
        assert shown.height > shown.width  # it was lying on its side
    assert len(kept.data) <= 400_000


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\work\\表格.docx", "表格.pdf"),
        ("a\x00.php", "a.pdf"),
        ("x" * 300 + ".pdf", "x" * 76 + ".pdf"),
        ("\u202egpj.exe", "gpj.pdf"),
        ("", "file.pdf"),
    ],
)
def test_a_name_leads_nowhere(name, shown):
    assert uploads.shown_name(name, "pdf") == shown


@pytest.fixture
def exam(world):
    return make.exam([world.township], paper=make.open_paper("task"))


@pytest.fixture
def attempt(world, exam):
    return make.attempt(exam, world["officer"])


def sent(client, attempt, data=PDF, name="plan.pdf", slot=2, epoch=1, **more):
    url = reverse("exams:file_hand_in", kwargs={"pk": attempt.pk, "slot": slot})
    ticket = tickets.issue(attempt.pk, attempt.person_id, epoch)
    form = {"ticket": ticket, "file": SimpleUploadedFile(name, data), **more}
    return client.post(url, form)


@pytest.mark.django_db
def test_a_file_is_kept_once_however_often_it_is_sent(client, attempt):
    replies = [sent(client, attempt).json() for _time in range(2)]

    kept = HandedIn.objects.get()
    assert [reply["value"] for reply in replies] == [f"f:{kept.sha256}"] * 2
    assert default_storage.open(kept.file.name).read() == PDF
    assert "plan" not in kept.file.name


@pytest.mark.django_db
def test_the_same_file_in_two_requests_at_once_is_kept_once(attempt):
    first = hand_ins.keep(attempt.pk, 2, "a.pdf", PDF, NOW())
    before = default_storage.listdir("handed-in")
    prepared = uploads.prepared("a.pdf", PDF)

    second = hand_ins._kept(attempt, 2, prepared, NOW())

    assert second == first
    assert default_storage.listdir("handed-in") == before


@pytest.mark.django_db
def test_a_save_is_authorised_by_its_ticket_alone(client, attempt, django_assert_max_num_queries):
    stranger = make.attempt(attempt.exam, make.person("information_officer"))
    url = reverse("exams:file_hand_in", kwargs={"pk": attempt.pk, "slot": 2})
    form = {"ticket": tickets.issue(stranger.pk, stranger.person_id, 1)}

    assert client.post(url, form | {"file": SimpleUploadedFile("a", PDF)}).status_code == 401
    with django_assert_max_num_queries(10):
        assert sent(client, attempt).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"data": b"MZ"}, "can be handed in"),
        ({"slot": 1}, "No file is asked for here."),
        ({"slot": 9}, "No file is asked for here."),
        ({"file": ""}, "No file came in."),
    ],
)
def test_a_file_that_is_not_taken_is_refused_in_a_sentence(client, attempt, facts, sentence):
    reply = sent(client, attempt, **facts)

    assert reply.status_code == 422
    assert sentence in reply.json()["message"]
    assert not HandedIn.objects.exists()


@pytest.mark.django_db
def test_so_many_files_and_no_more_are_kept_for_a_question(attempt):
    for number in range(hand_ins.MOST_FILES):
        hand_ins.keep(attempt.pk, 2, "a.pdf", PDF + b"%d" % number, NOW())

    with pytest.raises(hand_ins.HandInRefused, match="10 files"):
        hand_ins.keep(attempt.pk, 2, "a.pdf", PDF, NOW())


@pytest.mark.django_db
def test_a_file_after_the_time_is_kept_for_a_day_and_its_act_is_late(attempt):
    after = attempt.deadline + timedelta(minutes=5)
    kept = hand_ins.keep(attempt.pk, 2, "a.pdf", PDF, after)
    _attempt, epoch = sittings.claim(attempt.pk, "A", "n", attempt.started_at)
    act = sittings.protocol.Act(1, 2, (f"f:{kept.sha256}",))
    _attempt, verdicts = sittings.save(attempt.pk, "A", epoch, [act], after)

    assert verdicts == {1: "late"}
    with pytest.raises(hand_ins.HandInRefused, match="long over"):
        hand_ins.keep(attempt.pk, 2, "a.pdf", PDF + b"1", after + timedelta(days=2))


@pytest.mark.django_db
def test_without_a_script_a_file_is_handed_in_by_the_form(client, world, attempt):
    client.force_login(world["officer"])
    page = client.get(attempt.get_absolute_url() + "?q=2").content.decode()
    form = {
        "ticket": tickets.issue(attempt.pk, attempt.person_id), "epoch": "0", "slot": "2",
        "q2": "", "file2": SimpleUploadedFile("plan.pdf", PDF), "go": "2",
    }  # fmt: skip
    again = client.post(attempt.get_absolute_url(), form, follow=True).content.decode()

    assert 'enctype="multipart/form-data"' in page
    assert "Handed in: plan.pdf" in again
    assert Op.objects.get().value == [f"f:{HandedIn.objects.get().sha256}"]


@pytest.mark.django_db
def test_turning_the_page_keeps_the_file_that_is_there(client, world, attempt):
    client.force_login(world["officer"])
    form = {"ticket": tickets.issue(attempt.pk, attempt.person_id), "epoch": "0", "slot": "2"}
    url = attempt.get_absolute_url()
    client.post(url, form | {"q2": "", "file2": SimpleUploadedFile("a.pdf", PDF)})
    value = Op.objects.get().value[0]

    client.post(url, form | {"q2": value, "epoch": "1", "go": "1"})

    assert sittings.answers_so_far(Attempt.objects.get()) == {2: [value]}


@pytest.mark.django_db
def test_a_file_that_is_refused_shows_the_question_again_with_the_reason(client, attempt):
    form = {
        "ticket": tickets.issue(attempt.pk, attempt.person_id), "epoch": "0", "slot": "2",
        "q2": "", "file2": SimpleUploadedFile("a.exe", b"MZ"), "go": "end",
    }  # fmt: skip

    page = html.unescape(client.post(attempt.get_absolute_url(), form).content.decode())

    assert "can be handed in." in page
    assert 'name="file2"' in page
    assert not Op.objects.exists()


@pytest.mark.django_db
def test_words_of_several_lines_are_saved_by_the_form(client, world):
    exam = make.exam([world.township], paper=make.open_paper())
    attempt = make.attempt(exam, world["officer"])
    form = {"ticket": tickets.issue(attempt.pk, attempt.person_id), "epoch": "0", "slot": "2"}

    client.post(attempt.get_absolute_url(), form | {"q2.t": "First this.\r\nThen that. "})

    assert Op.objects.get().value == ["t:First this.\nThen that."]


@pytest.mark.django_db
def test_only_sitter_markers_and_holders_fetch_a_file_and_never_with_its_name(client, world):
    exam = make.essay_exam(world.township, types=("task",))
    make.marker_of(exam, world["instructor"])
    kept = make.file_of(exam, world["officer"], PDF)
    url = reverse("exams:handed_in", kwargs={"pk": kept.pk})
    codes = {}
    for actor in (
        "officer",
        "instructor",
        "organiser",
        "officer.neighbour",
        "supervisor",
        "operator",
    ):
        client.force_login(world[actor])
        codes[actor] = client.get(url).status_code
    client.force_login(world["instructor"])
    reply = client.get(url)

    assert codes == {
        "officer": 200, "instructor": 200, "organiser": 200, "officer.neighbour": 404,
        "supervisor": 404, "operator": 404,
    }  # fmt: skip
    assert reply["Content-Disposition"] == f'attachment; filename="answer-{kept.sha256[:8]}.pdf"'
    assert (reply["X-Content-Type-Options"], "no-store" in reply["Cache-Control"]) == (
        "nosniff",
        True,
    )
    assert "sandbox" in reply["Content-Security-Policy"]
    assert Script.objects.get().value == [f"f:{kept.sha256}"]


@pytest.mark.django_db
def test_a_file_that_is_gone_from_the_disk_is_not_found(client, world):
    kept = make.file_of(make.essay_exam(world.township, types=("task",)), world["officer"])
    default_storage.delete(kept.file.name)
    client.force_login(world["officer"])

    assert client.get(reverse("exams:handed_in", kwargs={"pk": kept.pk})).status_code == 404


@pytest.mark.django_db
def test_the_media_page_serves_no_file_that_was_handed_in(client, world):
    kept = make.file_of(make.essay_exam(world.township, types=("task",)), world["officer"])

    assert client.get(f"/media/{kept.file.name}").status_code == 404
