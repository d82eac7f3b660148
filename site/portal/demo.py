"""This app's part of the invented county: a year of news, notices and course material."""

import json
from datetime import timedelta
from io import BytesIO

import xlsxwriter
from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Site

from portal.demo_pictures import PICTURES
from portal.demo_texts import ARTICLES, MATERIALS, NOTICES, TABLES
from portal.models import (
    ArticlePage,
    MaterialFile,
    MaterialIndexPage,
    MaterialPage,
    NewsIndexPage,
    NoticeIndexPage,
    NoticePage,
    SiteDetails,
)


def build(demo):
    """Adds the public pages (organisation/demo.py)."""
    _describe_site(demo)
    images = {name: _image(name, alt, draw, demo) for name, (alt, draw) in PICTURES.items()}
    news, notices = NewsIndexPage.objects.first(), NoticeIndexPage.objects.first()
    for month, title, summary, picture, blocks in ARTICLES:
        fields = {"image": images[picture], "image_alt": PICTURES[picture][0]} if picture else {}
        _publish(demo, news, ArticlePage, month, title, summary, blocks, **fields)
    for month, topic, title, summary, blocks in NOTICES:
        _publish(demo, notices, NoticePage, month, title, summary, blocks, topic=topic)
    material = MaterialIndexPage.objects.first()
    for month, title, summary, blocks, tables in MATERIALS:
        page = _publish(demo, material, MaterialPage, month, title, summary, blocks)
        MaterialFile.objects.bulk_create(
            MaterialFile(page=page, document=_table(name, demo), note=note, sort_order=order)
            for order, (name, note) in enumerate(tables)
        )


def _publish(demo, parent, kind, month, title, summary, blocks, **fields):
    month = demo.months[month]
    day = min(month.first + timedelta(days=demo.rng.randrange(27)), demo.day)
    names = {"county": demo.county.name, "township": demo.rng.choice(demo.townships).name}
    page = kind(
        title=title.format(**names),
        summary=summary.format(**names),
        body=json.dumps([_block(one, names) for one in blocks]),
        published_on=day,
        source=f"{demo.county.name}信息中心",
        owner=demo.accounts.get("editor"),
        **fields,
    )
    parent.add_child(instance=page)
    page.save_revision(user=page.owner).publish()
    return page


def _block(block, names):
    kind, value = block
    if kind == "text":
        return {"type": kind, "value": f"<p>{value.format(**names)}</p>"}
    return {"type": kind, "value": value}


def _image(name, alt, draw, demo):
    out = BytesIO()
    draw(demo.rng).save(out, "JPEG", quality=85)
    file = ContentFile(out.getvalue(), f"{name}.jpg")
    return Image.objects.create(
        title=alt, description=alt, file=file, uploaded_by_user=demo.accounts.get("editor")
    )


def _table(name, demo):
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(TABLES[name]):
            sheet.write_row(number, 0, row)
    file = ContentFile(out.getvalue(), f"{name}.xlsx")
    document = Document.objects.create(
        title=name, file=file, uploaded_by_user=demo.accounts.get("editor")
    )
    # Read from the file and kept; the office does the same when an editor uploads one.
    document.get_file_size()
    return document


def _describe_site(demo):
    for site in Site.objects.filter(is_default_site=True):
        site.site_name = f"{demo.county.name}人口信息服务"
        site.save(update_fields=["site_name"])
        SiteDetails.objects.update_or_create(
            site=site,
            defaults={
                "organiser": f"{demo.county.name}信息中心（演示）",
                # Nobody's numbers: no site was ever given these.
                "site_code": "0000000000",
                "icp": "演示ICP备00000000号",
                "police": "演示公网安备00000000000000号",
                "address": f"{demo.county.name}人民路 1 号",
            },
        )
