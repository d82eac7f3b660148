"""The back office opens to today's editors, and works for people as we keep them."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from wagtail.documents.models import Document
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from organisation.models import CalendarDay, Post
from organisation.periods import today
from portal.blocks import BodyBlock
from portal.models import HomePage, NewsIndexPage, NoticeIndexPage, NoticePage
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client):
    client.force_login(make.person(Post.Kind.EDITOR))
    return client


@pytest.mark.parametrize(
    "address",
    [
        "",
        "pages/{news}/",
        "pages/add/portal/articlepage/{news}/",
        "images/",
        "images/add/",
        "documents/",
        "documents/add/",
        "account/",
        "settings/portal/sitedetails/1/",
    ],
)
def test_an_editor_opens_the_office(office, address):
    news = NewsIndexPage.objects.get().pk

    response = office.get(f"/office/{address.format(news=news)}")

    assert response.status_code == 200


def test_nobody_else_opens_the_office(client):
    client.force_login(make.person(Post.Kind.ORGANISER))

    assert client.get("/office/").status_code == 404


def test_a_visitor_is_sent_to_the_one_place_to_sign_in(client):
    assert client.get("/office/")["Location"] == "/account/login/?next=/office/"
    assert client.get("/office/login/?next=/office/")["Location"] == "/account/login/?next=/office/"


def test_the_office_closes_when_the_post_ends(client):
    editor = make.person()
    make.post(editor, Post.Kind.EDITOR, valid_to=today())
    client.force_login(editor)

    assert client.get("/office/").status_code == 404


def test_rights_follow_the_post_without_any_row_of_membership():
    editor = make.person(Post.Kind.EDITOR)

    assert editor.groups.count() == 0
    assert editor.has_perm("wagtailadmin.access_admin")
    assert NewsIndexPage.objects.first().permissions_for_user(editor).can_add_subpage()


def test_a_row_of_membership_alone_gives_nothing():
    person = make.person(Post.Kind.ORGANISER)
    person.groups.add(Group.objects.get(name="Editors"))

    assert not person.has_perm("wagtailadmin.access_admin")
    assert not NewsIndexPage.objects.first().permissions_for_user(person).can_add_subpage()


def test_an_editor_cannot_reach_above_the_home_page():
    editor = make.person(Post.Kind.EDITOR)
    root = Page.get_first_root_node()

    assert not root.permissions_for_user(editor).can_add_subpage()


@pytest.mark.parametrize("address", ["users/", "groups/", "sites/", "collections/", "locales/"])
def test_what_is_no_business_of_an_editor_stays_shut(office, address):
    assert office.get(f"/office/{address}").status_code in (302, 404)


def test_the_menu_holds_only_what_an_editor_needs(office):
    html = office.get("/office/").content.decode()

    assert "/office/reports/" not in html
    assert "/office/users/" not in html
    assert "gravatar" not in html
    assert "Write a notice" in html


def write(office, title, action="action-publish", **fields):
    index = NoticeIndexPage.objects.first()
    data = nested_form_data(
        {
            "title": title,
            "slug": title.lower(),
            "topic": "training",
            "published_on": "2026-10-08",
            "source": "County office",
            "summary": "",
            "search_description": "",
            "body": streamfield([("heading", "When"), ("callout", {"title": "A", "text": "B"})]),
            "comments": inline_formset([]),
            action: "1",
            **fields,
        }
    )
    return office.post(
        reverse("wagtailadmin_pages:add", args=["portal", "noticepage", index.pk]), data
    )


def test_an_editor_publishes_a_notice(office, client):
    write(office, "Autumn")

    page = NoticePage.objects.get()
    assert page.live
    assert page.owner.name.startswith("Person")
    assert "<h2>When</h2>" in client.get("/announcements/autumn/").content.decode()


def test_a_notice_needs_a_source(office):
    response = write(office, "Autumn", source="")

    assert response.status_code == 200
    assert not NoticePage.objects.exists()


def test_a_page_cannot_take_the_address_of_an_app(office):
    home = HomePage.objects.get()
    data = nested_form_data(
        {
            "title": "Courses",
            "slug": "courses",
            "place": "",
            "search_description": "",
            "body": streamfield([("heading", "Here")]),
            "comments": inline_formset([]),
            "action-publish": "1",
        }
    )

    response = office.post(
        reverse("wagtailadmin_pages:add", args=["portal", "infopage", home.pk]), data
    )

    assert "This address belongs to another part of the site." in response.content.decode()


def test_history_and_comments_work_for_people_without_an_address(office):
    page = make.notice()
    revision = page.save_revision(user=Post.objects.get().person)

    assert office.get(reverse("wagtailadmin_pages:history", args=[page.pk])).status_code == 200
    assert (
        office.get(
            reverse("wagtailadmin_pages:revisions_view", args=[page.pk, revision.pk])
        ).status_code
        == 200
    )


def test_a_comment_is_kept(office):
    write(office, "Autumn")
    page = NoticePage.objects.get()
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    comment = {
        "text": "Check the day", "position": "", "contentpath": "title", "id": "",
        "resolved": "0", "replies": inline_formset([]),
    }  # fmt: skip

    response = office.post(
        url,
        nested_form_data(
            {
                "title": "Autumn", "slug": "autumn", "topic": "training",
                "published_on": "2026-10-08", "source": "County office", "summary": "",
                "search_description": "", "body": streamfield([("heading", "When")]),
                "comments": inline_formset([comment]), "comment_notifications": "on",
            }
        ),
    )  # fmt: skip

    assert response.status_code == 302
    assert page.wagtail_admin_comments.get().text == "Check the day"


def test_a_preview_may_be_framed_by_the_office_and_keeps_the_policy_of_the_page(office):
    page = make.notice()
    page.save_revision()
    url = reverse("wagtailadmin_pages:view_draft", args=[page.pk])

    response = office.get(url)

    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert "unsafe-inline" not in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "SAMEORIGIN"


def test_an_editor_keeps_the_holidays(office):
    office.post("/office/calendar/new/", {"day": "2026-10-01", "name": "National Day"})

    assert str(CalendarDay.objects.get()) == "2026-10-01 National Day"


def test_an_editor_uploads_a_document(office):
    file = SimpleUploadedFile("plan.pdf", b"%PDF-1.4 plan")

    office.post(reverse("wagtaildocs:add"), {"title": "Plan", "file": file})

    assert Document.objects.get().title == "Plan"


def test_a_document_of_another_kind_is_refused(office):
    file = SimpleUploadedFile("tool.exe", b"MZ")

    response = office.post(reverse("wagtaildocs:add"), {"title": "Tool", "file": file})

    assert "not allowed" in response.content.decode()
    assert not Document.objects.exists()


@pytest.mark.parametrize("name", [name for name in BodyBlock().child_blocks if name != "table"])
def test_every_block_shows_a_preview(office, name):
    block = BodyBlock().child_blocks[name]

    response = office.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})

    assert block.get_description()
    assert block.is_previewable
    assert response.status_code == 200


def test_an_editor_finds_the_office_among_her_places(client):
    client.force_login(make.person(Post.Kind.EDITOR))

    html = client.get(reverse("portal:menu")).content.decode()

    assert f'href="{reverse("wagtailadmin_home")}"' in html
    assert f'href="{reverse("portal:style_guide")}"' in html


def test_others_are_not_led_to_the_office(client):
    client.force_login(make.person(Post.Kind.SUPERVISOR))

    assert reverse("wagtailadmin_home") not in client.get(reverse("portal:menu")).content.decode()


@pytest.mark.parametrize(("sentence", "words"), [("Pages", "页面"), ("Type", "类型")])
def test_words_of_ours_do_not_change_those_of_the_office(sentence, words):
    """Django joins all catalogues; ours are read last."""
    with translation.override("zh-hans"):
        assert gettext(sentence) == words


def test_what_an_editor_works_with_is_in_chinese(client):
    client.force_login(make.person(Post.Kind.EDITOR))
    client.cookies["language"] = "zh-hans"

    html = client.get("/office/pages/").content.decode()

    assert [words for words in ("Exploring", "Search all pages", "Sort by") if words in html] == []
