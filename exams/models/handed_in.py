"""Files handed in for practical tasks: private, each kept once for a question of a sitting."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from exams.models.exams import Exam
from exams.models.human_marks import Reading
from exams.models.sittings import Attempt


def private_name(file, _name):
    """Nothing of the name on the phone: it may lead anywhere, and may hold a person's name."""
    return f"handed-in/{file.pk.hex}"


class HandedInQuerySet(models.QuerySet):
    def seen_by(self, person):
        """Her own, those she was named to mark, and those of exams she holds."""
        read = Reading.objects.of(person).filter(
            script__attempt=models.OuterRef("attempt"), script__slot=models.OuterRef("slot")
        )
        held = Exam.objects.held_by(person).order_by().values("pk")
        return self.filter(
            Q(attempt__person=person) | Q(attempt__exam__in=held) | models.Exists(read)
        )


class HandedIn(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    attempt = models.ForeignKey(
        Attempt, models.CASCADE, related_name="handed_in", verbose_name=_("sitting")
    )
    slot = models.PositiveSmallIntegerField(_("question"))
    # Of what came in, by which a repeated sending is known, and of what is kept.
    sent_sha256 = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)
    kind = models.CharField(_("kind of file"), max_length=5)
    name = models.CharField(_("name"), max_length=80)
    size = models.PositiveIntegerField(_("size"))
    file = models.FileField(upload_to=private_name, max_length=60)
    recv_at = models.DateTimeField(_("received"))

    objects = HandedInQuerySet.as_manager()

    class Meta:
        ordering = ["attempt", "slot", "pk"]
        verbose_name = _("file handed in")
        verbose_name_plural = _("files handed in")
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "slot", "sent_sha256"], name="exams_handed_in_once"
            )
        ]

    def __str__(self):
        return self.name
