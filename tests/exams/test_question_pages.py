"""A question of each type in the browser: looked at, changed, taken out of a bank."""

import pytest
from django.urls import reverse

from exams import reviews
from exams.models import Version
from exams.question_forms import empty_form, form_for
from exams.services.wordings import neutral
from tests import make
from tests.exams.any_question import content_of

pytestmark = pytest.mark.django_db
TYPES = [str(value) for value in Version.Type.values]


@pytest.fixture
def organiser(client, world):
    client.force_login(world["organiser"])
    return client


def address(name, version):
    return reverse(f"exams:{name}", kwargs={"pk": version.question_id})


def fields_of(version):
    """What a browser would send back for the form as it is shown."""
    form = form_for(version)
    return {
        field.name: field.value()
        for field in form
        if field.value() not in (None, "", False) and field.name != "case_matters"
    } | ({"case_matters": "on"} if version.case_matters else {})


@pytest.mark.parametrize("type_", TYPES)
def test_saving_a_form_as_it_is_shown_changes_nothing(organiser, type_):
    version = make.question_of(type_, explanation="Because.")
    before, hashed = content_of(neutral(version)), version.content_hash

    reply = organiser.post(address("question_edit", version), fields_of(version))

    assert reply.status_code == 302
    after = Version.objects.get()
    assert (content_of(neutral(after)), after.content_hash) == (before, hashed)


@pytest.mark.parametrize("type_", TYPES)
def test_a_form_shows_what_is_there_and_a_get_changes_nothing(organiser, type_):
    version = make.question_of(type_)

    page = organiser.get(address("question_edit", version)).content.decode()

    for option in version.options.all():
        assert type_ == "truefalse" or option.text in page
        assert option.match in page
    assert Version.objects.get().number == 1


@pytest.mark.parametrize(
    ("type_", "change", "answers"),
    [
        ("single", {"text_b": "", "text_c": "pale", "right": "c"},
         [("a", "red", 0), ("c", "pale", 1)]),
        ("multiple", {"right": ["a"]}, [("a", "red", 1), ("b", "green", 0), ("c", "blue", 0)]),
        ("truefalse", {"right": "false"}, [("true", "true", 0), ("false", "false", 1)]),
        ("shortanswer", {"text_3": "rosy", "percent_2": "25"},
         [("1", "red", 1), ("2", "pink*", 0.25), ("3", "rosy", 1)]),
        ("fill", {"text_1": "a;b", "text_2": "c", "text_3": "d"},
         [("1", "a", 1), ("2", "b", 1), ("3", "c", 1), ("4", "d", 1)]),
        ("numerical", {"text_1": "4", "tolerance_1": "1", "text_2": ""}, [("1", "4", 1)]),
        ("matching", {"text_3": "France"},
         [("1", "Canada", 1), ("2", "Italy", 1), ("3", "France", 1)]),
        ("ordering", {"text_1": "sign in", "text_2": "switch on"},
         [("1", "sign in", 1), ("2", "switch on", 1), ("3", "switch off", 1)]),
        ("essay", {"text_1": "one", "percent_1": "40", "text_2": "two", "percent_2": "60"},
         [("1", "one", 0.4), ("2", "two", 0.6)]),
        ("task", {"text_2": "", "percent_1": "100"}, [("1", "is complete", 1)]),
        ("description", {"text": "Read that."}, []),
    ],
)  # fmt: skip
def test_what_is_changed_in_the_form_is_changed_in_the_question(organiser, type_, change, answers):
    version = make.question_of(type_)

    reply = organiser.post(address("question_edit", version), fields_of(version) | change)

    assert reply.status_code == 302
    options = Version.objects.get().options.all()
    assert [(o.key, o.text, float(o.fraction)) for o in options] == answers


@pytest.mark.parametrize(
    ("type_", "change", "words"),
    [
        ("single", {"text_a": ""}, "A right option needs words or a picture."),
        ("single", {"text_b": ""}, "A choice question needs at least two options."),
        ("multiple", {"right": []}, "This field is required."),
        ("shortanswer", {"text_1": "", "text_2": ""}, "There is no right answer."),
        ("numerical", {"text_1": "many"}, "many is not a number."),
        ("numerical", {"tolerance_1": "few"}, "Write a number."),
        ("fill", {"text_2": ""}, "A fill-in has 2 to 26 blanks."),
        ("matching", {"match_1": ""}, "has nothing that goes with it."),
        ("ordering", {"text_2": "switch on"}, "Two parts are the same"),
        ("task", {"percent_1": "10"}, "The criteria make 60 percent together, not 100."),
        ("essay", {"text": " "}, "This field is required."),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_nothing_is_lost(
    organiser, type_, change, words
):
    version = make.question_of(type_)
    given = fields_of(version) | change

    page = organiser.post(address("question_edit", version), given)

    assert page.status_code == 200
    assert words in page.content.decode()
    assert Version.objects.get().content_hash == version.content_hash


def test_who_saves_over_the_change_of_another_is_told_first_and_may_insist(organiser):
    version = make.question_of("single")
    page = address("question_edit", version)
    opened = organiser.get(page).context["form"].filled_with
    organiser.post(page, fields_of(version) | {"text": "Theirs?"})

    late = fields_of(version) | {"text": "Mine?", "filled": opened}
    refused = organiser.post(page, late)
    kept = Version.objects.get().text
    insisted = organiser.post(page, late | {"filled": refused.context["form"].filled_with})

    assert "This question was changed after you opened it." in refused.content.decode()
    assert "Mine?" in refused.content.decode()
    assert kept == "Theirs?"
    assert (insisted.status_code, Version.objects.get().text) == (302, "Mine?")


def test_a_form_that_is_sent_twice_is_no_change_of_another(organiser):
    version = make.question_of("single")
    page = address("question_edit", version)
    opened = organiser.get(page).context["form"].filled_with
    given = fields_of(version) | {"text": "Mine?", "filled": opened}

    replies = [organiser.post(page, given).status_code for _time in range(2)]

    assert replies == [302, 302]


def test_what_looks_wrong_in_a_question_is_said_when_it_is_saved(organiser):
    version = make.question_of("single")
    given = fields_of(version)

    twin = given | {"text_b": given["text_a"]}
    page = organiser.post(address("question_edit", version), twin, follow=True)

    assert "Two options have the same text." in page.content.decode()


def test_special_weights_are_asked_for_in_percent(organiser):
    version = make.question_of("multiple")
    version.options.filter(key="c").update(fraction="-0.5")

    page = organiser.get(address("question_edit", version)).content.decode()
    organiser.post(
        address("question_edit", version), fields_of(version) | {"percent_b": "33.33333"}
    )

    assert 'name="percent_c" value="-50"' in page
    assert [str(o.fraction.normalize()) for o in Version.objects.get().options.all()] == [
        "0.5", "0.3333333", "-0.5",
    ]  # fmt: skip


def test_an_option_of_several_lines_keeps_its_lines(organiser):
    version = make.question(options=("one\ntwo", "three"))

    organiser.post(address("question_edit", version), fields_of(version))

    assert Version.objects.get().options.first().text == "one\ntwo"


@pytest.mark.parametrize("type_", TYPES)
def test_the_page_of_a_question_shows_its_answers(organiser, type_):
    version = make.question_of(type_, code="K7", tags=["net"])
    page = organiser.get(address("question_detail", version)).content.decode()

    shown = {
        "single": "A. red", "multiple": "50 %", "truefalse": "True", "shortanswer": "pink*",
        "fill": "Blank 1: rosy", "numerical": "3.14 ± 0.5", "matching": "… → Paris",
        "ordering": "2. sign in", "essay": "names both", "task": "is tidy",
        "description": "No options.",
    }  # fmt: skip
    assert shown[type_] in page
    assert "K7" in page
    assert "net" in page


def test_lessons_that_deal_with_a_question_are_named_on_its_page(organiser, monkeypatch):
    version = make.question()

    def provider(keys):
        return {key: [("Keep files", "/lessons/1/")] for key in keys}

    monkeypatch.setattr(reviews, "lesson_providers", [provider])

    page = organiser.get(address("question_detail", version)).content.decode()

    assert '<a class="call" href="/lessons/1/">Keep files</a>' in page


@pytest.mark.parametrize(
    ("format_", "ending"), [("gift", "txt"), ("moodlexml", "xml"), ("xlsx", "xlsx")]
)
def test_a_bank_is_downloaded_in_each_format(organiser, format_, ending):
    version = make.question_of("single")
    where = reverse("exams:bank_export", kwargs={"pk": version.bank_id, "format_": format_})

    reply = organiser.get(where)

    assert reply.status_code == 200
    assert reply["Content-Disposition"].endswith(f'.{ending}"')
    assert len(reply.getvalue()) > 50


def test_an_empty_bank_is_not_downloaded_and_said_so(organiser):
    bank = make.bank()

    reply = organiser.get(
        reverse("exams:bank_export", kwargs={"pk": bank.pk, "format_": "gift"}), follow=True
    )

    assert "There is no question in this bank." in reply.content.decode()


def test_a_format_that_is_not_there_is_a_404(organiser):
    bank = make.bank(questions=1)

    reply = organiser.get(reverse("exams:bank_export", kwargs={"pk": bank.pk, "format_": "odt"}))

    assert reply.status_code == 404


@pytest.mark.parametrize(
    ("type_", "needed"),
    [("single", 2), ("matching", 2), ("ordering", 2), ("shortanswer", 1), ("fill", 1), ("task", 0)],
)
def test_the_rows_a_question_must_have_are_not_called_optional(type_, needed):
    rows = empty_form(type_).rows

    assert [row.is_spare for row in rows] == [n > needed for n in range(1, len(rows) + 1)]


def test_of_an_answer_only_what_goes_with_it_is_called_optional():
    first = empty_form("numerical").rows[0]

    assert [field.field.is_extra for field in first.fields] == [False, True, True, True]
