"""`manage.py prepare`: what has to be done once before the portal can be served."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from organisation.models import Unit
from portal.prepare import collect_static, migrate


class Command(BaseCommand):
    help = "Migrates, collects static files, and builds the demo county in an empty database."

    def handle(self, *args, **options):
        call_command("compile_catalogues", stdout=self.stdout, verbosity=0)
        migrate(self.say)
        collect_static(self.say)
        if settings.DEMO and not Unit.objects.exists():
            call_command("demo", scale="small", stdout=self.stdout)

    def say(self, line):
        self.stdout.write(line)
        self.stdout.flush()
