"""Days and hours as people say them: “today 17:00”, “Tuesday, 1 December 8:00–17:00”."""

from django.utils import formats, timezone
from django.utils.translation import gettext as _


def moment_in_words(moment, now):
    """“today 17:00” or the day with its weekday; the year where it is another one."""
    return _on(moment, now, _hour(moment))


def window_in_words(opens, closes, now):
    """From when to when; the day is said once when both are on one day."""
    if timezone.localdate(opens) == timezone.localdate(closes):
        return _on(opens, now, f"{_hour(opens)}–{_hour(closes)}")
    return _("%(opens)s to %(closes)s") % {
        "opens": moment_in_words(opens, now),
        "closes": moment_in_words(closes, now),
    }


def _on(moment, now, hours):
    day = timezone.localdate(moment)
    if day == timezone.localdate(now):
        return _("today %(hour)s") % {"hour": hours}
    form = _("N j (l)") if day.year == timezone.localdate(now).year else _("N j, Y (l)")
    return _("%(day)s %(hour)s") % {"day": formats.date_format(day, form), "hour": hours}


def _hour(moment):
    return formats.time_format(timezone.localtime(moment), "TIME_FORMAT")
