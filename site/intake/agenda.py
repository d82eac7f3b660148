"""An import asks nothing of anybody on a day; it has a place of its own."""

from django.urls import reverse
from django.utils.translation import gettext as _

from intake.registry import importers
from organisation.agenda import MenuItem


def agenda(person, day):
    return []


def menu(person):
    if not importers.open_to(person):
        return []
    return [MenuItem(_("Imports"), reverse("intake:intake_list"))]
