"""Pictures of questions: drawn anew, kept, shown to those they are for."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from exams import papers, pictures
from exams.formats.questions import Parsed
from exams.models import Picture, Version
from exams.services import banks, exports
from exams.services import papers as paper_services
from tests import make


def test_a_photo_becomes_small_upright_and_tells_nothing_else():
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "secret place"  # lying on its side, with a description
    noise = Image.effect_noise((2000, 1000), 90).convert("RGB")
    out = BytesIO()
    noise.save(out, "JPEG", exif=exif)

    drawn = pictures.drawn(out.getvalue())

    assert len(drawn.data) <= 20_000
    assert b"secret" not in drawn.data
    assert drawn.height // drawn.width == 2
    assert drawn.height <= 800
    assert Image.open(BytesIO(drawn.data)).format == "WEBP"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "BMP"])
def test_what_we_have_drawn_once_stays_as_it_is(kind):
    drawn = pictures.drawn(make.image_bytes(kind))

    assert pictures.drawn(drawn.data) == drawn
    assert (drawn.width, drawn.height) == (40, 30)


def test_what_is_see_through_stays_so():
    out = BytesIO()
    Image.new("RGBA", (10, 10), (255, 0, 0, 0)).save(out, "PNG")

    drawn = pictures.drawn(out.getvalue())

    assert Image.open(BytesIO(drawn.data)).convert("RGBA").getpixel((1, 1))[3] == 0


def with_exif():
    exif = Image.Exif()
    exif[0x010E] = "secret"
    return make.image_bytes("WEBP", exif=exif)


@pytest.mark.parametrize(
    "data",
    [with_exif(), pictures.drawn(make.image_bytes()).data + b"<script>"],
    ids=["exif", "tail"],
)
def test_a_webp_that_carries_something_along_is_drawn_anew(data):
    drawn = pictures.drawn(data)

    assert b"secret" not in drawn.data
    assert b"script" not in drawn.data


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (make.image_bytes(size=(5000, 4801)), "too many points"),
        (make.image_bytes(size=(20000, 10000)), "too many points"),
        (b"\xff\xd8\xff" + b"0" * 8_000_000, "larger than 8 MB"),
        (b"<svg onload='x()'/>", "cannot be read"),
        (make.image_bytes()[:60], "cannot be read"),
        (b"GIF89a", "cannot be read"),
        (b"", "cannot be read"),
    ],
    ids=["24 MP", "200 MP", "8 MB", "svg", "cut off", "empty gif", "nothing"],
)
def test_what_cannot_be_taken_is_refused_in_a_sentence(data, sentence):
    with pytest.raises(pictures.Unfit, match=sentence):
        pictures.drawn(data)


@pytest.fixture
def organiser(client, world):
    client.force_login(world["organiser"])
    return client


def sent(data=None, name="photo.png"):
    return SimpleUploadedFile(name, data or make.image_bytes())


def create(client, bank, **given):
    address = reverse("exams:question_create", kwargs={"pk": bank.pk, "type_": "single"})
    given = {"text": "What?", "text_a": "red", "text_b": "green", "right": "a", **given}
    return client.post(address, given)


@pytest.mark.django_db
class TestForm:
    def test_pictures_of_the_text_and_of_an_option_are_kept_with_their_words(self, organiser):
        create(
            organiser, make.bank(), picture_stem=sent(), alt_stem="A window", text_a="",
            picture_a=sent(make.image_bytes(color="blue")), alt_a="A blue field",
        )  # fmt: skip

        version = Version.objects.get()
        a = version.options.get(key="a")
        assert (version.picture_alt, a.picture_alt, a.text) == ("A window", "A blue field", "")
        assert version.picture != a.picture

    def test_words_are_asked_for_and_the_picture_is_not_lost_meanwhile(self, organiser):
        bank = make.bank()

        page = create(organiser, bank, picture_stem=sent()).content.decode()
        kept = Picture.objects.get()
        create(organiser, bank, **{"picture_stem-is": kept.sha256}, alt_stem="A window")

        assert "Say in words what the picture shows." in page
        assert f'value="{kept.sha256}"' in page
        assert Version.objects.get().picture == kept

    def test_what_is_no_picture_is_refused_in_a_sentence(self, organiser):
        page = create(organiser, make.bank(), picture_stem=sent(b"<svg/>", "x.svg"))

        assert "This picture cannot be read." in page.content.decode()
        assert not Version.objects.exists()

    def test_a_picture_is_taken_away_and_the_used_wording_keeps_it(self, organiser):
        bank = make.bank()
        version = make.question(
            bank, text="What?", options=("red", "green"), picture=make.picture()
        )
        make.exam(bank_=bank)
        address = reverse("exams:question_edit", kwargs={"pk": version.question_id})
        fields = {"text": "What?", "text_a": "red", "text_b": "green", "right": "a"}
        fields |= {"picture_stem-is": version.picture.sha256, "alt_stem": "A red field."}

        organiser.post(address, fields | {"picture_stem-gone": "on"})

        pictures_of_versions = Version.objects.order_by("number").values_list("picture", flat=True)
        assert list(pictures_of_versions) == [version.picture_id, None]

    def test_the_hash_of_a_picture_that_she_may_not_see_is_no_way_to_it(self, organiser):
        other = Picture.objects.create(sha256="0" * 64, data=b"", width=1, height=1)

        create(organiser, make.bank(), **{"picture_stem-is": other.sha256}, alt_stem="x")

        assert Version.objects.get().picture is None


def address(picture):
    return reverse("exams:picture", kwargs={"sha256": picture.sha256})


@pytest.mark.django_db
class TestSight:
    @pytest.fixture
    def bank(self):
        bank = make.bank()
        made = make.parsed_question(text="What is this?", picture=make.picture())
        made.answers[1].picture = make.picture("blue", "A blue field.")
        banks.import_questions(bank, Parsed("line", [made]))
        return bank

    def test_a_candidate_sees_it_once_the_exam_opens_and_nobody_else_does(
        self, client, world, bank
    ):
        now = timezone.now()
        exam = make.exam([world.village], bank_=bank, at=now + timedelta(days=1))
        where = address(Version.objects.get().picture)

        client.force_login(world["officer"])
        assert client.get(where).status_code == 404
        exam.opens_at = now - timedelta(hours=1)
        exam.save()
        assert client.get(where).status_code == 200
        client.force_login(world["officer.elsewhere"])
        assert client.get(where).status_code == 404

    def test_it_is_kept_by_its_hash_on_the_phone_of_the_one_who_may_see_it(self, organiser, bank):
        picture = Version.objects.get().picture

        answer = organiser.get(address(picture))
        again = organiser.get(address(picture), headers={"If-None-Match": answer["ETag"]})

        assert (answer.content, answer["Content-Type"]) == (bytes(picture.data), "image/webp")
        assert {"private", "immutable", "max-age=31536000"} <= set(
            answer["Cache-Control"].split(", ")
        )
        assert again.status_code == 304

    def test_a_frozen_paper_keeps_the_hash_of_each_picture(self, bank):
        content = make.exam(bank_=bank).paper.content

        (question,) = content["questions"]
        version = Version.objects.get()
        assert question["picture"] == {
            "sha256": version.picture.sha256, "width": 40, "height": 30, "alt": "A red field.",
        }  # fmt: skip
        assert "picture" not in question["options"][0]
        assert question["options"][1]["picture"]["alt"] == "A blue field."
        (shown,) = papers.shown(content, {})
        assert (shown.picture.alt, shown.options[1].picture.width) == ("A red field.", 40)

    def test_a_paper_without_pictures_is_frozen_as_before(self):
        content = paper_services.content_of(make.exam(published=False).paper)

        assert "picture" not in str(content)

    def test_the_sitting_and_the_result_show_it_with_its_size_and_words(self, client, world, bank):
        exam = make.exam([world.village], bank_=bank)
        attempt = make.attempt(exam, world["officer"])
        client.force_login(world["officer"])
        picture = Version.objects.get().picture
        tag = f'src="{address(picture)}" width="40" height="30" alt="A red field."'

        sitting = client.get(attempt.get_absolute_url()).content.decode()

        assert tag in sitting
        assert 'alt="A blue field."' in sitting

    def test_the_whole_paper_for_our_script_names_the_picture(self, client, world, bank):
        exam = make.exam([world.village], bank_=bank)
        client.force_login(world["officer"])

        body = {"exam": exam.pk, "nonce": "n"}
        reply = client.post(reverse("exams:attempt_start"), body, "application/json")

        (question,) = reply.json()["questions"]
        assert question["picture"]["url"] == address(Version.objects.get().picture)
        assert [o.get("picture", {}).get("alt") for o in question["options"]].count(
            "A blue field."
        ) == 1

    def test_a_wrong_answer_is_shown_with_the_pictures_it_is_about(self, client, world, bank):
        exam = make.exam([world.village], bank_=bank, at=timezone.now() - timedelta(days=1))
        attempt = make.handed_in(exam, world["officer"], {1: "b"}, now=exam.opens_at)
        client.force_login(world["officer"])

        page = client.get(reverse("exams:result", kwargs={"pk": attempt.pk})).content.decode()

        assert 'alt="A red field."' in page
        assert 'alt="A blue field."' in page

    def test_organisers_see_it_on_the_paper_and_on_the_question(self, organiser, bank):
        exam = make.exam(bank_=bank)

        for page in (exam.get_absolute_url(), bank.questions.get().get_absolute_url()):
            assert organiser.get(page).content.decode().count("<img") == 2

    def test_files_that_hold_words_only_say_so_and_take_the_words(self, organiser, bank):
        page = organiser.get(bank.get_absolute_url()).content.decode()

        assert "Excel and GIFT leave them out." in page
        assert exports.export(bank, "gift").decode().count("What is this?") >= 1
