"""Search finds Chinese on both databases, ranks the title first and marks what it found."""

import inspect

import pytest
from django.db import connection
from wagtail.search.backends import get_search_backend

from portal import search
from portal.marking import excerpt, marked
from portal.models import find_pages
from tests import make


def titles(query):
    return [page.title for page in find_pages(query)]


@pytest.mark.parametrize(
    ("text", "indexed"),
    [
        ("集中培训", "集中 中培 培训 训"),
        ("村", "村"),
        ("2026年Python培训班", "2026 年 Python 培训 训班 班"),
        ("Training notice", "Training notice"),
        ("𠮷田", "𠮷田 田"),
        ("", ""),
    ],
)
def test_a_run_of_chinese_is_indexed_as_its_pairs(text, indexed):
    assert " ".join(search.spread(text).split()) == indexed


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("集中培训", [("集中", False), ("中培", False), ("培训", False)]),
        ("训", [("训", True)]),
        ("python培训", [("python", True), ("培训", False)]),
        ("培训 培训", [("培训", False)]),
        ("\"%'!", []),
    ],
)
def test_a_query_asks_for_all_pairs(query, terms):
    assert search.terms_of(query) == terms


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    ["培训", "集中培训通知", "集中培训", "培", "训", "知", "通知 集中", "乡村医生", "2026", "pyth"],
)
def test_words_inside_a_run_are_found(query):
    make.notice(title="集中培训通知", body="2026年请乡村医生来讲Python。")
    make.notice(title="统考安排")

    assert titles(query) == ["集中培训通知"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query", ["考培", "通集", "100%", "", "  ", "'\"", "AND", "集中 比赛", "\\"]
)
def test_what_is_not_there_is_not_found(query):
    make.notice(title="集中培训通知")

    assert titles(query) == []


@pytest.mark.django_db
def test_a_word_in_the_title_ranks_above_the_same_word_in_the_text():
    make.notice(title="值班安排", body="下个月有培训。培训在联校。")
    make.notice(title="春季培训开始报名", body="地点另行通知。")
    make.notice(title="办公时间", body="培训照常。")

    assert titles("培训")[0] == "春季培训开始报名"


@pytest.mark.django_db
def test_drafts_and_private_pages_are_not_found():
    make.notice(title="培训草稿", live=False)
    hidden = make.notice(title="培训内部")
    hidden.view_restrictions.create(restriction_type="login")

    assert titles("培训") == []


@pytest.mark.django_db
def test_a_changed_page_is_found_by_its_new_words_only():
    page = make.notice(title="集中培训通知")
    page.title = "秋季集训安排"
    page.save_revision().publish()

    assert titles("培训") == []
    assert titles("集训") == ["秋季集训安排"]


@pytest.mark.django_db
def test_the_office_finds_pages_while_a_title_is_typed():
    make.notice(title="集中培训通知")

    found = get_search_backend().autocomplete("培", find_pages("通知").get_queryset().model)

    assert [page.title for page in found] == ["集中培训通知"]


def test_modelsearch_still_indexes_by_the_class_we_replace():
    module = search._module()

    assert "ObjectIndexer" in module.__dict__
    assert issubclass(module.ObjectIndexer, search.PairsInIndexer)
    index = vars(module).get("SQLiteIndex") or vars(module)["PostgresIndex"]
    assert "ObjectIndexer(obj, self.backend)" in inspect.getsource(index.add_items)


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="the order of columns is SQLite's")
def test_the_weights_stand_in_the_order_of_the_columns():
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM wagtailsearch_indexentry_fts LIMIT 0")
        columns = [column[0] for column in cursor.description]

    assert dict(zip(columns, search.WEIGHTS, strict=True)) == {
        "autocomplete": 0.0,
        "body": 1.0,
        "title": 8.0,
    }


def test_words_found_are_marked():
    assert marked("集中培训通知", "培训") == "集中<mark>培训</mark>通知"


def test_pairs_are_marked_where_the_whole_word_is_broken_up():
    assert marked("集中的培训", "集中培训") == "<mark>集中</mark>的<mark>培训</mark>"


def test_marking_escapes_what_an_editor_wrote():
    assert marked("<b>培训</b>&", "培训") == "&lt;b&gt;<mark>培训</mark>&lt;/b&gt;&amp;"


def test_marking_escapes_what_a_visitor_asked_for():
    assert marked("a <i> b", "<i>") == "a &lt;<mark>i</mark>&gt; b"


def test_an_excerpt_begins_shortly_before_the_first_word_found():
    text = "前" * 200 + "培训" + "后" * 200

    piece = excerpt(text, "培训")

    assert piece.startswith("…" + "前" * 20 + "<mark>培训</mark>后")
    assert piece.endswith("后…")


@pytest.mark.django_db
def test_the_page_shows_what_was_found(client):
    make.notice(title="集中培训通知", body="地点在联校。")

    html = client.get("/search/", {"q": "培训"}).content.decode()

    assert "集中<mark>培训</mark>通知" in html
    assert "1 page found" in html


@pytest.mark.django_db
def test_the_page_says_what_to_do_when_nothing_is_found(client):
    html = client.get("/search/", {"q": "没有这个词"}).content.decode()

    assert "No page has these words." in html


@pytest.mark.django_db
def test_the_page_without_a_query_only_asks(client):
    html = client.get("/search/").content.decode()

    assert "page found" not in html
    assert "No page has these words." not in html


@pytest.mark.django_db
def test_results_come_twenty_at_a_time_and_keep_the_words(client):
    for number in range(21):
        make.notice(title=f"培训 {number}")

    html = client.get("/search/", {"q": "培训"}).content.decode()

    assert html.count("<mark>培训</mark>") == 20
    assert "?q=%E5%9F%B9%E8%AE%AD&amp;page=2" in html


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_grow(client, rows, django_assert_num_queries):
    for number in range(rows):
        make.notice(title=f"培训 {number}")
    client.get("/search/")

    with django_assert_num_queries(7):
        client.get("/search/", {"q": "培训"})
