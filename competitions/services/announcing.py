"""Whom a result is told."""

from django.urls import reverse
from django.utils.translation import gettext as _

from inbox import services as inbox
from organisation.models import Person


def tell_contestants(stage):
    """Once, when the whole stage is out and nothing of it is held back."""
    people = Person.objects.filter(contest_entries__stage=stage).distinct()
    inbox.send(
        people,
        _("The results of %(stage)s are out") % {"stage": stage},
        url=reverse("competitions:result_list", args=[stage.pk]),
        key=f"competitions.results.{stage.pk}",
    )
