"""`manage.py serve`: web, queue and clock in one group of processes, until Ctrl-C."""

import os
import sys

from django.conf import settings
from django.core.management.base import BaseCommand

from portal.demo_accounts import lines


class Command(BaseCommand):
    help = "Serves the portal: web server, job queue and clock, watched and ended together."

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)

    def handle(self, *args, **options):
        shown = "localhost" if options["host"] in ("127.0.0.1", "0.0.0.0") else options["host"]
        self.stdout.write(f"\n  http://{shown}:{options['port']}/\n")
        for line in lines():
            self.stdout.write(f"  {line}")
        self.stdout.write("\n  Ctrl-C ends everything.\n")
        self.stdout.flush()
        # The supervisor needs no Django: the process is replaced, its number stays.
        command = [sys.executable, "-m", "portal.supervisor", str(settings.BASE_DIR)]
        rest = [str(settings.VAR_DIR), options["host"], str(options["port"])]
        os.environ["PYTHONPATH"] = os.pathsep.join(
            [str(settings.BASE_DIR), str(settings.SITE_DIR), os.environ.get("PYTHONPATH", "")]
        )
        # Large pages for the C library: a password hash walks through 19 MiB, and takes a twelfth
        # less of the processor; a process grows by 2 MB. Other libraries do not look at it.
        os.environ.setdefault("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1")
        os.chdir(settings.BASE_DIR)
        os.execv(sys.executable, [*command, *rest, str(options["workers"])])
