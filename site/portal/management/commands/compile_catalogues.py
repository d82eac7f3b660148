"""`manage.py compile_catalogues`: .po → .mo with Babel, so that no machine needs gettext."""

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management.base import BaseCommand


def catalogues():
    """The catalogue files of ours."""
    for folder in ("site", "courses", "exams", "competitions", "records"):
        yield from sorted((settings.BASE_DIR / folder).glob("**/LC_MESSAGES/django.po"))


class Command(BaseCommand):
    help = "Compiles the translations that changed."
    requires_system_checks = []

    def handle(self, *args, **options):
        count = 0
        for source in catalogues():
            target = source.with_suffix(".mo")
            if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
                continue
            with source.open("rb") as file:
                catalogue = read_po(file)
            # A header that gettext marked "fuzzy" would be left out, and with it the encoding.
            catalogue.fuzzy = False
            with target.open("wb") as file:
                write_mo(file, catalogue)
            count += 1
        self.stdout.write(f"Compiled {count} catalogue(s).")
