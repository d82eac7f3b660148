"""Accounts: made, reset, closed by those who may; each deed is a line in the log."""

from django.db import transaction
from django.utils.translation import gettext as _

from ledger import log
from organisation import throttle
from organisation.models import Person, Unit
from organisation.passwords import first_password
from organisation.rights import Act
from organisation.services.posts import give_post
from organisation.sign_in import account_key


class AccountRefused(Exception):
    """Its message may be shown to the person who asked."""


@transaction.atomic
def make_account(actor, *, name, username, phone, kind, unit, valid_from):
    """An account with its first post; returns the person and the password for the first time."""
    password = first_password()
    person = Person.objects.create_user(
        username or phone,
        name,
        password,
        phone=phone or None,
        must_change_password=True,
    )
    log.append("accounts", "made", actor, person=person.pk, name=name)
    give_post(actor, person, kind, unit, valid_from)
    return person, password


@transaction.atomic
def reset_password(actor, person):
    """A new first password, shown once; every session of the person ends."""
    _refuse_oneself(actor, person)
    password = first_password()
    person.set_password(password)
    person.must_change_password = True
    person.save(update_fields=["password", "must_change_password"])
    throttle.forget(account_key(person))
    log.append("accounts", "password reset", actor, person=person.pk, name=person.name)
    return password


@transaction.atomic
def close_account(actor, person):
    """Nobody can sign in to it any more; what the person did stays."""
    _refuse_oneself(actor, person)
    if Person.objects.filter(pk=person.pk, is_active=True).update(is_active=False):
        log.append("accounts", "closed", actor, person=person.pk, name=person.name)


@transaction.atomic
def open_account(actor, person):
    if Person.objects.filter(pk=person.pk, is_active=False).update(is_active=True):
        log.append("accounts", "opened", actor, person=person.pk, name=person.name)


@transaction.atomic
def save_person(actor, person):
    """A name or phone number put right."""
    person.save(update_fields=["name", "initials", "phone"])
    log.append("accounts", "changed", actor, person=person.pk, name=person.name)


def may_import(person):
    """A whole list of people is for those who manage all accounts."""
    return Unit.objects.run_by(person, Act.MANAGE_ACCOUNTS).exists()


def write_plan(plan):
    """Writes a list that was read (`people_import.py`); returns the slips of new accounts."""
    slips = plan.set_first_passwords()
    plan.write()
    return slips


def _refuse_oneself(actor, person):
    if actor == person:
        raise AccountRefused(
            _("This is your own account. Change your password under “Me”, or ask a colleague.")
        )
