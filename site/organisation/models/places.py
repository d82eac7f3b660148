from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organisation.models.units import Unit
from organisation.rights import Act


class VenueQuerySet(models.QuerySet):
    def open_to(self, person):
        """Places offered from above, and those of her own units."""
        below, above = Unit.objects.seen_by(person), Unit.objects.serving(person)
        return self.filter(Q(unit__in=below) | Q(unit__in=above))

    def editable_by(self, person):
        return self.filter(unit__in=Unit.objects.run_by(person, Act.HOLD_COURSES))


class Venue(models.Model):
    """A teaching point: the county vocational school, a township's middle school."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="venues", verbose_name=_("unit"))
    name = models.CharField(_("name"), max_length=120)
    address = models.CharField(_("address"), max_length=200, blank=True)
    opening = models.CharField(_("opening times"), max_length=200, blank=True)

    objects = VenueQuerySet.as_manager()

    class Meta:
        ordering = ["unit__path", "name"]
        verbose_name = _("teaching point")
        verbose_name_plural = _("teaching points")
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="organisation_venue_name")
        ]

    def __str__(self):
        return self.name


class RoomQuerySet(models.QuerySet):
    def editable_by(self, person):
        return self.filter(venue__in=Venue.objects.editable_by(person))


class Room(models.Model):
    venue = models.ForeignKey(
        Venue, models.CASCADE, related_name="rooms", verbose_name=_("teaching point")
    )
    name = models.CharField(_("name"), max_length=60)

    objects = RoomQuerySet.as_manager()

    class Meta:
        ordering = ["venue", "name"]
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        constraints = [
            models.UniqueConstraint(fields=["venue", "name"], name="organisation_room_name")
        ]

    def __str__(self):
        return f"{self.venue} {self.name}"


class ComputerQuerySet(models.QuerySet):
    def editable_by(self, person):
        return self.filter(room__in=Room.objects.editable_by(person))


class Computer(models.Model):
    room = models.ForeignKey(Room, models.CASCADE, related_name="computers", verbose_name=_("room"))
    number = models.PositiveSmallIntegerField(_("number"))
    works = models.BooleanField(_("works"), default=True)

    objects = ComputerQuerySet.as_manager()

    class Meta:
        ordering = ["room", "number"]
        verbose_name = _("computer")
        verbose_name_plural = _("computers")
        constraints = [
            models.UniqueConstraint(fields=["room", "number"], name="organisation_computer_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="organisation_computer_from_1"),
        ]

    def __str__(self):
        return str(self.number)
