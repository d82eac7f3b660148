"""Tries to sign in that count against an account or a place, until they are forgotten."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SignInTry(models.Model):
    """One of the few tries a holder has, taken until a moment; see `organisation/throttle.py`."""

    # A digest: neither what was typed nor from where can be read here.
    holder = models.CharField(_("account or place"), max_length=64)
    number = models.PositiveSmallIntegerField(_("number"))
    until = models.DateTimeField(_("counts until"), db_index=True)

    class Meta:
        ordering = ["holder", "number"]
        verbose_name = _("try to sign in")
        verbose_name_plural = _("tries to sign in")
        constraints = [
            models.UniqueConstraint(fields=["holder", "number"], name="organisation_try_number")
        ]

    def __str__(self):
        return f"{self.holder} {self.number}"
