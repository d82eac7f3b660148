"""The figures this app offers the monthly notice, in printing order."""

from decimal import Decimal

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from notices.models import Notice
from organisation.indicators import Figure, Indicator


def notices_issued(units, month):
    begin, end = month.moments
    issued = Notice.objects.issued().filter(issued_at__gte=begin, issued_at__lt=end)
    issued = issued.filter(unit__in=[unit.pk for unit in units])
    rows = issued.order_by().values_list("unit").annotate(n=Count("pk"))
    return {unit: Figure(Decimal(n)) for unit, n in rows}


INDICATORS = [
    Indicator(
        "notices.issued",
        _("Notices issued"),
        _("Progress notices issued in the month."),
        "count",
        notices_issued,
    )
]
