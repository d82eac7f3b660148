"""Document numbers without gaps or repeats."""

from django.db import transaction
from django.db.models import F

from ledger.models import Series


@transaction.atomic
def next_number(name):
    """The next number of a series, from 1. Rolled back with the document it is for."""
    Series.objects.get_or_create(name=name)
    Series.objects.filter(name=name).update(last=F("last") + 1)
    return Series.objects.get(name=name).last
