"""Pictures are taken in clean and sent out small; documents go past the door keeper."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Canvas
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection, CollectionViewRestriction

from organisation.models import Post
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client):
    client.force_login(make.person(Post.Kind.EDITOR))
    return client


def upload(office, file, name):
    file = SimpleUploadedFile(name, file if isinstance(file, bytes) else file.read())
    return office.post(reverse("wagtailimages:add"), {"title": "Picture", "file": file})


def test_a_picture_is_kept_under_a_random_name(office):
    upload(office, make.picture_file(), "../../a.php.jpg")

    assert Image.objects.get().file.name.startswith("original_images/")
    assert "php" not in Image.objects.get().file.name


def test_exif_is_gone_after_the_upload(office):
    exif = Canvas.Exif()
    exif[0x010E] = "where I live"
    exif.get_ifd(0x8825)[2] = (36.0, 6.0, 0.0)

    upload(office, make.picture_file(exif=exif), "phone.jpg")

    stored = Image.objects.get().file.read()
    assert b"Exif" not in stored
    assert b"where I live" not in stored


def test_what_hides_behind_the_pixels_is_gone(office):
    polyglot = make.picture_file().read() + b"<script>alert(1)</script>"

    upload(office, polyglot, "picture.jpg")

    assert b"<script>" not in Image.objects.get().file.read()


def test_a_large_picture_is_made_smaller(office):
    upload(office, make.picture_file(size=(3000, 1500)), "large.jpg")

    assert (Image.objects.get().width, Image.objects.get().height) == (1600, 800)


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "drawing.svg", "Not a supported image"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "drawing.jpg", "The extension does not"),
        (b"MZ not a picture", "picture.jpg", "Upload a valid image"),
        (b"GIF89a<?php echo 1 ?>", "picture.gif", "cannot be read"),
    ],
)
def test_what_is_no_picture_is_refused_with_a_sentence(office, content, name, sentence):
    response = upload(office, content, name)

    assert sentence in response.content.decode()
    assert not Image.objects.exists()


def test_a_picture_cut_off_in_the_middle_is_refused(office):
    whole = make.picture_file(size=(400, 400)).read()

    response = upload(office, whole[: len(whole) // 2], "picture.jpg")

    assert "This picture cannot be read." in response.content.decode()
    assert not Image.objects.exists()


def test_a_hundred_megapixels_are_refused_before_they_are_unpacked(office):
    bomb = make.picture_file(kind="PNG", mode="1", size=(10_000, 10_000)).read()

    response = upload(office, bomb, "bomb.png")

    assert "too many pixels" in response.content.decode()
    assert not Image.objects.exists()


def test_more_than_eight_megabytes_are_refused(office):
    heavy = make.picture_file().read() + b"0" * (8 * 1024 * 1024)

    response = upload(office, heavy, "heavy.jpg")

    assert "This file is too big" in response.content.decode()


def noise(size):
    out = BytesIO()
    Canvas.effect_noise(size, 120).convert("RGB").save(out, "JPEG")
    return ContentFile(out.getvalue(), "noise.jpg")


@pytest.mark.parametrize("filter_spec", ["fill-400x225|weight-30", "max-720x720|weight-30"])
def test_even_noise_is_sent_at_thirty_kilobytes(filter_spec):
    picture = Image.objects.create(title="Noise", file=noise((1200, 900)))

    rendition = picture.get_rendition(filter_spec)

    assert rendition.file.name.endswith(".webp")
    assert rendition.file.size <= 30_000


def test_a_picture_is_served_for_good(client):
    rendition = make.image().get_rendition("width-40|weight-30")

    response = client.get(rendition.url)

    assert response.status_code == 200
    assert response["Content-Type"] == "image/webp"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "documents/plan.pdf",
        "images/plan.pdf",
        "images/none.webp",
        "images/../documents/plan.pdf",
        "images/..%2fdocuments/plan.pdf",
        "images/%2e%2e/%2e%2e/db.sqlite3",
        "images/deeper/one.webp",
        "../db.sqlite3",
        "/etc/passwd",
        "one.webp",
    ],
)
def test_nothing_else_is_served(client, path):
    default_storage.save("documents/plan.pdf", ContentFile(b"%PDF"))
    default_storage.save("one.webp", ContentFile(b"RIFF"))
    default_storage.save("images/deeper/one.webp", ContentFile(b"RIFF"))

    assert client.get(f"/media/{path}").status_code == 404


def test_a_document_of_a_closed_collection_asks_to_sign_in(client):
    closed = Collection.get_first_root_node().add_child(name="Members")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    file = ContentFile(b"%PDF-1.4", "plan.pdf")
    document = Document.objects.create(title="Plan", file=file, collection=closed)

    response = client.get(document.url)

    assert response.status_code == 302
    assert response["Location"].startswith("/account/login/")
