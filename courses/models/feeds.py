import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

from organisation.models import Person


def new_token():
    return secrets.token_urlsafe(32)


class CalendarFeed(models.Model):
    """A private address under which a phone's calendar reads her sessions, without signing in."""

    person = models.OneToOneField(
        Person, models.CASCADE, related_name="calendar_feed", verbose_name=_("person")
    )
    token = models.CharField(_("token"), max_length=64, unique=True, default=new_token)
    made_at = models.DateTimeField(_("made"), auto_now=True)

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")

    def __str__(self):
        return str(self.person)
