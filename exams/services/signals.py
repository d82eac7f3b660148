"""What a phone tells about itself while an exam is sat: kept beside it, never a penalty."""

from exams.models import Signal
from ledger import log

MOST = 20
LONGEST = 24 * 3600 * 1000


def note_away(attempt_id, device, spans, now):
    """Keeps when the page was out of sight: pairs of milliseconds of the device's counter.

    Repeatable. What is not such a pair is passed over: an exam does not stop for a signal.
    """
    if not isinstance(spans, list):
        return
    Signal.objects.bulk_create(
        [
            Signal(
                attempt_id=attempt_id,
                kind=Signal.Kind.AWAY,
                device=device,
                from_ms=span[0],
                seconds=(span[1] - span[0]) // 1000,
                at=now,
            )
            for span in spans[:MOST]
            if _is_span(span)
        ],
        ignore_conflicts=True,
    )


def _is_span(span):
    if not isinstance(span, list) or [type(ms) for ms in span] != [int, int]:
        return False
    return 0 <= span[0] <= span[1] <= span[0] + LONGEST and span[1] < 2**53


def note_view(attempt, person):
    """The first look at a result is in the log of the sitting."""
    stream, verb = f"attempt/{attempt.pk}", "view result"
    if not log.has(stream, verb):
        log.append(stream, verb, person)
