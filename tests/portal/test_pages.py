"""The public pages: where they stand, what they show, what they leave out."""

import random
from datetime import date

import pytest
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.models import Page, Site

from organisation.demo import DemoCounty
from portal import demo
from portal.models import (
    ArticlePage,
    HomePage,
    InfoPage,
    MaterialPage,
    NewsIndexPage,
    NoticePage,
    SiteDetails,
)
from portal.templatetags.public import kind_of
from tests import make

pytestmark = pytest.mark.django_db
FIRST = ["/", "/news/", "/announcements/", "/materials/"]


@pytest.mark.parametrize("address", FIRST)
def test_an_empty_site_says_so(client, address):
    html = client.get(address).content.decode()

    assert "Nothing has been published yet." in html
    assert html.count("<h1") == 1


def test_every_page_of_the_first_tree_opens(client):
    pages = [page for page in Page.objects.live().filter(depth__gt=1)]

    assert {client.get(page.url).status_code for page in pages} == {200}
    assert len(pages) == 11


def test_the_first_tree_is_a_sound_tree():
    assert Page.find_problems() == ([], [], [], [], [])
    assert Site.objects.get().root_page.specific == HomePage.objects.get()


def test_privacy_is_explained_and_linked_from_every_public_page(client):
    privacy = InfoPage.objects.get(slug="privacy")

    assert "你的权利" in client.get(privacy.url).content.decode()
    assert all(privacy.url in client.get(page).content.decode() for page in FIRST)


def test_home_shows_services_as_links_to_real_pages(client):
    home = HomePage.objects.get()

    services = [page.url for page in home.services()]

    assert services == ["/marriage/", "/moving/", "/support/", "/contacts/"]


def test_home_keeps_training_apart_from_other_notices():
    make.notice("Hall is open", topic="general")
    make.notice("Autumn term", topic="training")
    home = HomePage.objects.get()

    assert [page.title for page in home.notices()] == ["Hall is open"]
    assert [page.title for page in home.training()] == ["Autumn term"]


def test_lists_begin_with_the_newest_and_leave_drafts_out(client):
    make.article("Old", published_on=date(2026, 1, 1))
    make.article("New", published_on=date(2026, 2, 1))
    make.article("Draft", live=False)

    listed = client.get("/news/").context["listed"]

    assert [page.title for page in listed] == ["New", "Old"]


def test_a_list_shows_twenty_and_leads_to_the_next_page(client):
    for number in range(21):
        make.notice(f"Notice {number}", topic="training")

    first = client.get("/announcements/?topic=training")
    second = client.get("/announcements/?topic=training&page=2")

    assert len(first.context["listed"]) == 20
    assert len(second.context["listed"]) == 1
    assert "?topic=training&amp;page=2" in first.content.decode()


@pytest.mark.parametrize(("topic", "titles"), [("training", ["A"]), ("x", ["B", "A"])])
def test_notices_are_sorted_by_topic(client, topic, titles):
    make.notice("A", topic="training")
    make.notice("B", topic="general")

    listed = client.get("/announcements/", {"topic": topic}).context["listed"]

    assert [page.title for page in listed] == titles


@pytest.mark.parametrize("build", [make.notice, make.article, make.material])
def test_day_and_source_stand_under_the_title(client, build):
    page = build(published_on=date(2026, 8, 16), source="Township hall")

    html = client.get(page.url).content.decode()

    assert 'datetime="2026-08-16"' in html
    assert "Source: Township hall" in html


def test_a_picture_comes_late_and_small_with_its_size(client):
    page = make.article(image=make.image(size=(800, 600)), image_alt="A classroom")

    html = client.get(page.url).content.decode()

    assert 'alt="A classroom"' in html
    assert 'loading="lazy"' in html
    assert 'width="720"' in html
    assert 'height="540"' in html
    assert ".webp" in html


def test_saving_data_leaves_pictures_out_and_their_words_in(client):
    page = make.article(image=make.image(), image_alt="A classroom")
    client.post(reverse("portal:save_data"), {"on": "1", "next": page.url})

    html = client.get(page.url).content.decode()

    assert "<img" not in html
    assert "Picture: A classroom" in html


def test_pictures_come_back(client):
    page = make.article(image=make.image(), image_alt="A classroom")
    client.post(reverse("portal:save_data"), {"on": "1"})
    client.post(reverse("portal:save_data"), {"on": ""})

    assert "<img" in client.get(page.url).content.decode()


def test_a_visitor_gets_no_cookie(client):
    for address in [*FIRST, "/search/"]:
        assert client.get(address).cookies == {}


def test_the_foot_shows_what_is_filled_in_and_nothing_else(client):
    site = Site.objects.get()
    SiteDetails.objects.create(site=site, organiser="County centre", icp="ICP 0000")

    html = client.get("/").content.decode()

    assert "Run by: County centre" in html
    assert "ICP 0000" in html
    assert "Government site code" not in html


def test_a_private_page_asks_to_sign_in(client):
    page = make.notice()
    page.view_restrictions.create(restriction_type="login")

    response = client.get(page.url)

    assert response["Location"] == f"/account/login/?next={page.url}"


def test_each_kind_of_page_has_its_place():
    assert ArticlePage.allowed_parent_page_models() == [NewsIndexPage]
    assert NoticePage.allowed_subpage_models() == []
    assert HomePage.can_create_at(Page.get_first_root_node()) is False


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("address", "queries"),
    [("/", 14), ("/news/", 11), ("/announcements/", 10), ("/materials/", 10)],
)
def test_queries_do_not_grow_with_the_rows(
    client, rows, address, queries, django_assert_num_queries
):
    for number in range(rows):
        make.notice(f"General {number}")
        make.notice(f"Training {number}", topic="training")
        make.article(f"News {number}", image=make.image(), image_alt="A classroom")
        make.material(f"Material {number}")
    client.get(address)

    with django_assert_num_queries(queries):
        client.get(address)


def test_the_demo_fills_a_year_of_pages(small_county):
    demo.build(small_county)

    assert ArticlePage.objects.live().count() == 12
    assert NoticePage.objects.live().count() == 10
    assert MaterialPage.objects.live().count() == 6
    assert NoticePage.objects.filter(published_on__gt=small_county.day).count() == 0


@pytest.fixture
def small_county():
    township = make.township()
    editor = make.person("editor")
    return DemoCounty(
        rng=random.Random(1),
        day=date(2026, 11, 3),
        scale="small",
        county=make.county(),
        townships=[township],
        villages=[],
        lived_in=[],
        accounts={"editor": editor},
    )


def test_the_map_of_the_site_leads_to_every_page_that_stays(client):
    html = client.get(reverse("portal:site_map")).content.decode()

    staying = [*InfoPage.objects.live(), *HomePage.objects.get().indexes()]
    assert [page.title for page in staying if f'href="{page.url}"' not in html] == []


def test_a_public_page_leads_back_to_its_list(client):
    article = make.article("New")

    assert '<a class="back" href="/news/">' in client.get(article.url).content.decode()
    assert '<a class="back" href="/">' in client.get("/news/").content.decode()


def test_residents_know_the_site_by_its_public_name(client):
    Site.objects.update(site_name="Services of the county")
    Site.clear_site_root_paths_cache()

    for address in ("/", "/search/", reverse("portal:site_map")):
        assert 'href="/">Services of the county</a>' in client.get(address).content.decode()


def test_the_first_pages_call_the_foot_by_no_word_of_the_trade(client):
    pages = [client.get(page.url).content.decode() for page in InfoPage.objects.live()]

    assert [page for page in pages if "页脚" in page] == []
    assert any("页面最下面的电话" in page for page in pages)


def test_a_document_is_called_what_a_reader_calls_it():
    assert kind_of(Document(file="plan.xlsx")) == "table"
    assert kind_of(Document(file="plan.pdf")) == "PDF"
