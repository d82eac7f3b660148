"""The tree of topics: paths, what stands below, changes."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from exams import topic_paths
from exams.models import Question, Topic
from exams.services import papers, topics
from exams.services.topics import TopicRefused
from tests import make

NAMES = st.text("a/ é中", min_size=1, max_size=6).filter(lambda name: name.strip("/ "))


@given(NAMES, NAMES)
def test_a_path_leads_to_its_names_and_its_parent(above, name):
    top = topic_paths.joined("", above)
    path = topic_paths.joined(top, name)

    assert topic_paths.parent(path) == top
    assert topic_paths.above(path) == [top]
    assert len(topic_paths.parts(path)) == 2
    assert topic_paths.joined(top, topic_paths.parts(path)[-1]) == path


def names(bank):
    return list(bank.topics.values_list("name", flat=True))


def tree(bank, *paths):
    return [topics.ensure(bank, path) for path in paths]


@pytest.mark.django_db
class TestTopics:
    def test_an_import_brings_the_topics_above(self):
        bank = make.bank()
        make.question(bank, topic="Files/Names/Long")

        assert names(bank) == ["Files", "Files/Names", "Files/Names/Long"]

    def test_a_topic_holds_what_stands_below_it_and_nothing_that_only_begins_alike(self):
        bank = make.bank()
        for name in ("A", "A/B", "A//B", "AB", "a"):
            make.question(bank, topic=name)
        make.question(topic="A/B")
        a = bank.topics.get(name="A")

        found = papers.available(bank, [a]).values_list("question__topic__name", flat=True)

        assert sorted(found) == ["A", "A/B"]

    def test_a_topic_is_added_below_another_and_only_once(self):
        bank = make.bank()
        above = topics.add(bank, "Files")

        assert topics.add(bank, "In/Out", above).name == "Files/In//Out"
        with pytest.raises(TopicRefused, match="such a topic already"):
            topics.add(bank, "In/Out", above)

    def test_what_stands_below_comes_along(self):
        bank = make.bank()
        files, _names, safety = tree(bank, "Files", "Files/Names", "Safety")
        version = make.question(bank, topic="Files/Names")

        topics.place(files, "Data", safety)

        assert names(bank) == ["Safety", "Safety/Data", "Safety/Data/Names"]
        assert version.question.topic.__class__.objects.get(questions=version.question).name == (
            "Safety/Data/Names"
        )

    def test_a_topic_is_not_hung_below_itself_nor_over_another(self):
        bank = make.bank()
        files, below, _other = tree(bank, "Files", "Files/Names", "Safety")

        with pytest.raises(TopicRefused, match="below itself"):
            topics.place(files, "Files", below)
        with pytest.raises(TopicRefused, match="Put the two together"):
            topics.place(files, "Safety")

    def test_a_name_that_is_too_long_with_those_above_is_refused(self):
        bank = make.bank()
        files, _below, long = tree(bank, "Files", "Files/Names", "L" * 115)

        with pytest.raises(TopicRefused, match="shorter name"):
            topics.place(files, "Files", long)
        assert "Files" in names(bank)

    def test_two_topics_are_put_together_with_what_stands_below_both(self):
        bank = make.bank()
        for name in ("A/X", "A/Y", "B/X"):
            make.question(bank, topic=name)
        a, b = (bank.topics.get(name=name) for name in "AB")

        topics.merge(a, b)

        assert names(bank) == ["B", "B/X", "B/Y"]
        assert Question.objects.filter(topic__name="B/X").count() == 2

    def test_a_topic_is_not_put_into_one_below_it(self):
        a, b = tree(make.bank(), "A", "A/B")

        with pytest.raises(TopicRefused, match="into itself"):
            topics.merge(a, b)

    def test_only_a_topic_without_questions_is_taken_away(self):
        bank = make.bank()
        make.question(bank, topic="A/B")
        tree(bank, "C", "C/D")

        with pytest.raises(TopicRefused, match="holds questions"):
            topics.remove(bank.topics.get(name="A"))
        topics.remove(bank.topics.get(name="C"))

        assert names(bank) == ["A", "A/B"]


@pytest.fixture
def organiser(client, world):
    client.force_login(world["organiser"])
    return client


def at(name, pk):
    return reverse(f"exams:topic_{name}", kwargs={"pk": pk})


def test_the_page_adds_renames_merges_and_takes_away(organiser):
    bank = make.bank()

    organiser.post(at("list", bank.pk), {"name": "Files"})
    files = Topic.objects.get()
    organiser.post(at("list", bank.pk), {"name": "Names", "above": files.pk})
    organiser.post(at("edit", files.pk), {"name": "Data", "above": ""})
    (other,) = tree(bank, "Other")
    organiser.post(at("merge", files.pk), {"into": other.pk})
    assert names(bank) == ["Other", "Other/Names"]

    organiser.post(at("remove", other.pk))
    assert names(bank) == []


@pytest.mark.parametrize(
    ("name", "given", "sentence"),
    [
        ("list", {"name": "Files"}, "There is such a topic already."),
        ("list", {"name": " / "}, "Write a name."),
        ("edit", {"name": "Other"}, "Put the two together instead."),
        ("merge", {"into": ""}, "This field is required."),
    ],
)
def test_what_cannot_be_is_said_beside_what_was_typed(organiser, name, given, sentence):
    bank = make.bank()
    files, _other = tree(bank, "Files", "Other")

    answer = organiser.post(at(name, bank.pk if name == "list" else files.pk), given)

    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert names(bank) == ["Files", "Other"]


def test_taking_away_what_holds_questions_is_refused_in_words(organiser):
    version = make.question(topic="Files")

    answer = organiser.post(at("remove", version.question.topic_id), follow=True)

    assert "This topic holds questions." in answer.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_topics_are_listed_with_as_many_queries_for_one_as_for_three(
    organiser, count, django_assert_num_queries
):
    bank = make.bank()
    for number in range(count):
        make.question(bank, topic=f"Topic {number}")
    organiser.get(at("list", bank.pk))

    with django_assert_num_queries(8):
        organiser.get(at("list", bank.pk))
