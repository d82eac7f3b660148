import re

import pytest
from django.conf import settings
from django.utils import translation

from portal.help import HANDBOOK, PICTURES, topic, topics

LANGUAGES = [code for code, _name in settings.LANGUAGES]


def test_a_page_of_the_handbook_is_shown(client, db):
    response = client.get("/help/start/")

    assert "Getting started" in response.content.decode()


def test_an_unknown_topic_is_not_there(client, db):
    assert client.get("/help/flying/").status_code == 404


def test_the_index_names_every_topic(client, db):
    page = client.get("/help/").content.decode()

    assert [topic.key for topic in topics() if f"/help/{topic.key}/" not in page] == []


def test_the_handbook_is_complete_in_every_language():
    names = [{path.name for path in (HANDBOOK / code).glob("*.md")} for code in LANGUAGES]

    assert names[0] == names[1] != set()


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_topic_has_a_title_and_a_text(code):
    with translation.override(code):
        assert [t.key for t in topics() if not (t.title and t.html.strip())] == []


def test_a_picture_has_its_size_and_waits_until_it_is_looked_at():
    found = topic("start")

    html = type(found)("x", "X", "![The day](../../pictures/today.webp)").html

    assert '<img src="/static/handbook/today.webp" alt="The day" width="360" height="720"' in html
    assert 'loading="lazy"' in html


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_picture_of_the_handbook_is_there_and_light(code):
    named = re.compile(r"!\[[^\]]+\]\(\.\./\.\./pictures/([a-z0-9-]+\.webp)\)")
    with translation.override(code):
        names = [name for one in topics() for name in named.findall(one.text)]

    assert names
    assert [name for name in names if (PICTURES / name).stat().st_size > 40 * 1024] == []


def test_markup_in_a_text_is_shown_not_run():
    found = topic("start")

    assert "<script" not in type(found)("x", "X", "<script>1</script>").html
