import gzip
import re

import pytest
from django.conf import settings
from django.urls import reverse

from organisation.models import Post
from tests import make

CSS = settings.SITE_DIR / "static" / "css"
BUNDLES = {"site.css": 8192, "exam.css": 8192, "pad.css": 8192, "hall.css": 8192}


def bundled(name):
    text = (CSS / name).read_text(encoding="utf-8")
    return "".join(
        (CSS / path).read_text(encoding="utf-8") for path in re.findall(r'"(.+?)"', text)
    )


@pytest.mark.django_db
def test_the_style_guide_shows_every_component(client):
    client.force_login(make.person(Post.Kind.EDITOR))

    response = client.get(reverse("portal:style_guide"))

    shown = {template.name for template in response.templates}
    components = (settings.SITE_DIR / "templates" / "components").glob("*.html")
    # For the scripts block of pages that fetch parts: it has no looks.
    assert {f"components/{p.name}" for p in components} - shown == {"components/htmx.html"}


@pytest.mark.django_db
def test_a_page_has_one_heading(client):
    client.force_login(make.person(Post.Kind.EDITOR))

    html = client.get(reverse("portal:style_guide")).content.decode()

    assert html.count("<h1") == 1


@pytest.mark.parametrize(("name", "most"), BUNDLES.items())
def test_a_stylesheet_keeps_to_its_budget(name, most):
    assert len(gzip.compress(bundled(name).encode(), 6)) <= most


@pytest.mark.parametrize("name", BUNDLES)
def test_a_stylesheet_works_in_old_kernels(name):
    """Chromium 66: no gap in flex boxes, no :is or :where, no inset, no aspect-ratio of a box."""
    flat = re.sub(r"/\*.*?\*/", "", bundled(name), flags=re.S)
    young = r"(?<!-)\bgap:|:is\(|:where\(|\binset:|(?<![(-])aspect-ratio:|:has\([^)]*\),"

    assert re.findall(young, flat) == []


def test_only_the_tokens_name_the_sizes_of_text():
    """Never below 16 px: .889 rem is the smallest size of text (.8 is a mark in a corner)."""
    sizes = re.findall(r"font-size: (\.\d+)rem", bundled("site.css") + bundled("exam.css"))

    assert set(sizes) <= {".889", ".8"}
