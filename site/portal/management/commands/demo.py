"""`manage.py demo`: an invented county with twelve months behind it."""

import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

import competitions.demo
import courses.demo
import exams.demo
import inbox.demo
import notices.demo
import organisation.demo
import portal.demo
import programme.demo
import records.demo
from organisation.models import Unit
from organisation.periods import today
from portal import demo_accounts

# In this order: later parts build on earlier ones, the notices sum everything up.
PARTS = {
    "money, goals and lines": programme.demo.build,
    "courses": courses.demo.build,
    "exams": exams.demo.build,
    "contests": competitions.demo.build,
    "village records": records.demo.build,
    "messages": inbox.demo.build,
    "pages": portal.demo.build,
    "notices": notices.demo.build,
}


class Command(BaseCommand):
    help = "Builds an invented county in an empty database: people, courses, exams, records."

    def add_arguments(self, parser):
        parser.add_argument(
            "--scale",
            choices=["small", "county"],
            default="small",
            help="small: the residents of 3 villages; county: about 200 in every village",
        )
        parser.add_argument("--seed", type=int, default=1, help="same seed and date, same county")

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("Demo people may exist only where DEMO=1 is set.")
        if Unit.objects.exists():
            raise CommandError("There are units already: a demo county needs an empty database.")
        begun = time.monotonic()
        with transaction.atomic():
            self._say(1, "units and people")
            county, passwords = organisation.demo.build(
                seed=options["seed"], day=today(), scale=options["scale"]
            )
            for step, (what, build) in enumerate(PARTS.items(), start=2):
                self._say(step, what)
                build(county)
            demo_accounts.write(county.accounts, passwords)
        self.stdout.write(f"The demo county stands after {time.monotonic() - begun:.0f} s.")

    def _say(self, step, what):
        self.stdout.write(f"Demo county, {step} of {len(PARTS) + 1}: {what}…")
        self.stdout.flush()
