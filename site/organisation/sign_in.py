"""Signing in: by user name or phone number and a password; no text messages, no mail."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ledger import log
from ledger.prepared import Given, Prepared
from organisation import sessions, throttle
from organisation.groups import groups_of
from organisation.models import Person
from organisation.tables import halfwidth

# Asked by every page of everybody who is signed in.
_PERSON = Prepared(lambda: Person.objects.filter(pk=Given("pk")))


class CountyArgon2Hasher(Argon2PasswordHasher):
    """Argon2id at the OWASP minimum: 19 MiB, two passes; 10 to 25 ms of a core."""

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1


class PersonBackend(ModelBackend):
    """Accounts by user name or phone; the back office opens to today's editors only."""

    def authenticate(self, request, username=None, password=None, found=None, **credentials):
        """`found`: (the account of this name or None), where the caller has looked already."""
        if username is None or password is None:
            return None
        person = found[0] if found else Person.objects.signing_in_as(username)
        if person is None or not person.has_usable_password():
            # Hash all the same: an unknown name must not answer faster than a known one.
            Person().set_password(password)
            return None
        if person.check_password(password) and self.user_can_authenticate(person):
            return person
        return None

    def get_user(self, user_id):
        """Whose session it is; asked by every page."""
        person = _PERSON.first(pk=user_id)
        return person if person is not None and self.user_can_authenticate(person) else None

    def user_can_authenticate(self, user):
        return super().user_can_authenticate(user) and (settings.DEMO or not user.is_demo)

    def _get_group_permissions(self, user_obj):
        return Permission.objects.filter(group__in=groups_of(user_obj))


class AccountAdapter(DefaultAccountAdapter):
    """allauth, by our rules: closed, throttled, logged, and silent about what is known."""

    def is_open_for_signup(self, request):
        return False

    def authenticate(self, request, **credentials):
        typed = halfwidth(credentials.get("username", ""))
        person = Person.objects.signing_in_as(typed)
        address = self.get_client_ip(request)
        try:
            attempt = throttle.begin(account_key(person, typed), address)
        except throttle.TooManyTries as refusal:
            raise ValidationError(_locked()) from refusal
        password = credentials["password"]
        user = authenticate(request, username=typed, password=password, found=(person,))
        if user is not None:
            attempt.give_back()
            return user
        if not attempt.left:
            facts = {"person": person.pk} if person else {}
            log.append("sign-ins", "locked for 15 minutes", address=address, **facts)
            raise ValidationError(_locked())
        raise ValidationError(_wrong(attempt.left))

    @transaction.atomic
    def login(self, request, user):
        """In one transaction: on an exam day everybody signs in within a minute."""
        super().login(request, user)
        # Written along with the new session, so that the first page need not.
        sessions.touch(request)
        log.append("sign-ins", "signed in", user, address=self.get_client_ip(request))

    def logout(self, request):
        if request.user.is_authenticated:
            log.append("sign-ins", "signed out", request.user)
        super().logout(request)

    def set_password(self, user, password):
        """Her own choice: from now on she is not asked for another."""
        user.set_password(password)
        user.must_change_password = False
        user.save(update_fields=["password", "must_change_password"])
        log.append("accounts", "password changed", user, person=user.pk)

    def get_password_change_redirect_url(self, request):
        return settings.LOGIN_REDIRECT_URL

    def add_message(self, request, level, message_template=None, *args, **kwargs):
        """Nobody is told that she just signed in or out: the next page shows it."""
        if message_template == "account/messages/password_changed.txt":
            super().add_message(request, level, message_template, *args, **kwargs)


def account_key(person, typed=""):
    """One account, one count of tries, whether by name or by phone number."""
    return f"person {person.pk}" if person is not None else f"name {typed.lower()}"


def _wrong(left):
    return ngettext(
        "The phone number or the password is not right. You can try %(left)s more time."
        " Forgotten? The operator of your township sets a new one.",
        "The phone number or the password is not right. You can try %(left)s more times."
        " Forgotten? The operator of your township sets a new one.",
        left,
    ) % {"left": left}


def _locked():
    return _("Too many tries. Come back in 15 minutes. If it is urgent, call %(phone)s.") % {
        "phone": settings.HELP_PHONE
    }


class LocalWordsValidator:
    """Refuses the words everybody here would try first."""

    WORDS = ("yanggu", "xinxiyuan", "cuncuntong", "bayi", "12345678", "88888888", "66666666")

    def validate(self, password, user=None):
        own = [user.username, user.phone, user.name] if user is not None else []
        low = password.lower()
        if any(word in low for word in self.WORDS) or low in {str(w).lower() for w in own if w}:
            raise ValidationError(_("Others would guess this password. Choose another one."))

    def get_help_text(self):
        return gettext_lazy("Not your name, your phone number or the name of the county.")
