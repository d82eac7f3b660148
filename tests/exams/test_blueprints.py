"""From a blueprint: papers drawn for each person, and parallel forms."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from exams.assembly import rows
from exams.assembly.blueprint import Item
from exams.models import Assembly, Blueprint, Paper
from exams.services import blueprints, topics
from tests import make

pytestmark = pytest.mark.django_db


def text_of(response):
    return " ".join(response.content.decode().split())


def url(name, pk=None):
    return reverse(f"exams:{name}", kwargs={"pk": pk} if pk is not None else None)


@pytest.fixture
def organiser(client, world):
    client.force_login(world["organiser"])
    return client


def rows_given(*given, initial=0):
    """What the page of rows is sent: topic, type, band, count, points."""
    data = {"rows-TOTAL_FORMS": len(given), "rows-INITIAL_FORMS": initial}
    for place, cells in enumerate(given):
        names = ("topic", "type", "band", "count", "points")
        data |= {f"rows-{place}-{name}": cell for name, cell in zip(names, cells, strict=True)}
    return data


def test_a_row_holds_what_stands_below_its_topic_and_nothing_else():
    row = rows.Row("Files", "single", "hard", 1, Decimal(1))
    items = [
        Item(topic, topic, "single", Decimal(share))
        for topic, share in (("Files", "0.3"), ("Files/Names", "0.1"), ("Filesystem", "0.1"))
    ]

    assert [row.holds(item) for item in items] == [True, True, False]


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        (("Files", None, None), ("Files/Names", None, None), True),
        (("Files", None, None), ("Net", None, None), False),
        (("Files", "single", None), (None, "multiple", None), False),
        ((None, "single", "easy"), (None, None, "easy"), True),
        ((None, None, "easy"), (None, None, "hard"), False),
    ],
)
def test_rows_meet_when_a_question_could_belong_to_both(one, other, meet):
    pair = [rows.Row(*kind, 1, Decimal(1)) for kind in (one, other)]

    assert rows.overlap(pair) == ((1, 2) if meet else None)


def test_a_blueprint_is_written_down_row_by_row(organiser):
    bank = make.bank_of(("Net", "0.3", 2))
    form = {
        "title": "Quarter", "bank": bank.pk, "total": "10", "minutes": "20",
        "multiple_rule": "half", "rest_days": "0",
    }  # fmt: skip

    organiser.post(url("blueprint_create"), form)
    blueprint = Blueprint.objects.get()
    topic = bank.topics.get().pk
    given = rows_given((topic, "single", "hard", 2, "2.5"), (topic, "", "easy", 5, 1), [""] * 5)
    organiser.post(url("blueprint_rows", blueprint.pk), given)

    kept = blueprint.rows.values_list("place", "topic", "type", "band", "count", "points")
    assert list(kept) == [
        (1, topic, "single", "hard", 2, Decimal("2.5")), (2, topic, "", "easy", 5, 1),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["total", "minutes", "most_uses"])
def test_a_blueprint_of_nothing_is_refused_at_its_field(organiser, name):
    form = {
        "title": "Quarter", "bank": make.bank_of(("Net", "0.3", 2)).pk, "total": "10",
        "minutes": "20", "multiple_rule": "half", "rest_days": "0", name: "0",
    }  # fmt: skip

    page = organiser.post(url("blueprint_create"), form)

    assert list(page.context["form"].errors) == [name]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ([("", "single", "", 2, 2), ("", "", "easy", 2, 3)], "Rows 1 and 2 can ask for the same"),
        ([("", "single", "", 2, 2)], "The rows give 4 points together; the blueprint says 3"),
        ([("", "single", "", 2, "1.7")], "Points are whole or half ones"),
        ([("", "single", "", "", 3)], "This field is required."),
        ([("", "", "", "", "")], "Fill in at least one row."),
    ],
)
def test_rows_that_make_no_sense_get_a_sentence_and_stay(organiser, given, sentence):
    blueprint = make.blueprint()
    blueprint.rows.all().delete()

    page = text_of(organiser.post(url("blueprint_rows", blueprint.pk), rows_given(*given)))

    assert sentence in page
    assert not blueprint.rows.exists()


def test_rows_change_places_and_go(organiser):
    blueprint = make.blueprint(rows=[(None, "single", "", 1, 1), (None, "multiple", "", 2, 1)])
    one, two = blueprint.rows.all()
    given = rows_given(("", "single", "", 1, 1), ("", "multiple", "", 3, 1), initial=2)
    given |= {"rows-0-id": one.pk, "rows-1-id": two.pk, "rows-0-DELETE": "on"}

    organiser.post(url("blueprint_rows", blueprint.pk), given)

    assert list(blueprint.rows.values_list("place", "type", "count")) == [(1, "multiple", 3)]


def test_what_is_missing_is_told_in_words_before_anything_is_made(organiser):
    bank = make.bank_of(("网络安全", "0.2", 2))
    blueprint = make.blueprint(bank, [("网络安全", "single", "hard", 5, 2)])

    with translation.override("zh-hans"):
        found = blueprints.supplied(blueprint)
        words = blueprints.shortages(found)
    page = text_of(organiser.get(url("blueprint_detail", blueprint.pk)))

    assert words == ["缺 3 道 网络安全/难/单选"]
    assert "3 questions 网络安全/hard/single are missing" in page
    assert "Make papers" not in page


def test_forms_for_which_the_bank_is_too_small_are_refused_and_what_was_typed_stays(organiser):
    blueprint = make.blueprint(make.bank(questions=5), [(None, "", "", 3, 1)])

    page = text_of(
        organiser.post(url("blueprint_detail", blueprint.pk), {"title": "Mine", "kind": "2"})
    )

    assert "The bank has too few questions: 1 questions are missing." in page
    assert 'value="Mine"' in page
    assert not Assembly.objects.exists()


def test_a_question_nobody_has_estimated_counts_as_medium(organiser):
    blueprint = make.blueprint(make.bank(questions=3), [(None, "", "medium", 3, 1)])

    page = text_of(organiser.get(url("blueprint_detail", blueprint.pk)))

    assert "The difficulty of 3 of these questions is not known; they count as medium." in page


def test_a_question_rests_and_is_used_only_so_often(world):
    bank = make.bank(questions=4)
    make.exam([world.township], bank_=bank, count=2)
    resting = make.blueprint(bank, rest_days=30)
    spent = make.blueprint(bank, most_uses=1)
    later = timezone.now() + timedelta(days=40)

    counts = [
        len(blueprints.supplied(blueprint, moment)[0].items)
        for blueprint, moment in ((resting, None), (resting, later), (spent, later))
    ]

    assert counts == [2, 4, 2]


def test_a_pool_holds_five_for_each_that_is_wanted_the_least_used_first(world):
    bank = make.bank(questions=12)
    exam = make.exam([world.township], bank_=bank, count=2)
    used = set(exam.paper.questions.values_list("version", flat=True))

    paper = blueprints.make_pool(make.blueprint(bank, [(None, "", "", 2, 1)]), "Own papers")

    pool = set(paper.questions.values_list("version", flat=True))
    assert (len(pool), pool & used) == (10, set())


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("page", ["blueprint_list", "blueprint_detail", "blueprint_rows"])
def test_pages_take_as_many_queries_for_one_as_for_three(
    organiser, page, count, django_assert_num_queries
):
    bank = make.bank(questions=6)
    kinds = [(None, "single", ""), (None, "multiple", ""), (None, "truefalse", "")]
    for _number in range(count):
        blueprint = make.blueprint(bank, [(*kind, 1, 1) for kind in kinds[:count]])
    pk = None if page == "blueprint_list" else blueprint.pk
    organiser.get(url(page, pk))

    expected = {"blueprint_list": 8, "blueprint_detail": 10, "blueprint_rows": 7}[page]
    with django_assert_num_queries(expected):
        organiser.get(url(page, pk))


def test_a_blueprint_is_deleted_and_its_papers_stay(organiser):
    blueprint = make.blueprint(make.bank(questions=6))
    paper = blueprints.make_pool(blueprint, "Own papers")

    asked = text_of(organiser.get(url("blueprint_discard", blueprint.pk)))
    assert Blueprint.objects.exists()
    organiser.post(url("blueprint_discard", blueprint.pk))

    assert "The papers that were made of it stay" in asked
    assert not Blueprint.objects.exists()
    assert Paper.objects.filter(pk=paper.pk, blueprint=None).exists()


def test_a_topic_that_a_blueprint_asks_for_goes_over_but_is_not_taken_away():
    bank = make.bank()
    blueprint = make.blueprint(bank, [("Net", "", "", 1, 1)])
    net, files = bank.topics.get(name="Net"), bank.topics.create(name="Files")

    with pytest.raises(topics.TopicRefused, match="A blueprint asks for this topic."):
        topics.remove(net)
    topics.merge(net, files)

    assert blueprint.rows.get().topic == files
