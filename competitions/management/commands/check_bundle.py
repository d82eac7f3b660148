"""Recomputes a published result from its bundle; needs neither database nor the county's server."""

from django.core.management.base import BaseCommand

from competitions.bundle import BundleRefused, differences, read
from competitions.offline import Unreadable, answer, as_errors, content_of


class Command(BaseCommand):
    help = "Proves the result in BUNDLE.zip, or names what differs, the first thing first."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("bundle", metavar="BUNDLE.zip")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args, bundle, **options):
        found, lines = {"proved": False}, []
        try:
            read_bundle = read(content_of(bundle))
        except Unreadable as refusal:
            faults = refusal.faults
        except BundleRefused as refusal:
            faults = [refusal.fault]
        else:
            faults = differences(read_bundle)
            found |= {"number": read_bundle.result.get("number"), "proved": not faults}
            lines = [["proved" if not faults else "not proved", f"result {found['number']}"]]
        if faults:
            found["errors"] = as_errors(faults)
        answer(self, found, lines, options["json"])
