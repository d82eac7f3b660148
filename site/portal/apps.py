from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = _("portal")

    def ready(self):
        from portal import checks  # noqa: F401
        from portal.pictures import limit_decoding
        from portal.search import patch_indexer

        limit_decoding()
        patch_indexer()
