"""Certificates are given once, printed again the same, and revoked for a reason."""

import secrets
from urllib.parse import urlencode

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from credentials.models import Certificate
from ledger import log
from ledger.numbers import next_number

STREAM = "certificates"
# Nothing that is read as something else: no 0 and O, no 1 and I.
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LENGTH = 8


class CertificateRefused(Exception):
    """Its message may be shown to the person who asked."""


@transaction.atomic
def issue(kind, *, key, unit, title, text, person=None, holder="", by=None):
    """The certificate of this key: given now with the next number, or the one that stands.

    Without a `person` it is for a unit, whose name is `holder`. `title` and `text` are printed as
    they are, in the county's language. Whoever calls this tells the person where to find it.
    """
    if standing := Certificate.objects.standing().filter(key=key).first():
        return standing
    try:
        with transaction.atomic():
            made = _create(kind, key, unit, title, text, person, holder, by)
    except IntegrityError:
        # Somebody else gave it at the same moment.
        return Certificate.objects.standing().get(key=key)
    log.append(STREAM, "certificate given", by, number=made.number, key=key)
    return made


def _create(kind, key, unit, title, text, person, holder, by):
    now = timezone.now()
    year = timezone.localtime(now).year
    number = f"{year}-{next_number(f'{STREAM} {year}'):05d}"
    code = "".join(secrets.choice(LETTERS) for _place in range(CODE_LENGTH))
    with translation.override(settings.LANGUAGE_CODE):
        signer = _("Information Centre of %(county)s") % {"county": unit} if unit.is_root() else ""
    return Certificate.objects.create(
        kind=kind, number=number, code=code, key=key, unit=unit, person=person,
        holder=holder or str(person), title=title, text=text, signer=signer or unit.name,
        check_url=address_of_check(number, code), issued_at=now, issued_by=by,
    )  # fmt: skip


def address_of_check(number, code):
    """What the printed square holds; of the county's public address, never of a visitor's."""
    query = urlencode({"number": number, "code": code})
    return f"{settings.WAGTAILADMIN_BASE_URL}{reverse('credentials:check')}?{query}"


@transaction.atomic
def revoke(certificate, reason, by):
    """It stays, with the reason; whoever checks it reads that it holds no more."""
    standing = Certificate.objects.standing().filter(pk=certificate.pk)
    if not standing.update(revoked_at=timezone.now(), revoked_by=by, revoke_reason=reason):
        raise CertificateRefused(_("This certificate is revoked already."))
    log.append(STREAM, "certificate revoked", by, number=certificate.number, reason=reason)
