"""People and their posts through the wizard: in, and back out."""

import pytest

from intake.services import intakes
from ledger.models import Entry
from organisation import tables
from organisation.models import Person, Post
from organisation.periods import today
from tests import make
from tests.make.intake import OFFICER_HEAD

pytestmark = pytest.mark.django_db
K = Post.Kind


@pytest.fixture
def admin(db):
    return make.security_admin()


@pytest.fixture
def village(db):
    return make.village()


def csv(village, *rows, head=OFFICER_HEAD):
    return tables.csv_bytes(head, [[*row[:2], village.code, *row[2:]] for row in rows])


def taken_back(intake):
    return intakes.undo(intake)


def test_lines_that_are_right_come_in(admin, village):
    intake = make.intake(csv(village, ["Ana", "ana", "信息员"], ["", "x", "信息员"]), admin)

    intake = intakes.confirm(intake, str(intake.round))

    assert (intake.state, intake.counts["added"], intake.counts["faulty"]) == ("done", 1, 1)
    assert list(Post.objects.filter(person__username="ana").values_list("unit", "kind")) == [
        (village.pk, K.INFORMATION_OFFICER)
    ]


def test_nobody_can_sign_in_before_a_first_password_is_printed(admin, village):
    make.intake(csv(village, ["Ana", "ana", "信息员"]), admin, state="done")

    assert not Person.objects.get(username="ana").has_usable_password()


def test_an_administrator_gives_herself_nothing(admin, village):
    data = csv(admin.posts.get().unit, [admin.name, admin.username, "leader"])

    intake = make.intake(data, admin)

    assert "to herself" in intake.rows.get().fault


def test_undo_takes_new_accounts_and_posts_away(admin, village):
    intake = make.intake(csv(village, ["Ana", "ana", "信息员"]), admin, state="done")

    intake = taken_back(intake)

    assert intake.state == "undone"
    assert not Person.objects.filter(username="ana").exists()
    assert Entry.objects.filter(stream="accounts", verb="import undone").count() == 1


def test_undo_gives_names_and_ends_of_posts_back(admin, village):
    ana = make.person(K.INFORMATION_OFFICER, village, username="ana", name="Ana")
    rows = csv(village, ["Anna", "ana", "信息员", "2040-01-01"], head=[*OFFICER_HEAD, "止"])
    intake = make.intake(rows, admin, state="done")
    ana.refresh_from_db()
    assert (ana.name, ana.posts.get().valid_to.year) == ("Anna", 2040)

    taken_back(intake)

    ana.refresh_from_db()
    assert (ana.name, ana.posts.get().valid_to) == ("Ana", None)


def test_undo_of_several_lines_about_one_person(admin, village):
    head = [*OFFICER_HEAD, "起", "止"]
    first, later = ["2026-01-01", ""], ["2026-01-01", "2040-12-31"]
    rows = [["Ana", "ana", "信息员", *days] for days in (first, later)]
    intake = make.intake(csv(village, *rows, head=head), admin, state="done")
    assert Post.objects.get(person__username="ana").valid_to.year == 2041

    taken_back(intake)

    assert not Person.objects.filter(username="ana").exists()


def test_undo_is_refused_when_somebody_has_signed_in(admin, village):
    data = csv(village, ["Ana", "ana", "信息员"], ["Bo", "bo", "信息员"])
    intake = make.intake(data, admin, state="done")
    Person.objects.filter(username="bo").update(last_login="2026-01-01T00:00Z")

    intake = taken_back(intake)

    assert (intake.state, Person.objects.filter(username="ana").count()) == ("done", 1)
    assert "“Bo” was changed or has signed in since" in intake.refusal


def test_undo_is_refused_when_a_person_is_in_use(admin, village):
    intake = make.intake(csv(village, ["Ana", "ana", "信息员"]), admin, state="done")
    make.candidate(person_=Person.objects.get(username="ana"))

    intake = taken_back(intake)

    assert "in use already" in intake.refusal


def test_undo_is_refused_when_another_post_was_given_since(admin, village):
    intake = make.intake(csv(village, ["Ana", "ana", "信息员"]), admin, state="done")
    make.post(Person.objects.get(username="ana"), K.EDITOR)

    assert "in use already" in taken_back(intake).refusal


def test_undo_is_refused_when_a_name_was_put_right_since(admin, village):
    make.person(K.INFORMATION_OFFICER, village, username="ana", name="Ana")
    intake = make.intake(csv(village, ["Anna", "ana", "信息员"]), admin, state="done")
    Person.objects.filter(username="ana").update(name="Annie")

    assert "“Anna” was changed" in taken_back(intake).refusal


def test_undo_is_refused_when_a_post_was_ended_since(admin, village):
    intake = make.intake(csv(village, ["Ana", "ana", "信息员"]), admin, state="done")
    Post.objects.filter(person__username="ana").update(valid_from="2026-01-01", valid_to=today())

    assert "was changed" in taken_back(intake).refusal
