"""Whether all that exams left behind still fits the seals of its days."""

import json
import sys
from dataclasses import asdict

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from exams.services import sealing


class Command(BaseCommand):
    help = "Looks at the seal of every day on which exams were sat. Exit 1 when one does not fit."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args, **options):
        found = sealing.check()
        if options["json"]:
            self.stdout.write(json.dumps(asdict(found)))
        else:
            self._tell(found)
        if not found.is_whole:
            sys.exit(1)

    def _tell(self, found):
        if found.is_whole:
            self.stdout.write(_("All seals fit: %(n)d.") % {"n": found.seals})
        for day in found.days:
            self.stdout.write(_("The seal of %(day)s does not fit.") % {"day": day})
        if found.chain is not None:
            sentence = _("The chain of seals breaks at number %(number)d.")
            self.stdout.write(sentence % {"number": found.chain})
