"""Messages to one person, and whether she has read them."""

from django.db import connection, models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisation.models import Person

_UNREAD = "SELECT COUNT(*) FROM inbox_message WHERE person_id = %s AND read_at IS NULL"


class MessageQuerySet(models.QuerySet):
    def to(self, person):
        return self.filter(person=person)

    def unread(self):
        return self.filter(read_at=None)

    def unread_by(self, person):
        return self.to(person).unread()

    def number_unread_by(self, person):
        """In plain SQL: the header of every page asks it."""
        with connection.cursor() as cursor:
            cursor.execute(_UNREAD, [person.pk])
            return cursor.fetchone()[0]


class Message(models.Model):
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="messages", verbose_name=_("person")
    )
    title = models.CharField(_("title"), max_length=120)
    body = models.TextField(_("text"), blank=True)
    url = models.CharField(_("address"), max_length=300, blank=True)
    key = models.CharField(_("key"), max_length=120, blank=True)
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "key"], condition=~Q(key=""), name="inbox_message_once"
            ),
            models.CheckConstraint(
                condition=Q(url="") | Q(url__startswith="/"), name="inbox_message_url_is_ours"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-sent_at"], name="inbox_message_newest"),
            models.Index(fields=["person"], condition=Q(read_at=None), name="inbox_message_unread"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("inbox:message_detail", kwargs={"pk": self.pk})

    @property
    def is_read(self):
        return self.read_at is not None
