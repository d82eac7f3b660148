"""`manage.py clock`: the process that does what is due."""

import signal
import threading
import time

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from portal.clock import TICKS, Clock


class Command(BaseCommand):
    help = "Does what is due by the clock: closes exams, queues daily work, watches the queue."

    def handle(self, *args, **options):
        stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        clock = Clock(TICKS)
        while not stop.wait(1):
            close_old_connections()
            clock.run_due(time.monotonic())
