"""The county of `bench/exam.py`, seen from inside: built, measured, moved on, compared.

Each act is a process of its own, so that the bench itself loads no Django: `exam_county.py ACT`,
with what it needs as JSON on standard input and what it says as JSON on standard output.
"""

import json
import os
import sys
import time
from pathlib import Path

BASE = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(BASE), str(BASE / "site")]
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"

import django  # noqa: E402

django.setup()

from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from exams import marking, protocol  # noqa: E402
from exams.formats import tabular  # noqa: E402
from exams.models import Attempt, Exam, Op  # noqa: E402
from exams.services import banks  # noqa: E402
from organisation.models import Person, Post  # noqa: E402
from tests import make  # noqa: E402

QUESTIONS = BASE / "exams" / "demo_questions.csv"
PASSWORD = "four-horses-and-a-lamp"
TOWNSHIPS, VILLAGES = 18, 5
SAVES = 20


def build(people):
    """A county, a bank, an exam of twenty questions that is open, so many people called to it."""
    county = make.county()
    townships = [make.township(parent=county) for _n in range(TOWNSHIPS)]
    villages = [make.village(parent=one) for one in townships for _n in range(VILLAGES)]
    officers = [
        make.person(Post.Kind.INFORMATION_OFFICER, villages[n % len(villages)])
        for n in range(people)
    ]
    organiser = make.person(Post.Kind.ORGANISER, county)
    # Each hash costs as much to check as one of her own; only building is quicker.
    organiser.set_password(PASSWORD)
    Person.objects.update(password=organiser.password, must_change_password=False)
    bank = make.bank("Computer and record work")
    banks.import_questions(bank, tabular.read_csv(QUESTIONS.read_bytes()))
    exam = make.exam(bank_=bank, count=SAVES, minutes=60)
    draft = make.exam(bank_=bank, count=SAVES, published=False)
    return {
        "exam": exam.pk,
        "draft": draft.pk,
        # To be edited: what is edited waits for a check, and a plan needs so many in use.
        "questions": list(bank.questions.values_list("pk", flat=True)[SAVES:]),
        "people": [officer.username for officer in officers],
        "organiser": organiser.username,
        "password": PASSWORD,
    }


def release(exam):
    """The exam is over and its results are out, as if the hours had gone by."""
    now = timezone.now()
    Exam.objects.filter(pk=exam).update(closes_at=now, results_at=now)


def compare(exam, people):
    """What the client was told beside what is stored, as sentences; none when all is the same."""
    attempts = {a.person.username: a for a in _attempts(exam)}
    found = [f"{name}: a sitting nobody knows of" for name in attempts.keys() - people.keys()]
    for name, told in people.items():
        acked = {int(seq): (slot, value) for seq, (slot, value) in told["acked"].items()}
        if name in attempts:
            found += [f"{name}: {what}" for what in _differences(attempts[name], acked, told)]
        elif acked:
            found.append(f"{name}: {len(acked)} acknowledged answers and no sitting")
    lost = sum(" is lost" in sentence for sentence in found)
    return {"differences": found, "lost": lost, "stored": Op.objects.count()}


def _attempts(exam):
    attempts = Attempt.objects.filter(exam=exam).select_related("person", "exam__paper")
    return attempts.prefetch_related("ops", "answers", "scores")


def _differences(attempt, acked, told):
    ops = {op.seq: (op.slot, op.value) for op in attempt.ops.all()}
    yield from (f"act {seq} {act} is lost" for seq, act in acked.items() if ops.get(seq) != act)
    # A tap whose reply did not come may be there or not.
    if len(ops) != attempt.ops.count() or not ops.keys() <= acked.keys() | set(told["unsure"]):
        yield "acts nobody sent"
    receipt = told["receipt"]
    if receipt is None:
        return
    answers = {slot: tuple(value) for slot, value in dict(acked.values()).items()}
    stored = {answer.slot: tuple(answer.value) for answer in attempt.answers.all()}
    yield from (f"answer {n} is lost" for n in answers if stored.get(n) != answers[n])
    if stored.keys() - answers.keys():
        yield "answers nobody gave"
    sums = {receipt["sha256"], attempt.answers_sha256, protocol.digest(attempt.pk, answers)}
    if len(sums) != 1 or receipt["code"] != attempt.code:
        yield "another receipt"
    points = marking.mark(attempt.content, answers).points
    if [score.points for score in attempt.scores.all()] != [points]:
        yield "another score"


def measure(people, exam, password):
    """Sits the exam in this process: queries and time in the application, and a hash by itself."""
    from bench.exam_inside import sit

    began = time.process_time()
    checked = [Person.objects.first().check_password(password) for _n in range(10)]
    seconds = (time.process_time() - began) / len(checked)
    steps, told = sit(people, exam, password)
    return {"hash": seconds, "steps": steps, "told": told}


def measure_result(people, exam, password):
    from bench.exam_inside import look

    attempts = Attempt.objects.filter(person__username__in=people)
    results = {a.person.username: reverse("exams:result", kwargs={"pk": a.pk}) for a in attempts}
    return look(results, exam, password)


ACTS = {act.__name__: act for act in (build, release, compare, measure, measure_result)}

if __name__ == "__main__":
    print(json.dumps(ACTS[sys.argv[1]](**json.load(sys.stdin))))
