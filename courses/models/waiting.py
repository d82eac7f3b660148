"""Waiting for a place in a session that is full."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.models.sessions import Session
from organisation.models import Person


class Wait(models.Model):
    """One person waits for one session; whoever asked first stands first."""

    session = models.ForeignKey(
        Session, models.CASCADE, related_name="waits", verbose_name=_("session")
    )
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="waits", verbose_name=_("person")
    )
    since = models.DateTimeField(_("waiting since"), auto_now_add=True)

    class Meta:
        ordering = ["since", "pk"]
        verbose_name = _("wait for a place")
        verbose_name_plural = _("waits for a place")
        constraints = [
            models.UniqueConstraint(fields=["session", "person"], name="courses_wait_once")
        ]

    def __str__(self):
        return f"{self.person}, {self.session}"
