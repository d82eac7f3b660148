"""Spot exams of the invented county: a draw given up, one that was sat, one still sealed.

The secrets are the server's own and follow from no seed: each county draws other villages.
"""

from datetime import timedelta

from django.utils.translation import gettext as _

from exams.analysis.sampling import sample_size
from exams.models import Exam
from exams.services import analyses, spot_draws
from exams.services.messages import call_key
from ledger.models import JobRun
from organisation.periods import start_of

MARGIN = 0.10


def build(demo, plan, sit):
    """`plan(day, title)` gives a draft of a spot exam, `sit(exam)` has its people hand in."""
    organiser, second = demo.accounts["organiser"], demo.accounts["supervisor"]
    day = demo.months[-3].first + timedelta(days=23)
    exam = plan(day, _("Spot exam of %(month)s") % {"month": demo.months[-3].label})
    before = start_of(day - timedelta(days=3)) + timedelta(hours=9)
    wrong = spot_draws.seal(exam, _terms(demo, minimum=0), organiser, before)
    reason = _("The minimum of each township was forgotten.")
    later = before + timedelta(hours=1)
    spot_draws.ask_to_give_up(wrong, reason, organiser, later)
    spot_draws.give_up(wrong, second, later)
    draw = spot_draws.seal(exam, _terms(demo), organiser, later)
    # They were told at the time: the queue of today has nothing to send.
    JobRun.objects.create(key=call_key(exam, draw))
    spot_draws.reveal(draw, "", organiser, start_of(day) + timedelta(hours=7))
    exam = Exam.objects.select_related("paper", "marking_run").get(pk=exam.pk)
    sit(exam)
    exam.roll_closed_at, exam.announced_at = exam.opens_at, exam.results_at
    exam.save(update_fields=["roll_closed_at", "announced_at"])
    analyses.make(exam.marking_run, exam.results_at)
    _seal_the_next(demo, plan, organiser)


def _terms(demo, minimum=2, **more):
    size = sample_size(len(demo.villages), MARGIN)
    return {"size": size, "minimum": minimum, "excused": {}} | more


def _seal_the_next(demo, plan, organiser):
    exam = plan(demo.day + timedelta(days=9), _("Spot exam before the year ends"))
    flooded = {demo.villages[-1].code: _("The line is being repaired.")}
    number = {"public_name": _("Lottery of two colours"), "public_on": demo.day + timedelta(days=7)}
    terms = _terms(demo, excused=flooded, **number)
    spot_draws.seal(exam, terms, organiser, start_of(demo.day) + timedelta(hours=9))
