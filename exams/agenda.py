"""What this app asks of a person on a day."""

from datetime import datetime, time, timedelta

from django.db.models import Count, Exists, Min, OuterRef, Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exams import papers
from exams.models import Appeal, Attempt, Exam, KeyChange, Reading, Script, SpotDraw
from exams.services import trails
from organisation.agenda import AgendaItem, MenuItem, Urgency
from organisation.models import Unit
from organisation.periods import today
from organisation.rights import Act, posts_that_may

SHOWN_AHEAD = timedelta(days=5)
SHOWN_AFTER = timedelta(days=7)
SOON = timedelta(hours=12)


def agenda(person, day, now=None):
    now = now or _moment_of(day)
    mine = Prefetch("attempts", Attempt.objects.of(person).order_by("number"), "mine")
    exams = (
        Exam.objects.called(person)
        .filter(opens_at__lt=now + SHOWN_AHEAD, results_at__gt=now - SHOWN_AFTER)
        .select_related("paper")
        .prefetch_related(mine)
        .order_by("closes_at")
    )
    items = [item for exam in exams if (item := _item(exam, exam.mine, now))]
    if any(item.urgency == Urgency.NOW and item.when < now + SOON for item in items):
        return items  # first the exam: nobody is asked for anything else before it
    asked = [
        *_signatures(person),
        *_draws(person),
        *_objections(person),
        *_marking(person, now),
        *_finishing(person, now),
    ]
    return [*items, *asked, *_practice(person, day, now)]


def _signatures(person):
    """Changed keys that wait for a second person."""
    pending = KeyChange.objects.pending().exclude(proposed_by=person)
    pending = pending.filter(exam__in=Exam.objects.checked_by(person)).select_related("exam")
    return [
        AgendaItem(
            timezone.localdate(change.proposed_at),
            _("A changed key waits for a second person"),
            reverse("exams:key_detail", kwargs={"pk": change.exam_id, "change": change.pk}),
            Urgency.TODAY,
            change.exam.title,
            _("Look"),
        )
        for change in pending
    ]


def _draws(person):
    """Draws somebody else wants to give up; the page of the exam stays closed to her."""
    asked = SpotDraw.objects.to_decide().checked_by(person).exclude(asked_by=person)
    return [
        AgendaItem(
            timezone.localdate(draw.asked_at),
            _("A draw is to be given up: a second person decides"),
            reverse("exams:spot_give_up", kwargs={"number": draw.round}),
            Urgency.TODAY,
            draw.reason,
            _("Look"),
        )
        for draw in asked
    ]


def _objections(person):
    """Of the exams she holds, those with objections nobody has answered."""
    pending = Appeal.objects.pending().answered_by(person).order_by()
    rows = pending.values_list("attempt__exam", "attempt__exam__title")
    return [
        AgendaItem(
            timezone.localdate(first),
            ngettext("%(n)d objection to answer", "%(n)d objections to answer", n) % {"n": n},
            reverse("exams:exam_appeals", kwargs={"pk": exam}),
            Urgency.TODAY,
            title,
            _("Answer"),
        )
        for exam, title, n, first in rows.annotate(n=Count("pk"), first=Min("made_at"))
    ]


def _marking(person, now):
    """Answers she has to mark, exam by exam."""
    left = Reading.objects.of(person).over(now).to_do().order_by()
    exam = "script__attempt__exam"
    rows = left.values_list(exam, f"{exam}__title", f"{exam}__closes_at").annotate(n=Count("pk"))
    return [
        AgendaItem(
            timezone.localdate(closed),
            ngettext("%(n)d answer to mark", "%(n)d answers to mark", n) % {"n": n},
            reverse("exams:marking", kwargs={"pk": pk}),
            Urgency.TODAY,
            title,
            _("Mark"),
        )
        for pk, title, closed, n in rows
    ]


def _finishing(person, now):
    """Exams she holds whose results wait only for her word, or for markers nobody has named."""
    waiting = Exam.objects.held_by(person).published().filter(results_wait=True, closes_at__lte=now)
    unsettled = Script.objects.unsettled().filter(attempt__exam=OuterRef("pk"))
    dealt = Reading.objects.filter(script__attempt__exam=OuterRef("pk")).to_do()
    rows = waiting.annotate(left=Exists(unsettled), is_dealt=Exists(dealt))
    return [
        AgendaItem(
            timezone.localdate(exam.closes_at),
            _("Answers lack a marker") if exam.left else _("All answers are marked: finish"),
            reverse("exams:exam_marking", kwargs={"pk": exam.pk}),
            Urgency.TODAY,
            exam.title,
            _("Look"),
        )
        for exam in rows
        if not exam.is_dealt
    ]


def _practice(person, day, now):
    """After the day's duties; nothing is said of days without practice."""
    if not Unit.objects.run_by(person, Act.LEARN).exists():
        return []
    left = trails.next_today(person, day, now).left
    if not left:
        return []
    note = ngettext("%(n)d question", "%(n)d questions", left) % {"n": left}
    url = reverse("exams:practise_today")
    return [AgendaItem(day, _("Today's practice"), url, Urgency.LATER, note, _("Practise"))]


def _moment_of(day):
    """Now when the day is today, else its noon."""
    now = timezone.now()
    if timezone.localdate(now) == day:
        return now
    return timezone.make_aware(datetime.combine(day, time(12)))


def _item(exam, attempts, now):
    last = attempts[-1] if attempts else None
    url = reverse("exams:exam_detail", kwargs={"pk": exam.pk})
    if last is not None and last.goes_on(now):
        act = _("Continue the exam")
        return AgendaItem(last.deadline, exam.title, url, Urgency.NOW, terms_of(exam), act)
    if last is None and exam.is_open(now):
        # A rehearsal is offered, an exam is waited for.
        urgency = Urgency.TODAY if exam.is_practice else Urgency.NOW
        act = _("Start the exam")
        return AgendaItem(exam.closes_at, exam.title, url, urgency, terms_of(exam), act)
    if now < exam.opens_at:
        return AgendaItem(exam.opens_at, exam.title, url, Urgency.LATER, terms_of(exam))
    if exam.results_are_out(now) and last is not None:
        note = _("The results are out.")
        return AgendaItem(exam.results_at, exam.title, url, Urgency.LATER, note, _("See"))
    return None


def terms_of(exam):
    """20 questions, 30 minutes, once."""
    count = papers.length_of(exam.paper.content)
    return _("%(questions)s, %(minutes)s, %(tries)s") % {
        "questions": ngettext("%(n)d question", "%(n)d questions", count) % {"n": count},
        "minutes": ngettext("%(n)d minute", "%(n)d minutes", exam.minutes) % {"n": exam.minutes},
        "tries": _("to be sat as often as you like")
        if exam.is_practice
        else ngettext("to be sat once", "to be sat up to %(n)d times", exam.tries)
        % {"n": exam.tries},
    }


def menu(person):
    items = []
    if Unit.objects.run_by(person, Act.LEARN).exists():
        items.append(MenuItem(_("Exams"), reverse("exams:exam_list")))
        items.append(MenuItem(_("Practice"), reverse("exams:practice_home")))
        items.append(MenuItem(_("My learning"), reverse("exams:my_learning")))
    if person.marker_of.exists():
        items.append(MenuItem(_("Answers to mark"), reverse("exams:marking_list")))
    if Unit.objects.run_by(person, Act.SEE_RESULTS).exists():
        items.append(MenuItem(_("Exams of my units"), reverse("exams:exam_overview")))
    if Unit.objects.run_by(person, Act.KEEP_BANKS).exists():
        items.append(MenuItem(_("Question banks"), reverse("exams:bank_list")))
    if Unit.objects.run_by(person, Act.HOLD_EXAMS).exists():
        items.append(MenuItem(_("Papers"), reverse("exams:paper_list")))
    if person.posts_on(today()).filter(kind__in=posts_that_may(Act.READ_LOGS)).exists():
        items.append(MenuItem(_("Seals of exams"), reverse("exams:seal_list")))
    return items
