"""A question bank as a file: what is exported imports back equal."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from exams.formats.writing import WRITERS
from exams.models import Bank
from exams.services import exports


class Command(BaseCommand):
    help = "Writes the questions of a bank into a file."

    def add_arguments(self, parser):
        parser.add_argument("--bank", required=True, help="name of the bank")
        parser.add_argument("--format", choices=sorted(WRITERS), required=True)
        parser.add_argument("-o", "--output", required=True, help="the file to write")

    def handle(self, *args, **options):
        bank = Bank.objects.filter(name=options["bank"].strip()).first()
        if bank is None:
            raise CommandError(
                _("There is no question bank called %(name)s.") % {"name": options["bank"]}
            )
        try:
            data = exports.export(bank, options["format"])
            Path(options["output"]).write_bytes(data)
        except exports.ExportRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        except (OSError, ValueError) as error:
            raise CommandError(
                _("The file %(path)s cannot be written.") % {"path": options["output"]}
            ) from error
        self.stdout.write(_("Written: %(path)s") % {"path": options["output"]})
