"""What was done and may not be undone quietly: a log, the runs of jobs, document numbers.

This floor knows no unit and no person: an actor is kept as a text and an id.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """One line of an append-only log; each line carries the hash of the line before it."""

    stream = models.CharField(_("stream"), max_length=80)
    number = models.PositiveBigIntegerField(_("number"))
    at = models.DateTimeField(_("at"))
    actor_id = models.CharField(_("actor's id"), max_length=40, blank=True)
    actor = models.CharField(_("actor"), max_length=120)
    verb = models.CharField(_("verb"), max_length=60)
    facts = models.JSONField(_("facts"), default=dict)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["stream", "number"]
        verbose_name = _("log entry")
        verbose_name_plural = _("log entries")
        constraints = [
            models.UniqueConstraint(fields=["stream", "number"], name="ledger_entry_number")
        ]
        indexes = [models.Index(fields=["actor_id", "at"], name="ledger_entry_actor")]

    def __str__(self):
        return f"{self.stream} {self.number}: {self.verb}"


class JobRun(models.Model):
    """A job whose effect is there. The key is unique, so an effect happens once."""

    key = models.CharField(_("key"), max_length=200, unique=True)
    done_at = models.DateTimeField(_("done"), auto_now_add=True)

    class Meta:
        verbose_name = _("finished job")
        verbose_name_plural = _("finished jobs")

    def __str__(self):
        return self.key


class JobAttempts(models.Model):
    """How often a job was begun: written before the work, so that a job which kills its
    worker is counted too and is put aside after the fifth start."""

    key = models.CharField(_("key"), max_length=200, unique=True)
    function = models.CharField(_("function"), max_length=200)
    started = models.PositiveSmallIntegerField(_("times begun"), default=0)
    last_started_at = models.DateTimeField(_("last begun"), null=True)
    parked = models.BooleanField(_("put aside"), default=False)
    error = models.TextField(_("error"), blank=True)

    class Meta:
        verbose_name = _("begun job")
        verbose_name_plural = _("begun jobs")

    def __str__(self):
        return self.key


class Series(models.Model):
    """The last number given out in a series of documents."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    last = models.PositiveIntegerField(_("last number"), default=0)

    class Meta:
        verbose_name = _("series of numbers")
        verbose_name_plural = _("series of numbers")

    def __str__(self):
        return self.name


class Heartbeat(models.Model):
    """When a process last showed that it lives."""

    name = models.CharField(_("name"), max_length=40, unique=True)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("sign of life")
        verbose_name_plural = _("signs of life")

    def __str__(self):
        return self.name
