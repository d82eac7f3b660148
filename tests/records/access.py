from uuid import uuid4

from records.models import Consent, Event
from records.services import files
from tests import make
from tests.access.rows import COUNTY, DIRECTORS, OFFICERS, OPERATORS, Row

OWN = {"officer"}
DUTY_READERS = OPERATORS | DIRECTORS | (COUNTY & {"supervisor", "leader"})


def a_resident(world):
    return {"pk": make.resident(world.village).pk}


def an_opened_file(world):
    resident = make.resident(world.village)
    files.open_for_an_hour(world["operator"], resident, "visitor")
    return {"pk": resident.pk}


def a_household(world):
    return {"pk": make.household(world.village).pk}


def a_reminder(world):
    return {"pk": make.reminder(world.village).pk}


def an_entry(world):
    return {"pk": make.resident(world.village).pk, "kind": Event.Kind.MARRIAGE}


def an_event(world):
    return {"pk": make.event(who=make.resident(world.village), person=world["officer"]).pk}


def a_consent(world):
    return {"pk": make.consent(make.resident(world.village)).pk}


def a_request(world):
    return {"pk": make.rights_request(make.resident(world.village)).pk}


def nobody(world):
    return {"pk": uuid4()}


ROWS = [
    Row("records:village_today", OFFICERS),
    Row("records:reminder_detail", OWN, a_reminder),
    Row("records:reminder_answer", OWN, a_reminder, "post", {"answer": "done"}),
    Row("records:duty_list", OFFICERS),
    Row("records:duty_open", OFFICERS, method="post"),
    Row("records:day_clearing", OFFICERS),
    Row("records:day_clear", OFFICERS, method="post", data={"nothing": "1"}),
    Row("records:village_list", DUTY_READERS),
    Row("records:resident_find", OFFICERS),
    Row("records:resident_find", OFFICERS, method="post", data={"words": "wxw"}),
    Row("records:entry_start", OFFICERS),
    Row("records:household_new", OFFICERS),
    Row("records:household_detail", OWN, a_household),
    Row("records:resident_new", OWN, a_household),
    Row("records:resident_file", OWN, a_resident),
    Row("records:resident_file", {"officer", "operator"}, an_opened_file),
    Row("records:resident_file", set(), nobody),
    Row("records:resident_show", OWN, a_resident),
    Row("records:resident_show", OWN, a_resident, "post", {"reason": "call"}),
    Row("records:resident_show", {"officer", "operator"}, an_opened_file, "post"),
    Row("records:consent_give", OWN, a_resident, "post", {"purpose": Consent.Purpose.CONTACT}),
    Row("records:consent_give", OWN, an_opened_file, "post"),
    Row("records:request_new", OWN, a_resident),
    Row("records:entry_kind", OWN, a_resident),
    Row("records:entry_kind", OWN, an_opened_file),
    Row("records:entry_form", OWN, an_entry),
    Row("records:entry_form", OWN, an_entry, "post"),
    Row("records:event_receipt", OWN, an_event),
    Row("records:event_take_back", OWN, an_event, "post"),
    Row("records:consent_withdraw", OWN, a_consent, "post"),
    Row("records:request_answer", OWN, a_request),
    Row("records:file_ask", OPERATORS),
]
