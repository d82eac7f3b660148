from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeConfig(AppConfig):
    name = "intake"
    verbose_name = _("imports")

    def ready(self):
        from exams.importers import IMPORTERS as exams
        from intake.registry import importers
        from organisation.importers import IMPORTERS as organisation

        # In the order of the list; add() refuses a duplicate key.
        importers.add(*organisation, *exams)
