from django.db import models
from django.utils.translation import gettext_lazy as _

from organisation.models import Person
from records.models.people import Resident


class FileGrant(models.Model):
    """One resident's file is open to one person for an hour, for a stated purpose."""

    class Purpose(models.TextChoices):
        VISITOR = "visitor", _("the resident is here and asks for a service")
        CORRECTION = "correction", _("to check a correction")
        MOVE = "move", _("to arrange a move between villages")
        LAW = "law", _("a written request under the law")

    person = models.ForeignKey(Person, models.CASCADE, related_name="file_grants")
    resident = models.ForeignKey(Resident, models.CASCADE, related_name="file_grants")
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose)
    granted_at = models.DateTimeField(_("opened"), auto_now_add=True)
    expires_at = models.DateTimeField(_("closes"))

    class Meta:
        ordering = ["-granted_at"]
        verbose_name = _("opened file")
        verbose_name_plural = _("opened files")

    def __str__(self):
        return self.get_purpose_display()
