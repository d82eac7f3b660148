"""What is held back is on no page, in no export and in no figure of the app."""

import re

import pytest
from django.urls import URLPattern, reverse

from competitions import urls
from competitions.indicators import awards_won, entries_judged
from competitions.models import Reveal
from competitions.services import results, reveal
from competitions.services.refusal import ContestRefused
from competitions.showing import shown_of
from organisation.models import Post
from organisation.periods import Month
from tests import make

pytestmark = pytest.mark.django_db

# Public addresses of a stage that show results, by their name; all are asked for below.
OF_A_STAGE = [
    "board", "board_rows", "screen", "screen_live", "result_list", "result_sheet", "result_marks",
    "result_times", "result_rules", "stage_detail", "stage_origins", "award_list",
]  # fmt: skip
OF_A_CONTEST = ["contest_public", "contest_calendar"]
OF_A_QUIZ = ["quiz_board", "quiz_board_live", "quiz_record", "quiz_ledger"]
SECRET_TOTAL, SECRET_MARK, SHOWN_TOTAL = "87.00", "37", "70.00"
QUIZ_TOTAL = ">110<"
THE_MONTH = Month(2026, 10)


def address(name, stage):
    return reverse(f"competitions:{name}", args=[stage.pk])


def rows(stage):
    stage = type(stage).objects.get(pk=stage.pk)
    return [(row["code"], row["rank"], row["change"]) for row in shown_of(stage).rows]


def frozen():
    """Four entries published; the last two wait for the ceremony, one of them has the most."""
    stage = make.reveal(make.stage_with_panel(judges=3, entries=4), "ceremony", 2)
    for content in (20, 25, 37, 31):
        make.next_result(stage, content, content, content)
    return stage


def leaks(text):
    marks = re.findall(r"0[34],\d\d,content", text)
    return [found for found in (SECRET_TOTAL, "81.00") if found in text] + marks


@pytest.mark.parametrize("name", OF_A_STAGE)
def test_a_frozen_result_is_on_no_public_page_or_export(client, name):
    stage = frozen()
    contestant = make.person(Post.Kind.INFORMATION_OFFICER, make.village(parent=make.township()))
    client.force_login(contestant)

    response = client.get(address(name, stage))

    assert response.status_code == 200
    assert leaks(response.content.decode()) == []


@pytest.mark.parametrize("name", ["board_rows", "result_list", "result_sheet"])
def test_what_was_published_before_the_freeze_is_shown(client, name):
    assert SHOWN_TOTAL in client.get(address(name, frozen())).content.decode()


@pytest.mark.parametrize("name", OF_A_STAGE)
def test_after_the_ceremony_nothing_is_held_back(client, name):
    stage = frozen()
    reveal.reveal_all(stage, make.person())
    client.force_login(make.person(Post.Kind.ORGANISER))

    text = client.get(address(name, stage)).content.decode()

    showing = {"board", "board_rows", "result_list", "result_sheet"}
    assert (SECRET_TOTAL in text) is (name in showing)


def test_every_public_page_with_a_link_keeps_the_secret(client):
    """Follows all links of the contest's pages, so that a new page is asked too."""
    stage = frozen()
    person = make.person(Post.Kind.INFORMATION_OFFICER, make.village(parent=make.township()))
    stage.entries.last().people.add(person)
    for visitor in (None, person):
        if visitor:
            client.force_login(visitor)
        seen, found = set(), {}
        wanted = [
            "/contests/",
            address("board", stage),
            address("result_list", stage),
            "/",
            "/today/",
        ]
        while wanted:
            path = wanted.pop()
            if path in seen or len(seen) > 150:
                continue
            seen.add(path)
            response = client.get(path)
            text = response.content.decode(errors="replace") if not response.streaming else ""
            if leaks(text):
                found[path] = leaks(text)
            wanted += re.findall(r'href="(/contests/[^"#?]*|/inbox/)"', text)
        assert found == {}
        assert address("result_sheet", stage) in seen


def test_every_address_of_the_app_is_known_to_this_table_or_to_the_desk():
    """An address of the app that everybody may open must be in the table above."""
    from tests.competitions.access import ROWS

    public = {row.name.split(":")[1] for row in ROWS if row.public}
    without_results = {"draw", "draw_check"}
    names = {pattern.name for pattern in urls.urlpatterns if isinstance(pattern, URLPattern)}

    asked = {*OF_A_STAGE, *OF_A_CONTEST, *OF_A_QUIZ}
    assert public - without_results - asked - NOT_OF_A_STAGE == set()
    assert asked <= names


# Public, and tested for leaks where they are built; or without any result.
NOT_OF_A_STAGE = {
    "bundle", "chain", "seat_enter", "seat_key", "contest_season",
    "quiz_join", "quiz_buzzer", "quiz_buzzer_live", "quiz_press",
}  # fmt: skip


@pytest.mark.parametrize("name", OF_A_CONTEST)
def test_a_frozen_result_is_on_no_page_of_its_contest(client, name):
    stage = frozen()

    response = client.get(reverse(f"competitions:{name}", args=[stage.contest_id]))

    assert response.status_code == 200
    assert leaks(response.content.decode()) == []
    assert "Final result" not in response.content.decode()


def frozen_quiz():
    """Of three teams 02 wins, and all are kept for the ceremony."""
    quiz = make.quiz()
    make.award_rules(quiz.stage)
    make.put(quiz)
    make.deed(quiz, "quick 1 claim 02")
    make.deed(quiz, "quick 1 answer 02 right")
    reveal.choose(quiz.stage, Reveal.Mode.CEREMONY, 3, make.person())
    make.quiz_result(quiz)
    return quiz


@pytest.mark.parametrize("name", [*OF_A_QUIZ, *OF_A_STAGE, *OF_A_CONTEST])
def test_a_frozen_quiz_is_on_no_public_page_or_export(client, name):
    quiz = frozen_quiz()
    client.force_login(make.person(Post.Kind.INFORMATION_OFFICER, make.village()))
    places = {**dict.fromkeys(OF_A_QUIZ, quiz.pk), **dict.fromkeys(OF_A_STAGE, quiz.stage_id)}
    path = reverse(f"competitions:{name}", args=[places.get(name, quiz.stage.contest_id)])

    text = client.get(path, follow=True).content.decode()

    assert QUIZ_TOTAL not in text


@pytest.mark.parametrize("name", ["result_list", "quiz_board", "quiz_record"])
def test_after_the_ceremony_the_quiz_is_shown(client, name):
    quiz = frozen_quiz()
    reveal.reveal_all(quiz.stage, make.person())
    pk = quiz.pk if name in OF_A_QUIZ else quiz.stage_id

    text = client.get(reverse(f"competitions:{name}", args=[pk])).content.decode()

    assert QUIZ_TOTAL in text


def test_a_frozen_stage_gives_no_awards_and_sends_nobody_on(client):
    stage = frozen()
    make.award_rules(stage)
    later = make.stage(stage.contest, stage.unit, held_on=stage.held_on)
    client.force_login(make.person(Post.Kind.ORGANISER, stage.unit))

    client.post(address("award_compile", stage))
    form = {"to_stage": later.pk, "rule": "shared", "places": 1}
    client.post(address("stage_advance_do", stage), form)
    shown = client.get(address("stage_advance", stage), form).content.decode()

    assert not stage.award_lists.exists()
    assert not later.entries.exists()
    assert leaks(shown) == []


def test_a_frozen_stage_gives_no_figure_of_awards_and_no_certificate(client):
    stage = frozen()
    contestant = make.person()
    stage.entries.last().people.add(contestant)
    client.force_login(contestant)

    certificates = client.get(reverse("credentials:certificate_list"))
    record = client.get(reverse("credentials:training_record"))

    assert leaks(certificates.content.decode() + record.content.decode()) == []
    assert awards_won([entry.unit for entry in stage.entries.all()], THE_MONTH) == {}


def test_ranks_are_among_what_is_shown():
    assert rows(frozen()) == [("02", 1, None), ("01", 2, -1)]


def test_the_ceremony_shows_one_at_a_time():
    stage, person = frozen(), make.person()

    reveal.reveal_next(stage, 0, person)
    assert rows(stage) == [("04", 1, None), ("02", 2, -1), ("01", 3, -1)]

    reveal.reveal_next(stage, 1, person)
    assert [code for code, _rank, _change in rows(stage)] == ["03", "04", "02", "01"]


def test_a_double_tap_reveals_one():
    stage, person = frozen(), make.person()
    reveal.reveal_next(stage, 0, person)

    with pytest.raises(ContestRefused, match="already"):
        reveal.reveal_next(stage, 0, person)

    assert len(rows(stage)) == 3


def test_the_ceremony_waits_for_the_last_result():
    stage = make.reveal(make.stage_with_panel(judges=3, entries=2), "ceremony", 1)
    make.next_result(stage)

    with pytest.raises(ContestRefused, match="every entry"):
        reveal.reveal_next(stage, 0, make.person())


def test_how_results_are_shown_stays_once_one_is_out():
    stage = make.stage_with_panel(judges=3, entries=2)
    make.next_result(stage)

    with pytest.raises(ContestRefused, match="published already"):
        reveal.choose(stage, Reveal.Mode.CEREMONY, 1, make.person())


def test_contestants_hear_of_the_results_when_all_are_out():
    contestant = make.person()
    stage = frozen()
    stage.entries.first().people.add(contestant)
    assert contestant.messages.count() == 0

    reveal.reveal_all(stage, make.person())

    assert contestant.messages.count() == 1


def test_a_figure_counts_a_frozen_stage_when_it_is_out():
    stage = frozen()
    month, units = Month(2026, 10), [stage.unit]
    assert entries_judged(units, month) == {}

    reveal.reveal_all(stage, make.person())

    assert entries_judged(units, month)[stage.unit_id].value == 4


def test_one_late_is_told_when_the_next_one_has_spoken(client):
    stage = make.reveal(make.stage_with_panel(judges=3, entries=3), "one_late")
    make.next_result(stage)
    assert rows(stage) == []

    performance = make.open_entry(stage)
    assert rows(stage) == []

    make.judge_all(performance)
    assert rows(stage) == [("01", 1, None)]


def test_the_first_ones_are_told_together():
    stage = make.reveal(make.stage_with_panel(judges=3, entries=3), "first_k", 2)
    make.next_result(stage)
    assert rows(stage) == []

    make.next_result(stage, 31, 31, 31)

    assert rows(stage) == [("02", 1, None), ("01", 2, -1)]


def phase(client, stage):
    return client.get(address("board_rows", stage)).content.decode()


def test_the_board_says_what_is_going_on(client):
    stage = make.reveal(make.stage_with_panel(judges=3, entries=2), "ceremony", 1)
    drawn = make.draw(stage)
    assert "Drawing of lots" in phase(client, stage)

    type(drawn).objects.filter(pk=drawn.pk).delete()
    assert "About to begin" in phase(client, stage)

    performance = make.open_entry(stage)
    assert "Running" in phase(client, stage)

    make.judge_all(performance)
    make.snapshot(stage)
    assert "Frozen" in phase(client, stage)

    make.next_result(stage)
    reveal.reveal_all(stage, make.person())
    assert "Final result" in phase(client, stage)


def test_when_all_have_spoken_the_board_says_that_it_is_under_review(client):
    stage = make.stage_with_panel(judges=3, entries=1)
    make.judge_all(make.open_entry(stage))
    results.lock(stage, make.person())
    assert "Running" in phase(client, stage)

    other = make.stage_with_panel(judges=3, entries=2)
    make.next_result(other)
    make.judge_all(make.open_entry(other))

    assert "Under review" in phase(client, other)


def test_a_reveal_is_new_for_every_screen(client):
    stage = frozen()
    known = {"if-none-match": client.get(address("board_rows", stage))["ETag"]}
    assert client.get(address("board_rows", stage), headers=known).status_code == 304

    reveal.reveal_next(stage, 0, make.person())

    assert client.get(address("board_rows", stage), headers=known).status_code == 200


def test_the_organiser_chooses_and_reveals_in_the_browser(client):
    stage = make.stage_with_panel(judges=3, entries=2)
    client.force_login(make.person(Post.Kind.ORGANISER))
    client.post(address("reveal", stage), {"mode": "ceremony", "number": "1"})
    make.next_result(stage)
    make.next_result(stage, 33, 33, 33)
    assert "Reveal the next" in client.get(address("reveal", stage)).content.decode()

    client.post(address("reveal_next", stage), {"step": "0"})

    assert [code for code, _rank, _change in rows(stage)] == ["02", "01"]


def test_a_ceremony_without_a_number_is_asked_for_it(client):
    stage = make.stage_with_panel()
    client.force_login(make.person(Post.Kind.ORGANISER))

    response = client.post(address("reveal", stage), {"mode": "ceremony"})

    assert "Write how many" in response.content.decode()
    assert not Reveal.objects.exists()


@pytest.mark.parametrize("name", ["reveal_next", "reveal_all"])
def test_looking_reveals_nothing(client, name):
    client.force_login(make.person(Post.Kind.ORGANISER))

    assert client.get(address(name, frozen())).status_code == 405
