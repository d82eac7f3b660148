"""Field encryption, blind index and masking (RECORDS.md §8). Nobody else needs them.

A stored value is `key id ‖ nonce ‖ ciphertext and tag`. It is bound to its table, column and row
by the associated data, so a ciphertext copied to another row does not open. The key of a row is
a UUIDv7 and therefore known before the row is saved.
"""

import base64
import binascii
import hashlib
import hmac
import os
import unicodedata
from datetime import date
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import models
from django.db.models.query_utils import DeferredAttribute

KEY_ID, NONCE = 4, 12


class CannotOpen(Exception):
    """The value was sealed with a key that is not here, for another row, or was changed."""


class Sealed(bytes):
    """Bytes as they lie in the database; an instance opens them when somebody looks."""

    def __repr__(self):
        return "<sealed>"

    __str__ = __repr__


@lru_cache(maxsize=4)
def _keys(text):
    """Key id → cipher; the first key encrypts, all decrypt."""
    try:
        keys = [base64.b64decode(part, validate=True) for part in text.split(",") if part]
        ciphers = {hashlib.sha256(key).digest()[:KEY_ID]: AESGCM(key) for key in keys}
    except (binascii.Error, ValueError) as error:
        raise ImproperlyConfigured("FIELD_KEYS holds a key that is not base64 of 32 bytes.") from (
            error
        )
    if not ciphers:
        raise ImproperlyConfigured("FIELD_KEYS is empty: personal data cannot be stored.")
    return ciphers


def seal(text, place):
    """Encrypts a text for one place: `table.column.pk`."""
    key_id, cipher = next(iter(_keys(settings.FIELD_KEYS).items()))
    nonce = os.urandom(NONCE)
    return Sealed(key_id + nonce + cipher.encrypt(nonce, text.encode(), place.encode()))


def unseal(sealed, place):
    cipher = _keys(settings.FIELD_KEYS).get(bytes(sealed[:KEY_ID]))
    if cipher is None:
        raise CannotOpen("The key of this value is not among FIELD_KEYS.")
    nonce, body = sealed[KEY_ID : KEY_ID + NONCE], sealed[KEY_ID + NONCE :]
    try:
        return cipher.decrypt(bytes(nonce), bytes(body), place.encode()).decode()
    except InvalidTag as error:
        raise CannotOpen("This value does not belong to this row.") from error


class SealedAttribute(DeferredAttribute):
    """Opens the value on first sight: most pages never look at most fields."""

    def __get__(self, instance, cls=None):
        value = super().__get__(instance, cls)
        if isinstance(value, Sealed):
            value = self.field.opened(value, instance.pk)
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance, value):
        instance.__dict__[self.field.attname] = value


class EncryptedTextField(models.Field):
    """A text nobody can read or search in the database. Never null; "" is stored as nothing."""

    descriptor_class = SealedAttribute
    empty_strings_allowed = True

    def __init__(self, *args, **kwargs):
        if kwargs.get("unique") or kwargs.get("db_index") or kwargs.get("primary_key"):
            raise FieldError("An encrypted column cannot be compared: use a blind index.")
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def get_internal_type(self):
        return "BinaryField"

    def get_lookup(self, lookup_name):
        raise FieldError(f"{self.name} is encrypted: search by its blind index.")

    def get_transform(self, lookup_name):
        raise FieldError(f"{self.name} is encrypted: search by its blind index.")

    def place(self, pk):
        return f"{self.model._meta.db_table}.{self.column}.{pk}"

    def opened(self, sealed, pk):
        return self.to_python(unseal(sealed, self.place(pk)) if sealed else "")

    def to_python(self, value):
        return value

    def as_text(self, value):
        return value or ""

    def from_db_value(self, value, expression, connection):
        return Sealed(value or b"")

    def pre_save(self, model_instance, add):
        value = model_instance.__dict__.get(self.attname, "")
        if isinstance(value, Sealed):
            return value
        text = self.as_text(value)
        return seal(text, self.place(model_instance.pk)) if text else Sealed(b"")

    def get_db_prep_value(self, value, connection, prepared=False):
        if not isinstance(value, Sealed):
            raise FieldError(f"{self.name} is encrypted: it is saved with its row only.")
        return connection.Database.Binary(value)


class EncryptedDateField(EncryptedTextField):
    """A day nobody can read in the database; None is stored as nothing."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("default", None)
        super().__init__(*args, **kwargs)

    def to_python(self, value):
        if isinstance(value, date) or value is None:
            return value
        return date.fromisoformat(value) if value else None

    def as_text(self, value):
        return value.isoformat() if value else ""


def normalised(text):
    """NFKC, without spaces and dashes, x as X: the same card gives the same index."""
    text = unicodedata.normalize("NFKC", text)
    return "".join(c for c in text if not c.isspace() and c not in "-·•").upper()


@lru_cache(maxsize=16)
def _index_key(text, purpose):
    """A key of its own for each field, so that equal values do not look equal across fields."""
    try:
        key = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ImproperlyConfigured("BLIND_INDEX_KEY is not base64 of 32 bytes.") from error
    if len(key) < 32:
        raise ImproperlyConfigured("BLIND_INDEX_KEY must have at least 32 bytes.")
    return hmac.new(key, purpose.encode(), hashlib.sha256).digest()


def blind_index(purpose, text):
    """HMAC-SHA256 of the normalised text; "" stays "", for "nothing is known"."""
    text = normalised(text)
    if not text:
        return ""
    key = _index_key(settings.BLIND_INDEX_KEY, purpose)
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def tail_index(purpose, text):
    """The index of the last four characters, cut short: many share it, it finds no one alone."""
    return blind_index(purpose, normalised(text)[-4:])[:12]


def masked_name(name):
    """王小伟 → 王*伟, 王伟 → 王*."""
    if len(name) < 3:
        return name[:1] + "*" * (len(name) - 1)
    return name[0] + "*" * (len(name) - 2) + name[-1]


def masked_surname(name):
    """王小伟 → 王**: what a list shows."""
    return f"{name[:1]}**" if name else ""


def masked_id_no(id_no):
    """3715**********1X: the birth date in the middle is hidden too."""
    return f"{id_no[:4]}{'*' * 10}{id_no[-2:]}" if len(id_no) > 6 else "*" * len(id_no)


def masked_phone(phone):
    """138****1234."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) > 7 else "*" * len(phone)
