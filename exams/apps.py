from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExamsConfig(AppConfig):
    name = "exams"
    verbose_name = _("exams")

    def ready(self):
        from credentials.record import record
        from exams.training_record import SOURCE, TOPICS

        record.add(SOURCE, TOPICS)
