"""Rooms and their computers."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from organisation.models import Computer, Room


class PlaceRefused(Exception):
    """Its message may be shown to the person who asked."""


def add_room(venue, name, computers):
    """A room with computers numbered from 1."""
    try:
        with transaction.atomic():
            room = Room.objects.create(venue=venue, name=name)
            _add(room, range(1, computers + 1))
    except IntegrityError as error:
        raise PlaceRefused(_("There is a room of this name already.")) from error
    return room


@transaction.atomic
def add_computers(room, count):
    """More computers, numbered on from the last."""
    last = room.computers.order_by("-number").values_list("number", flat=True).first() or 0
    _add(room, range(last + 1, last + count + 1))


def mark(computer, works):
    computer.works = works
    computer.save(update_fields=["works"])


def _add(room, numbers):
    Computer.objects.bulk_create([Computer(room=room, number=number) for number in numbers])
