from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ledger.models import Entry
from organisation.models import Post
from organisation.periods import today
from records.models import Consent, DailyClose, DutyDay, Event, FileGrant, Reminder, Resident
from tests import make

K = Post.Kind


@pytest.fixture
def village(db):
    return make.village()


@pytest.fixture
def officer(client, village):
    person = make.person(K.INFORMATION_OFFICER, village)
    client.force_login(person)
    return person


@pytest.fixture
def operator(client, village):
    person = make.person(K.TOWNSHIP_OPERATOR, village.get_parent())
    client.force_login(person)
    return person


def page(client, name, *, post=None, **kwargs):
    address = reverse(f"records:{name}", kwargs=kwargs)
    response = client.get(address) if post is None else client.post(address, post)
    return response


def text(response):
    return response.content.decode()


def day_parts(name, day):
    return {f"{name}_year": day.year, f"{name}_month": day.month, f"{name}_day": day.day}


def test_nothing_is_kept_in_the_browser(client, officer, village):
    resident = make.resident(village)

    response = page(client, "resident_file", pk=resident.pk)

    assert "no-store" in response["Cache-Control"]


def questions(ask):
    """How many queries; what the shell asks of a new session is left out."""
    ask()
    with CaptureQueriesContext(connection) as queries:
        ask()
    return len(queries)


def test_todays_list_asks_no_more_for_three_rows_than_for_one(client, officer, village):
    counts = []
    for rows in (1, 2):
        for _n in range(rows):
            make.reminder(village)
        counts.append(questions(lambda: page(client, "village_today")))

    assert counts[0] == counts[1]


def test_a_row_shows_group_and_surname_and_nothing_more(client, officer, village):
    who = make.resident(village, home=make.household(village, group=5), name="赵小兰")
    make.reminder(who=who, rule="R08", sensitive=True)

    shown = text(page(client, "village_today"))

    assert "Group 5, home of 赵**" in shown
    assert "Service (she agreed)" in shown
    assert "小兰" not in shown


def test_one_household_stands_together(client, officer, village):
    home, other = make.household(village), make.household(village)
    first, between, last = today(), today() + timedelta(days=1), today() + timedelta(days=2)
    for home_, due in ((home, first), (other, between), (home, last)):
        make.reminder(who=make.resident(village, home=home_, kin="8"), due_on=due)

    rows = page(client, "village_today").context["day"].rows

    assert [row.tag for row in rows][0] == "today"
    assert [row.note for row in rows][0] == [row.note for row in rows][1]


def test_chips_narrow_the_list(client, officer, village):
    make.reminder(village, rule="R04")
    make.reminder(village, rule="R16a")

    response = client.get(reverse("records:village_today"), {"show": "movers"})

    assert [row.title for row in response.context["day"].rows] == ["visit to a newcomer"]


def test_a_reminder_is_settled(client, officer, village):
    reminder = make.reminder(village)

    page(client, "reminder_answer", pk=reminder.pk, post={"answer": "declined"})

    assert Reminder.objects.get().state == Reminder.State.DECLINED


def test_putting_off_too_far_is_explained(client, officer, village):
    reminder = make.reminder(village)
    far = day_parts("to", today() + timedelta(days=90))

    response = client.post(
        reverse("records:reminder_answer", kwargs={"pk": reminder.pk}),
        {"answer": "later", **far},
        follow=True,
    )

    assert "cannot be put off so far" in text(response)


def test_a_name_is_looked_for_by_post_and_the_search_is_logged(client, officer, village):
    make.resident(village, name="王小伟")
    make.resident(name="王小伟")

    response = page(client, "resident_find", post={"words": "wxw"})

    assert len(response.context["found"]) == 1
    assert Entry.objects.get(verb="searched").facts == {"found": 1}


def test_finding_asks_no_more_for_three_rows_than_for_one(client, officer, village):
    counts = []
    for rows in (1, 2):
        for _n in range(rows):
            make.resident(village, name="王小伟")
        counts.append(questions(lambda: page(client, "resident_find", post={"words": "wxw"})))

    assert counts[0] == counts[1]


def test_a_file_asks_no_more_for_three_rows_than_for_one(client, officer, village):
    who, counts = make.resident(village), []
    for rows in (1, 2):
        for number in range(rows):
            make.event(who=who, day=today() - timedelta(days=rows + number))
            make.reminder(who=who)
        counts.append(questions(lambda: page(client, "resident_file", pk=who.pk)))

    assert counts[0] == counts[1]


def test_a_household_asks_no_more_for_three_rows_than_for_one(client, officer, village):
    home, counts = make.household(village), []
    for rows in (1, 2):
        for _n in range(rows):
            make.resident(village, home=home, kin="8")
        counts.append(questions(lambda: page(client, "household_detail", pk=home.pk)))

    assert counts[0] == counts[1]


def test_a_file_is_masked_until_a_reason_is_given(client, officer, village):
    who = make.resident(village, name="王小伟", phone="13800001234")

    covered = text(page(client, "resident_file", pk=who.pk))
    shown = page(client, "resident_show", pk=who.pk, post={"reason": "call"})

    assert ("13800001234" in covered, "138****1234" in covered) == (False, True)
    assert "13800001234" in text(shown)
    assert shown["Refresh"] == f"60; url=/records/people/{who.pk}/"


def test_every_look_is_in_the_log_of_the_file(client, officer, village):
    who = make.resident(village)

    page(client, "resident_file", pk=who.pk)
    page(client, "resident_show", pk=who.pk, post={"reason": "call"})

    looks = Entry.objects.filter(stream=f"file {who.pk}", actor_id=str(officer.pk))
    assert [(e.verb, e.facts["purpose"]) for e in looks] == [
        ("viewed", "village"),
        ("shown", "call"),
    ]


def test_a_reason_is_needed(client, officer, village):
    who = make.resident(village, phone="13800001234")

    response = page(client, "resident_show", pk=who.pk, post={})

    assert "13800001234" not in text(response)
    assert "Choose one." in text(response)


def test_an_operator_opens_one_file_for_an_hour(client, operator, village):
    who = make.resident(village, name="王小伟")

    response = page(
        client,
        "file_ask",
        post={"village": village.pk, "words": "王小伟", "purpose": "visitor"},
    )

    assert response["Location"] == f"/records/people/{who.pk}/"
    assert page(client, "resident_file", pk=who.pk).status_code == 200
    assert Entry.objects.get(verb="opened").facts["purpose"] == "visitor"


def test_after_the_hour_the_file_is_closed(client, operator, village):
    who = make.resident(village)
    page(
        client,
        "file_ask",
        post={"village": village.pk, "words": "王小伟", "purpose": "visitor"},
    )
    FileGrant.objects.update(expires_at=FileGrant.objects.get().granted_at)

    assert page(client, "resident_file", pk=who.pk).status_code == 404


def test_of_several_the_operator_chooses_one(client, operator, village):
    first, second = (make.resident(village, name="王小伟") for _n in range(2))
    asked = {"village": village.pk, "words": "王小伟", "purpose": "visitor"}

    found = page(client, "file_ask", post=asked).context["found"]
    page(client, "file_ask", post={**asked, "resident": first.pk})

    assert {who.pk for who in found} == {first.pk, second.pk}
    assert FileGrant.objects.get().resident == first


def test_the_operator_sees_no_health_item(client, operator, village):
    who = make.pregnancy(make.resident(village)).woman
    page(client, "file_ask", post={"village": village.pk, "words": "王小伟", "purpose": "law"})

    shown = page(client, "resident_file", pk=who.pk)

    assert (shown.context["page"].events, shown.context["page"].reminders) == ([], [])


def test_what_an_earlier_village_wrote_stays_there(client, officer, village):
    who = make.resident(id_no=make.id_no(), birth_date=date(1980, 3, 8))
    make.event(who=who)
    make.event("move_out", who)
    home = make.household(village)

    page(
        client,
        "resident_new",
        pk=home.pk,
        post={"name": "王小伟", "id_no": make.id_no(), "sex": "2", "kin": "1"},
    )

    assert page(client, "resident_file", pk=who.pk).context["page"].events == []


def test_a_household_and_its_head_are_registered_on_one_page(client, officer, village):
    answers = {"group": "3", "name": "王小伟", "id_no": make.id_no(), "sex": "2"}

    response = page(client, "household_new", post=answers)

    who = Resident.objects.get()
    assert response.status_code == 302
    assert (who.village, who.birth_date.year, who.memberships.get().kin) == (village, 1980, "0")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"id_no": "123"}, "18 characters"),
        ({"id_no": make.id_no()[:-1] + "9"}, "last digit"),
        ({"name": "Wang"}, "Chinese characters"),
        ({"phone": "12345"}, "11 digits"),
        ({"id_no": "", "birth_date_year": "1980"}, "such as 1975 3 8"),
        (
            {"birth_date_year": "1981", "birth_date_month": "1", "birth_date_day": "1"},
            "not the one in",
        ),
        ({"group": "x"}, "number of the group"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_typed_is_lost(
    client, officer, village, wrong, sentence
):
    right = {"group": "3", "name": "王小伟", "id_no": make.id_no(), "sex": "2", "address": "Lane 7"}

    shown = text(page(client, "household_new", post={**right, **wrong}))

    assert sentence in shown
    assert "Lane 7" in shown
    assert Resident.objects.count() == 0


def test_the_day_is_opened_and_cleared(client, officer, village, monkeypatch):
    for module in ("records.views.duty", "records.views.today"):
        monkeypatch.setattr(f"{module}.today", lambda: date(2026, 8, 15))

    page(client, "duty_open", post={})
    page(client, "day_clear", post={"nothing": "1"})

    assert DutyDay.objects.get().cleared_at is not None
    assert DailyClose.objects.get().zero_report


def test_a_day_without_entries_is_not_cleared_by_chance(client, officer, village):
    response = client.post(reverse("records:day_clear"), follow=True)

    assert DailyClose.objects.count() == 0
    assert "list" in text(response) or "Nothing was entered today" in text(response)


@pytest.mark.parametrize("name", ["duty_list", "day_clearing"])
def test_duty_pages_ask_no_more_for_three_rows_than_for_one(client, officer, village, name):
    counts = []
    for rows in (1, 2):
        for number in range(rows):
            make.reminder(village, due_on=today() - timedelta(days=number))
            make.daily_close(village, today() - timedelta(days=rows + number))
        counts.append(questions(lambda: page(client, name)))

    assert counts[0] == counts[1]


def test_the_table_of_villages_asks_no_more_for_three_rows_than_for_one(client, operator, village):
    counts = []
    for rows in (1, 2):
        for _n in range(rows):
            make.daily_close(make.village(parent=village.get_parent()), today())
        counts.append(questions(lambda: page(client, "village_list")))

    assert counts[0] == counts[1]


def test_few_things_to_do_are_not_told_apart(client, operator, village):
    make.reminder(village)

    assert "fewer than 5" in text(page(client, "village_list"))


def test_the_county_sees_townships_first(client, village):
    other = make.village()
    client.force_login(make.person(K.SUPERVISOR, make.county()))

    lines = page(client, "village_list").context["table"].lines

    assert [line.unit for line in lines] == [village.get_parent(), other.get_parent()]


def test_a_consent_is_given_and_taken_back(client, officer, village):
    who = make.resident(village)

    page(client, "consent_give", pk=who.pk, post={"purpose": "health", "channel": "paper"})
    page(client, "consent_withdraw", pk=Consent.objects.get().pk, post={})

    assert Consent.objects.get().withdrawn_on == today()


def test_a_request_is_answered(client, officer, village):
    asked = make.rights_request(make.resident(village))

    page(client, "request_answer", pk=asked.pk, post={"decision": "done"})

    asked.refresh_from_db()
    assert (asked.decision, asked.answered_on) == ("done", today())


def test_a_refusal_needs_a_reason(client, officer, village):
    asked = make.rights_request(make.resident(village))

    shown = page(client, "request_answer", pk=asked.pk, post={"decision": "refused"})

    assert "Say why" in text(shown)


def test_a_household_shows_who_lives_there(client, officer, village):
    who = make.resident(village, name="王小伟")

    shown = text(page(client, "household_detail", pk=who.memberships.get().household_id))

    assert "王*伟" in shown
    assert Event.objects.count() == 0
