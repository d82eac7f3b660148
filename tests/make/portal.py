import json
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image as Canvas
from wagtail.images.models import Image
from wagtail.models import Page

from portal.models import (
    ArticlePage,
    InfoPage,
    MaterialIndexPage,
    MaterialPage,
    NewsIndexPage,
    NoticeIndexPage,
    NoticePage,
)

__all__ = ["article", "image", "info", "material", "notice", "picture_file"]


def _body(words):
    return json.dumps([{"type": "text", "value": f"<p>{words}</p>"}])


def _page(kind, parent, title, body, **fields):
    return parent.add_child(instance=kind(title=title, body=_body(body), **fields))


def notice(title="Notice", body="Words", *, source="County office", **fields):
    return _page(NoticePage, NoticeIndexPage.objects.first(), title, body, source=source, **fields)


def article(title="Article", body="Words", *, source="County office", **fields):
    return _page(ArticlePage, NewsIndexPage.objects.first(), title, body, source=source, **fields)


def material(title="Material", body="Words", *, source="County office", **fields):
    index = MaterialIndexPage.objects.first()
    return _page(MaterialPage, index, title, body, source=source, **fields)


def info(title="Information", body="Words", **fields):
    return _page(InfoPage, Page.objects.get(depth=2), title, body, **fields)


def picture_file(name="picture.jpg", kind="JPEG", size=(64, 48), mode="RGB", **options):
    out = BytesIO()
    Canvas.new(mode, size, 128).save(out, kind, **options)
    return ContentFile(out.getvalue(), name)


def image(title="Picture", **options):
    return Image.objects.create(title=title, file=picture_file(**options))
