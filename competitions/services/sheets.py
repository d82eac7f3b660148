"""Sheets and their marks: reading, writing, and the lamp of the desk."""

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from competitions.models import Mark, Performance
from competitions.scoring.numbers import exact
from competitions.services.refusal import ContestRefused

State = Performance.State


class MarksRefused(ContestRefused):
    """The marks themselves cannot be taken as they are: put them right and send again."""


def received(total, moment):
    return _("%(total)s points, received at %(time)s.") % {
        "total": plain(total),
        "time": clock(moment),
    }


def clock(moment):
    return formats.date_format(timezone.localtime(moment), "TIME_FORMAT")


def plain(number):
    """94, not 94.00; 8.5, not 8.50."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def read_marks(rules, marks):
    """criterion → Decimal, every criterion marked and each mark within its range."""
    values, missing = {}, []
    for criterion in rules.criteria:
        text = str(marks.get(criterion.key) or "").strip()
        name = criterion.title or criterion.key
        if not text:
            missing.append(name)
            continue
        try:
            values[criterion.key] = exact(text)
        except ValueError:
            raise MarksRefused(_("“%(mark)s” is not a mark.") % {"mark": text[:20]}) from None
        if not criterion.takes(values[criterion.key]):
            raise MarksRefused(
                _("%(criterion)s: %(mark)s is not on the scale.")
                % {"criterion": name, "mark": text}
            )
    if missing:
        raise MarksRefused(_("Still to mark: %(names)s.") % {"names": _(", ").join(missing)})
    return values


def lock_performance(pk):
    """The row of the performance is locked first, everywhere, so that the judge who sends last
    and the desk see the same; on SQLite a writing transaction is alone anyway."""
    return (
        Performance.objects.select_for_update(of=("self",))
        .select_related("stage__rule_set", "stage__unit", "entry__unit", "entry__stage__unit")
        .get(pk=pk)
    )


def light_the_lamp(performance):
    """All in as soon as nobody is awaited."""
    if performance.is_open and not performance.sheets.awaited().exists():
        Performance.objects.filter(pk=performance.pk, state=State.OPEN).update(state=State.ALL_IN)


def write_marks(sheet, values):
    Mark.objects.bulk_create(
        [Mark(sheet=sheet, criterion=key, value=value) for key, value in values.items()]
    )
