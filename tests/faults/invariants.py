"""What must be true after any fault (EXAMS.md §6.5), by what the phones were told.

Written without the product's own rules: it reads rows and compares. I5, the time shown, is looked
at in a browser (`test_clocks.py`).
"""

from collections import Counter
from datetime import timedelta

from exams import marking
from exams.models import Answer, Attempt, Op, Score
from exams.services.sittings import answers_so_far
from ledger.models import Entry

GRACE = timedelta(seconds=30)
# Between the clock of the test and the one of the server on the same machine.
SLACK = 0.5


def violations(attempt, phones, *, same_clock=True):
    """Everything that is wrong with this sitting, one sentence each; prints what was compared."""
    attempt = Attempt.objects.get(pk=attempt.pk)
    rows = list(Op.objects.filter(attempt=attempt).order_by("pk"))
    wrong = [
        *answers_are_kept(attempt, phones, rows),
        *acts_are_there_once(phones, rows, same_clock),
        *nothing_late_counts(attempt, rows),
        *claims_are_repeatable(attempt, phones),
    ]
    if attempt.state != Attempt.State.OPEN:
        wrong += [*it_closed_once(attempt, phones, rows), *marking_again_is_the_same(attempt)]
    acked = [act for phone in phones for act in phone.acts if act.acked_at]
    print(
        f"acknowledged {len(acked)} acts {dict(Counter(act.verdict for act in acked))},"
        f" found {len(rows)}; answers {len(stored_answers(attempt, rows))};"
        f" receipts {sum(len(phone.receipts) for phone in phones)}; state {attempt.state};"
        f" wrong: {wrong or 'nothing'}"
    )
    return wrong


def newest(acts):
    """slot → the act with the highest (epoch, seq)."""
    best = {}
    for act in acts:
        there = best.get(act.slot)
        if there is None or (act.epoch, act.seq) > (there.epoch, there.seq):
            best[act.slot] = act
    return best


def stored_answers(attempt, rows):
    """slot → value: the rows of answers once closed, what a phone is told before."""
    if attempt.state != Attempt.State.OPEN:
        return {a.slot: a.value for a in Answer.objects.filter(attempt=attempt)}
    return {slot: list(value) for slot, value in answers_so_far(attempt).items() if value}


def answers_are_kept(attempt, phones, rows):
    """I1: the newest acknowledged answer of each question is the stored one.

    A newer one that was sent and is there, though its reply was lost, may stand in its place.
    """
    acked = [a for p in phones for a in p.acts if a.acked_at and a.verdict != "late"]
    there = {(row.device, row.seq) for row in rows if row.verdict != "late"}
    unheard = [a for p in phones for a in p.acts if (a.device, a.seq) in there and not a.acked_at]
    found = stored_answers(attempt, rows)
    for slot, act in newest([*acked, *unheard]).items():
        if found.get(slot, []) != act.value:
            yield f"I1 question {slot}: told {act.value} is saved, stored {found.get(slot)}"
    for slot in found.keys() - newest([*acked, *unheard]).keys():
        yield f"I1 question {slot}: {found[slot]} stored, nobody sent it"


def acts_are_there_once(phones, rows, same_clock):
    """I2: one row per device and number; and what was acknowledged is that row."""
    for (device, seq), times in Counter((row.device, row.seq) for row in rows).items():
        if times > 1:
            yield f"I2 {device} {seq}: stored {times} times"
    by_number = {(row.device, row.seq): row for row in rows}
    for act in (act for phone in phones for act in phone.acts if act.acked_at):
        row = by_number.get((act.device, act.seq))
        if row is None:
            yield f"I2 {act.device} {act.seq}: acknowledged and not there"
        elif (row.slot, row.value, row.epoch) != (act.slot, act.value, act.epoch):
            yield f"I2 {act.device} {act.seq}: stored as something else"
        elif same_clock and not (
            act.tapped_at - SLACK <= row.recv_at.timestamp() <= act.acked_at + SLACK
        ):
            yield f"I3 {act.device} {act.seq}: received at a time that never was"
    sent = {(act.device, act.seq) for phone in phones for act in phone.acts}
    for device, seq in by_number.keys() - sent:
        yield f"I2 {device} {seq}: stored, nobody sent it"


def nothing_late_counts(attempt, rows):
    """I3: nothing counts that came after deadline and grace."""
    for row in rows:
        if row.verdict == "accepted" and row.recv_at > attempt.deadline + GRACE:
            yield f"I3 {row.device} {row.seq}: accepted {row.recv_at - attempt.deadline} after"


def claims_are_repeatable(attempt, phones):
    """The same nonce is the same epoch, and no claim is there twice."""
    given = [(n, e) for p in phones for n, epochs in p.claims.items() for e in set(epochs)]
    if len(given) != len({nonce for nonce, _epoch in given}):
        yield f"a claim got two epochs: {given}"
    known = {nonce for phone in phones for nonce in phone.claims}
    epochs = list(attempt.claims.filter(nonce__in=known).values_list("epoch", flat=True))
    if known and attempt.epoch != max(epochs, default=0):
        yield f"the sitting is in epoch {attempt.epoch}, the claims end at {max(epochs, default=0)}"


def it_closed_once(attempt, phones, rows):
    """I4: one hand-in, before the deadline, the same for all who were given a receipt."""
    verbs = Entry.objects.filter(stream=f"attempt/{attempt.pk}", verb__in=("submit", "close"))
    if verbs.count() != 1:
        yield f"I4 closed {verbs.count()} times"
    if attempt.submitted_at > attempt.deadline:
        yield f"I4 handed in {attempt.submitted_at - attempt.deadline} after the deadline"
    at = int(attempt.submitted_at.timestamp() * 1000)
    stored = (attempt.answered, attempt.answers_sha256, at, attempt.code)
    names = ("answered", "sha256", "at", "code")
    for phone in phones:
        for receipt in phone.receipts:
            if tuple(receipt[name] for name in names) != stored:
                yield f"I4 {phone.device}: its receipt is not the one that is kept"
    yield from nothing_was_missing(attempt, phones, rows)
    if attempt.answered != Answer.objects.filter(attempt=attempt).count():
        yield f"I4 {attempt.answered} answers on the receipt, others are stored"


def nothing_was_missing(attempt, phones, rows):
    """Who handed in held the sitting, and said how far her acts go: all of them were there."""
    if attempt.by_clock:
        return
    for phone in phones:
        if attempt.submit_key == f"{phone.device}-key" and phone.epoch != attempt.epoch:
            yield f"I4 {phone.device}: handed in what another device held"
        for receipt in phone.receipts[:1]:
            counted = {r.seq for r in rows if r.device == phone.device and r.verdict != "late"}
            if lost := set(range(1, receipt["last_seq"] + 1)) - counted:
                yield f"I4 {phone.device}: handed in without {sorted(lost)}"


def marking_again_is_the_same(attempt):
    """I6: the same paper and answers give the same marks, whenever they are marked."""
    scores = list(Score.objects.filter(attempt=attempt, run=attempt.exam.marking_run))
    if len(scores) != 1:
        yield f"I6 {len(scores)} scores in one marking"
        return
    kept = (scores[0].points, scores[0].marks)
    answers = {a.slot: tuple(a.value) for a in Answer.objects.filter(attempt=attempt)}
    for _time in range(3):
        sheet = marking.mark(attempt.content, answers)
        again = (sheet.points, {str(mark.slot): str(mark.points) for mark in sheet.marks})
        if again != kept:
            yield f"I6 marked again {again}, kept {kept}"
            return
