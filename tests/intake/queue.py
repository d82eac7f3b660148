"""The queue as it stands in its table, and worked off without a worker."""

from django.utils.module_loading import import_string
from django_q.models import OrmQ
from django_q.signing import SignedPackage


def waiting():
    """(key, arguments) of each job of the queue, the first first."""
    tasks = [SignedPackage.loads(row.payload) for row in OrmQ.objects.order_by("pk")]
    return [(task["args"][0], task["args"][1:]) for task in tasks]


def work_one_off():
    """As a worker does it; the job is taken out of the queue after it is done."""
    row = OrmQ.objects.order_by("pk").first()
    task = SignedPackage.loads(row.payload)
    import_string(task["func"])(*task["args"])
    row.delete()


def work_off():
    """All of it, also what is queued meanwhile; returns how many jobs there were."""
    count = 0
    while OrmQ.objects.exists():
        work_one_off()
        count += 1
    return count
