"""Accounts: made, reset, closed by those who may; each deed is a line in the log."""

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password
from django.db import transaction
from django.db.models import Min, Prefetch
from django.utils.translation import gettext as _

from ledger import log
from organisation import throttle
from organisation.models import Person, Post, Unit
from organisation.passwords import first_password
from organisation.periods import today
from organisation.rights import Act
from organisation.services.posts import give_post
from organisation.sign_in import account_key

SLIPS_AT_ONCE = 100


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


def without_password(actor):
    """Accounts of a list that nobody can sign in to yet, in the order of the units."""
    people = Person.objects.managed_by(actor).exclude(pk=actor.pk)
    waiting = people.filter(
        is_active=True, must_change_password=True, password__startswith=UNUSABLE_PASSWORD_PREFIX
    )
    return waiting.annotate(place=Min("posts__unit__path")).order_by("place", "name", "pk")


def hand_out_first_passwords(actor, most=SLIPS_AT_ONCE):
    """First passwords for some of the accounts that have none: (person, password, unit)."""
    held = Prefetch("posts", Post.objects.not_over(today()).select_related("unit"), to_attr="held")
    people = list(without_password(actor).prefetch_related(held)[:most])
    # Before the transaction: a hundred of them take seconds.
    made = [(person, first_password()) for person in people]
    hashes = [make_password(password) for _person, password in made]
    with transaction.atomic():
        slips = [
            (person, password, next((post.unit for post in person.held), None))
            for (person, password), hashed in zip(made, hashes, strict=True)
            # Once: not when a colleague has printed her slip meanwhile.
            if Person.objects.filter(pk=person.pk, password=person.password).update(password=hashed)
        ]
        if slips:
            log.append("accounts", "first passwords handed out", actor, accounts=len(slips))
    return slips


def _refuse_oneself(actor, person):
    if actor == person:
        raise AccountRefused(
            _("This is your own account. Change your password under “Me”, or ask a colleague.")
        )
