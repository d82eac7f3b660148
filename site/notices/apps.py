from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "notices"
    verbose_name = _("notices")

    def ready(self):
        from competitions.indicators import INDICATORS as competitions
        from courses.indicators import INDICATORS as courses
        from exams.indicators import INDICATORS as exams
        from notices.board import board
        from notices.indicators import INDICATORS as notices
        from programme.indicators import INDICATORS as programme
        from records.indicators import INDICATORS as records

        # Printing order; add() refuses a duplicate key.
        board.add(*programme, *courses, *records, *exams, *competitions, *notices)
