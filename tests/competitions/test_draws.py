"""The draw in the portal: a list and a seal first, then the public value, then the secret."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from competitions import draw as rule
from competitions.models import Draw
from competitions.services import draws
from competitions.services.refusal import ContestRefused
from ledger.models import Entry as LogEntry
from tests import make

pytestmark = pytest.mark.django_db
PUBLIC = "4 6 1 3 2 5"


@pytest.fixture
def organiser(client):
    person = make.person("organiser", make.county())
    client.force_login(person)
    return person


def stage_of(entries=3, **fields):
    stage = make.stage(**fields)
    for _ in range(entries):
        make.entry(stage)
    return stage


def url(name, pk):
    return reverse(f"competitions:{name}", args=[pk])


def order_of(stage):
    return list(stage.entries.order_by("order_no").values_list("title", flat=True))


# --- services --------------------------------------------------------------------------------


def test_the_order_follows_from_list_secret_and_public_value():
    stage = stage_of(8)

    made = make.draw(stage, public=PUBLIC)

    codes = [f"T{n:02d}" for n in range(1, 9)]
    expected = rule.draw(codes, made.secret, PUBLIC)
    titles = {row["code"]: row["title"] for row in made.listed}
    assert (made.codes(), made.commitment, made.order) == (
        codes, expected.commitment, expected.codes,
    )  # fmt: skip
    assert order_of(stage) == [titles[code] for code in expected.codes]


def test_numbers_run_from_one():
    stage = stage_of(5)

    make.draw(stage, public=PUBLIC)

    assert list(stage.entries.values_list("order_no", flat=True)) == [1, 2, 3, 4, 5]


def test_the_list_stands_in_an_order_nobody_chooses():
    stage = make.stage()
    north, south = make.township(), make.township()
    for unit, title in ((south, "B"), (north, "D"), (south, "A"), (north, "C")):
        make.entry(stage, unit, title=title)

    listed = make.draw(stage).listed

    assert [row["title"] for row in listed] == ["C", "D", "A", "B"]


def test_the_log_holds_the_seal_first_and_the_secret_after_the_draw():
    stage = stage_of()
    made = make.draw(stage)
    before = str(list(LogEntry.objects.values_list("facts", flat=True)))

    draws.reveal(made, PUBLIC, make.person())

    after = LogEntry.objects.get(verb="order drawn").facts
    assert made.commitment in before
    assert made.secret not in before
    assert (after["secret"], after["public"]) == (made.secret, PUBLIC)


def test_an_order_is_drawn_only_once():
    stage = stage_of()
    made = make.draw(stage, public=PUBLIC)
    order = order_of(stage)

    with pytest.raises(ContestRefused, match="only once"):
        draws.reveal(made, "6 6 6", make.person())

    assert order_of(stage) == order


def test_an_empty_public_value_is_refused():
    made = make.draw(stage_of())

    with pytest.raises(ContestRefused, match="public value is empty"):
        draws.reveal(made, " ", make.person())


def test_other_entries_than_the_published_ones_are_not_drawn():
    stage = stage_of()
    made = make.draw(stage)
    make.entry(stage)

    with pytest.raises(ContestRefused, match="not those of the published list"):
        draws.reveal(made, PUBLIC, make.person())


def test_after_somebody_has_been_on_stage_no_order_is_drawn():
    stage = make.stage_with_panel(entries=3)
    made = make.draw(stage)
    make.open_entry(stage)

    for act in (
        lambda: draws.reveal(made, PUBLIC, make.person()),
        lambda: draws.void(made, "Late", make.person()),
        lambda: draws.commit(stage, make.person()),
    ):
        with pytest.raises(ContestRefused, match="The stage has begun"):
            act()


def test_a_list_that_is_not_public_has_no_seal():
    with pytest.raises(ContestRefused, match="Announce the contest first"):
        draws.commit(stage_of(announced=False), make.person())


def test_one_entry_is_not_drawn():
    with pytest.raises(ContestRefused, match="fewer than 2"):
        draws.commit(stage_of(1), make.person())


def test_a_second_list_needs_the_first_to_be_given_up():
    stage = stage_of()
    made = make.draw(stage)

    with pytest.raises(ContestRefused, match="There is a draw already"):
        draws.commit(stage, make.person())
    draws.void(made, "A team came late", make.person())
    draws.commit(stage, make.person())

    assert stage.draws.count() == 2


def test_a_draw_is_given_up_once():
    made = make.draw(stage_of())
    draws.void(made, "A team came late", make.person())

    with pytest.raises(ContestRefused, match="given up already"):
        draws.void(made, "Once more", make.person())


def test_what_is_given_up_is_not_drawn():
    made = make.draw(stage_of())
    draws.void(made, "A team came late", make.person())

    with pytest.raises(ContestRefused, match="This draw is over"):
        draws.reveal(made, PUBLIC, make.person())


def test_a_draw_by_hand_is_written_down_before_two_witnesses():
    stage = stage_of(3)
    first, second, third = stage.entries.all()
    numbers = {first.pk: 3, second.pk: 1, third.pk: 2}

    made = draws.record_by_hand(stage, numbers, ("Wang Mou", "Li Mou"), make.person())

    assert order_of(stage) == [second.title, third.title, first.title]
    assert (made.is_by_hand, made.witness_one, made.witness_two) == (True, "Wang Mou", "Li Mou")


@pytest.mark.parametrize(
    ("numbers", "witnesses", "why"),
    [
        ([1, 1], ("Wang Mou", "Li Mou"), "each once"),
        ([1, 3], ("Wang Mou", "Li Mou"), "each once"),
        ([1, 2], ("Wang Mou", " Wang  Mou "), "Two different witnesses"),
        ([1, 2], ("Wang Mou", " "), "Two different witnesses"),
    ],
)
def test_a_draw_by_hand_that_does_not_hold_is_refused(numbers, witnesses, why):
    stage = stage_of(2)
    drawn = dict(zip(stage.entries.values_list("pk", flat=True), numbers, strict=True))

    with pytest.raises(ContestRefused, match=why):
        draws.record_by_hand(stage, drawn, witnesses, make.person())

    assert stage.draws.count() == 0


@pytest.mark.parametrize(
    "change",
    [
        {"commitment": ""},
        {"public": ""},
        {"drawn_at": None},
        {"kind": "by_hand"},
        {"voided_at": "2026-10-18T08:00Z"},
    ],
)
def test_the_database_refuses_a_draw_that_proves_nothing(change):
    made = make.draw(stage_of(), public=PUBLIC)

    with pytest.raises(IntegrityError), transaction.atomic():
        Draw.objects.filter(pk=made.pk).update(**change)


# --- pages -----------------------------------------------------------------------------------


def test_an_order_is_drawn_in_the_browser(client, organiser):
    stage = stage_of()
    client.post(url("draw_commit", stage.pk))
    made = stage.draws.get()

    page = client.post(url("draw_reveal", made.pk), {"public": PUBLIC}, follow=True)

    made.refresh_from_db()
    assert (made.public, made.drawn_by) == (PUBLIC, organiser)
    assert made.secret in page.content.decode()


def test_nobody_reads_the_secret_before_the_draw(client, organiser):
    made = make.draw(stage_of())

    pages = [client.get(url(name, made.stage_id)) for name in ("draw", "draw_hold")]

    assert [made.commitment in page.content.decode() for page in pages] == [True, True]
    assert [made.secret in page.content.decode() for page in pages] == [False, False]


def test_after_the_draw_anybody_reads_all_of_it(client):
    made = make.draw(stage_of(), public=PUBLIC)

    page = client.get(url("draw", made.stage_id)).content.decode()

    assert [word in page for word in (made.secret, PUBLIC, made.list_hash, made.commitment)] == [
        True
    ] * 4


def test_a_draw_that_was_given_up_stays_on_the_page(client):
    made = make.draw(stage_of(), public=PUBLIC)
    draws.void(made, "Two teams were missing", make.person())

    page = client.get(url("draw", made.stage_id)).content.decode()

    assert "Two teams were missing" in page
    assert " ".join(made.order) in page


def test_the_draw_of_a_draft_is_not_public(client):
    stage = stage_of(announced=False)

    assert client.get(url("draw", stage.pk)).status_code == 404


def test_anybody_recomputes_a_draw(client):
    made = make.draw(stage_of(), public=PUBLIC)
    given = {"list": "\r\n".join(made.codes()), "secret": made.secret, "public": PUBLIC}

    page = client.get(reverse("competitions:draw_check"), given).content.decode()

    assert [word in page for word in (made.list_hash, made.commitment, " ".join(made.order))] == [
        True
    ] * 3


def test_a_list_that_cannot_be_recomputed_is_a_sentence(client):
    given = {"list": "T01\nT01", "secret": "a", "public": "b"}

    page = client.get(reverse("competitions:draw_check"), given).content.decode()

    assert "The code T01 is there twice" in page


def test_a_draw_without_a_public_value_is_asked_for_it(client, organiser):
    made = make.draw(stage_of())

    page = client.post(url("draw_reveal", made.pk), {"public": ""})

    assert "Type the public value first." in page.content.decode()
    assert stage_draw(made).drawn_at is None


@pytest.mark.parametrize(("name", "field"), [("draw_reveal", "public"), ("draw_void", "reason")])
def test_too_long_a_word_at_the_draw_is_said_and_stays(client, organiser, name, field):
    made = make.draw(stage_of())

    page = client.post(url(name, made.pk), {field: "4" * 121}).content.decode()

    assert ("has 121" in page, f'value="{"4" * 121}"' in page) == (True, True)
    assert stage_draw(made).voided_at is None


def test_giving_up_needs_a_reason(client, organiser):
    made = make.draw(stage_of())

    page = client.post(url("draw_void", made.pk), {"reason": ""}, follow=True)
    assert "Say why the draw is given up." in page.content.decode()
    client.post(url("draw_void", made.pk), {"reason": "A team came late"})

    assert stage_draw(made).void_reason == "A team came late"


def stage_draw(made):
    return Draw.objects.get(pk=made.pk)


def test_a_refusal_is_shown(client, organiser):
    stage = stage_of(1)

    page = client.post(url("draw_commit", stage.pk), follow=True).content.decode()

    assert "There is nothing to draw among fewer than 2 entries." in page


def test_a_draw_by_hand_is_typed_in(client, organiser):
    stage = stage_of(2)
    first, second = stage.entries.all()
    form = {f"number-{first.pk}": 2, f"number-{second.pk}": 1, "witness_one": "Wang Mou"}

    page = client.post(url("draw_by_hand", stage.pk), {**form, "witness_two": "Wang Mou"})
    assert "Two different witnesses are needed." in page.content.decode()
    client.post(url("draw_by_hand", stage.pk), {**form, "witness_two": "Li Mou"})

    assert order_of(stage) == [second.title, first.title]


def test_looking_changes_nothing(client, organiser):
    made = make.draw(stage_of())
    names = ("draw_commit", "draw_by_hand", "draw_hold", "draw")

    for name in names:
        client.get(url(name, made.stage_id))
    for name in ("draw_reveal", "draw_void"):
        assert client.get(url(name, made.pk)).status_code == 405

    assert (Draw.objects.count(), stage_draw(made).drawn_at) == (1, None)


def test_another_units_draw_does_not_exist(client):
    made = make.draw(stage_of())
    client.force_login(make.person("township_operator", make.township()))

    answers = [
        client.get(url("draw_hold", made.stage_id)),
        client.get(url("draw_by_hand", made.stage_id)),
        client.post(url("draw_commit", made.stage_id)),
        client.post(url("draw_reveal", made.pk), {"public": "1"}),
        client.post(url("draw_void", made.pk), {"reason": "No"}),
    ]

    assert [answer.status_code for answer in answers] == [404] * 5


@pytest.mark.parametrize("count", [2, 6])
def test_the_page_of_a_draw_takes_the_same_queries(client, count, django_assert_num_queries):
    made = make.draw(stage_of(count), public=PUBLIC)

    with django_assert_num_queries(2):
        client.get(url("draw", made.stage_id))


@pytest.mark.parametrize("count", [1, 3])
def test_draws_given_up_take_the_same_queries(client, organiser, count, django_assert_num_queries):
    stage = stage_of()
    for _ in range(count):
        draws.void(make.draw(stage), "A team came late", make.person())

    with django_assert_num_queries(10):
        client.get(url("draw_hold", stage.pk))
