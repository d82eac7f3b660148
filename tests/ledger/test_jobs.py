import pytest
from django.db import transaction
from django_q.models import OrmQ
from django_q.signing import SignedPackage

from ledger import jobs
from ledger.models import JobAttempts, JobRun, Series
from ledger.numbers import next_number

pytestmark = pytest.mark.django_db
COUNT = "ledger.numbers.next_number"


def test_enqueue_writes_one_row_of_the_queue():
    jobs.enqueue(COUNT, "letters", key="letters of May")

    task = SignedPackage.loads(OrmQ.objects.get().payload)
    assert (task["func"], task["args"]) == (
        "ledger.jobs.perform",
        ("letters of May", COUNT, "letters"),
    )


def test_a_job_of_a_lost_transaction_is_not_queued():
    with transaction.atomic():
        jobs.enqueue(COUNT, "letters", key="letters of May")
        transaction.set_rollback(True)

    assert OrmQ.objects.count() == 0


def test_a_job_has_its_effect_once():
    for _twice in range(2):
        jobs.perform("letters of May", COUNT, "letters")

    assert Series.objects.get(name="letters").last == 1


def outside():
    return not transaction.get_connection().in_atomic_block


@jobs.reckons_first
def count_after_reckoning(name):
    reckoned_outside = outside()
    return lambda: (reckoned_outside, outside(), next_number(name))


@pytest.mark.django_db(transaction=True)
def test_a_job_that_reckons_first_holds_no_transaction_meanwhile_and_has_its_effect_once():
    job = "May", f"{__name__}.count_after_reckoning", "letters"

    told = [jobs.perform(*job) for _twice in range(2)]

    assert told == ["(True, False, 1)", "nothing to do"]
    assert Series.objects.get(name="letters").last == 1


def test_a_job_that_fails_leaves_no_effect_and_says_why():
    with pytest.raises(TypeError):
        jobs.perform("letters of May", COUNT, "letters", "too many")

    assert JobRun.objects.count() == 0
    assert JobAttempts.objects.get().error.startswith("TypeError")


def test_a_job_that_keeps_failing_is_put_aside_after_the_fifth_start():
    for _start in range(5):
        with pytest.raises(TypeError):
            jobs.perform("letters of May", COUNT, "letters", "too many")

    assert jobs.perform("letters of May", COUNT, "letters", "too many") == "nothing to do"
    assert [job.key for job in jobs.parked()] == ["letters of May"]


def test_numbers_run_without_a_gap():
    assert [next_number("notices 2026") for _three in range(3)] == [1, 2, 3]


def test_a_number_is_given_back_with_its_document():
    with transaction.atomic():
        next_number("notices 2026")
        transaction.set_rollback(True)

    assert next_number("notices 2026") == 1


def test_what_a_clock_asks_for_again_and_again_is_queued_once():
    asked = [jobs.enqueue_once(COUNT, "letters", key="letters of May") for _time in range(3)]

    assert asked == [True, False, False]
    assert OrmQ.objects.count() == 1
