"""Recomputes a draw of the order; needs neither database nor secret key."""

from django.core.management.base import BaseCommand

from competitions.draw import DrawRefused, draw, read_codes
from competitions.offline import Unreadable, answer, as_errors, content_of


class Command(BaseCommand):
    help = "The order of LIST.txt (one code a line) from the secret and the public value."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("list", metavar="LIST.txt")
        parser.add_argument("--secret", required=True, help="committed to beforehand, told after")
        parser.add_argument("--public", required=True, help="made in the room, in view of all")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args, secret, public, **options):
        found, lines = {}, []
        try:
            order = draw(read_codes(content_of(options["list"])), secret, public)
        except (Unreadable, DrawRefused) as refusal:
            found["errors"] = as_errors(refusal.faults)
        else:
            found = _as_promised(order)
            lines = [["list_sha256", order.list_hash], ["commitment", order.commitment]]
            lines += [[n, code, order.keys[code]] for n, code in enumerate(order.codes, start=1)]
        answer(self, found, lines, options["json"])


def _as_promised(order):
    return {
        "list_sha256": order.list_hash,
        "commitment": order.commitment,
        "order": order.codes,
        "keys": order.keys,
    }
