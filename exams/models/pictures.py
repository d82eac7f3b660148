"""Pictures of questions: small, drawn anew, kept once whatever stands on them."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from organisation.models import Person


class Picture(models.Model):
    """Its bytes are at most 20 kB, so they live, are undone and are saved with the rest."""

    sha256 = models.CharField(max_length=64, unique=True)
    data = models.BinaryField()
    width = models.PositiveSmallIntegerField(_("width"))
    height = models.PositiveSmallIntegerField(_("height"))
    made_by = models.ForeignKey(Person, models.SET_NULL, related_name="+", null=True)
    made_at = models.DateTimeField(_("made"), auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def __str__(self):
        return self.sha256[:12]

    def get_absolute_url(self):
        return reverse("exams:picture", kwargs={"sha256": self.sha256})
