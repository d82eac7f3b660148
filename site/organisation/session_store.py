"""Sessions as Django keeps them, read in plain SQL: every page of everybody begins with it."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from django.db import connection
from django.utils import timezone
from django.utils.crypto import get_random_string

from ledger.plain_sql import stored

_READ = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(db.SessionStore):
    _is_new = False

    def load(self):
        with connection.cursor() as cursor:
            cursor.execute(_READ, [self.session_key, stored(timezone.now())])
            found = cursor.fetchone()
        if found is None:
            self._session_key = None
            return {}
        return self.decode(found[0])

    def create(self):
        """A new key. Its row is written when the answer is ready, once, with all that it holds."""
        self._session_key = get_random_string(32, VALID_KEY_CHARS)
        self.modified = self._is_new = True

    def save(self, must_create=False):
        if self.session_key is None:
            self.create()
        super().save(must_create=must_create or self._is_new)
        self._is_new = False
