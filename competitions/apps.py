from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CompetitionsConfig(AppConfig):
    name = "competitions"
    verbose_name = _("competitions")

    def ready(self):
        from competitions.closing import HANDED_OUT
        from competitions.services.awards import are_handed_out
        from competitions.training_record import SOURCE
        from credentials.record import record

        record.add(SOURCE)
        HANDED_OUT.append(are_handed_out)
