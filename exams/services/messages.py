"""What candidates are told in the inbox."""

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exams.models import Attempt
from exams.moments import moment_in_words
from inbox.services import send
from organisation.models import Person


def call_candidates(exam):
    draw = exam.draws.holding().first() if exam.is_spot else None
    title, body = _("You are called to an exam: %(title)s"), _terms(exam)
    if draw:
        title = _("Your village was drawn for an exam: %(title)s")
        check = _("It was draw no. %(round)d; the page of the exam says how to check it.")
        body = f"{body} {check % {'round': draw.round}}"
    send(
        Person.objects.filter(called_to__exam=exam),
        title % {"title": exam.title[:80]},
        body,
        reverse("exams:exam_detail", kwargs={"pk": exam.pk}),
        key=call_key(exam, draw),
    )


def call_key(exam, draw):
    """People of villages that were drawn anew are called anew."""
    return f"exams.called:{exam.pk}:{draw.round}" if draw else f"exams.called:{exam.pk}"


def _terms(exam):
    opens, closes = timezone.localtime(exam.opens_at), timezone.localtime(exam.closes_at)
    return _(
        "From %(opens)s to %(closes)s. You have %(minutes)d minutes from the moment you "
        "begin; begin when the network is good."
    ) % {
        "opens": formats.date_format(opens, "DATETIME_FORMAT"),
        "closes": formats.date_format(closes, "DATETIME_FORMAT"),
        "minutes": exam.minutes,
    }


def tell_not_called(draw):
    """To the people of the villages of a draw that was given up, before the next one calls."""
    exam = draw.exam
    send(
        Person.objects.filter(called_to__exam=exam),
        _("You are not called after all: %(title)s") % {"title": exam.title[:80]},
        _("Draw no. %(round)d was given up. Its page says why.") % {"round": draw.round},
        draw.get_absolute_url(),
        key=f"exams.not_called:{exam.pk}:{draw.round}",
    )


def tell_results(exam):
    """To each who sat it, with the way to her own result; no mark in the message."""
    sat = Attempt.objects.filter(exam=exam).exclude(state=Attempt.State.OPEN)
    send(
        Person.objects.filter(attempts__in=sat).distinct(),
        _("Results are out: %(title)s") % {"title": exam.title[:80]},
        _("See your score and the questions you got wrong."),
        reverse("exams:exam_detail", kwargs={"pk": exam.pk}),
        key=f"exams.results:{exam.pk}",
    )


def tell_marked_again(run, people):
    """To each whose result is another one now; no mark in the message."""
    send(
        people.distinct(),
        _("Your result has changed: %(title)s") % {"title": run.exam.title[:80]},
        _("The key of a question was wrong. See which one, why, and what counts now."),
        reverse("exams:exam_detail", kwargs={"pk": run.exam_id}),
        key=f"exams.marked_again:{run.pk}",
    )


def tell_marker(marker, now):
    """That she was named; what is to be marked is there when the exam is over."""
    exam = marker.exam
    send(
        [marker.person],
        _("You are to mark answers: %(title)s") % {"title": exam.title[:80]},
        _(
            "From %(moment)s on your answers are there. You do not see whose they are, nor what "
            "the other marker gives."
        )
        % {"moment": moment_in_words(exam.closes_at, now)},
        reverse("exams:marking", kwargs={"pk": exam.pk}),
        key=f"exams.marker:{marker.pk}",
    )


def remind_markers(exam, people, day):
    send(
        people,
        _("Answers wait for your marks: %(title)s") % {"title": exam.title[:80]},
        _("The results are shown when all answers are marked."),
        reverse("exams:marking", kwargs={"pk": exam.pk}),
        key=f"exams.mark:{exam.pk}:{day}",
    )


def tell_mark_changed(script):
    """To whose answer was marked anew; no mark in the message."""
    exam = script.attempt.exam
    send(
        [script.attempt.person],
        _("Your answer was marked again: %(title)s") % {"title": exam.title[:80]},
        _("See what counts now for question %(number)d.") % {"number": script.slot},
        reverse("exams:result", kwargs={"pk": script.attempt_id}),
        key=f"exams.script:{script.pk}",
    )


def tell_answer(appeal):
    """That her objection is answered; the answer itself stands on her own page."""
    exam = appeal.attempt.exam
    kwargs = {"pk": appeal.attempt_id, "slot": appeal.slot}
    send(
        [appeal.attempt.person],
        _("Your objection is answered: %(title)s") % {"title": exam.title[:80]},
        _("Read what was decided about question %(number)d.") % {"number": appeal.slot},
        reverse("exams:appeal", kwargs=kwargs),
        key=f"exams.appeal:{appeal.pk}",
    )


def tell_certificate(certificate, exam, why=""):
    """Where to find hers; `why` where it follows from a marking anew."""
    send(
        [certificate.person],
        _("You have a certificate: %(title)s") % {"title": exam.title[:80]},
        why or _("It has a number by which anybody can check it. Print it where you like."),
        certificate.get_absolute_url(),
        key=f"exams.certificate:{certificate.pk}",
    )


def tell_revoked(certificate, reason):
    send(
        [certificate.person],
        _("Your certificate %(number)s is revoked") % {"number": certificate.number},
        reason,
        certificate.get_absolute_url(),
        key=f"exams.revoked:{certificate.pk}",
    )


def tell_outage(exam, people, n, gap, key):
    """To those who keep watch: what was given back by itself, and what is left to them."""
    send(
        people,
        _("The site was away during an exam: %(title)s") % {"title": exam.title[:80]},
        ngettext(
            "%(n)d person who was answering has %(minutes)d minutes more by itself. Make sure she "
            "knows; if it is too little, give more time on the page “Keep watch”.",
            "%(n)d people who were answering have %(minutes)d minutes more by itself. Make sure "
            "they know; if it is too little, give more time on the page “Keep watch”.",
            n,
        )
        % {"n": n, "minutes": minutes_in(gap)},
        reverse("exams:exam_watch", kwargs={"pk": exam.pk}),
        key=f"exams.outage:{exam.pk}:{key}",
    )


def tell_more_time(extension, gap):
    """To one who was answering when the site went away for long."""
    attempt = extension.attempt
    until = timezone.localtime(attempt.deadline)
    send(
        [attempt.person],
        _("You can go on with the exam until %(until)s")
        % {"until": formats.date_format(until, "DATETIME_FORMAT")},
        _("The site was away for %(minutes)d minutes; you have them back. Your answers are there.")
        % {"minutes": minutes_in(gap)},
        attempt.get_absolute_url(),
        key=f"exams.outage:{extension.pk}",
    )


def tell_broken_seal(people, check):
    days = ", ".join(check.days)
    send(
        people,
        _("A day's seal of the exams does not fit"),
        _("Something of a day that was sealed is another now. Keep a backup and look at it."),
        reverse("exams:seal_list"),
        key=f"exams.seal:{days[:80]}:{check.chain}",
    )


def minutes_in(gap):
    return -(-int(gap.total_seconds()) // 60)
