from django.apps import AppConfig
from django.core.management import call_command
from django.db.models.signals import post_migrate
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
        post_migrate.connect(make_cache_table, sender=self)


def make_cache_table(using, **kwargs):
    """Whoever migrates by hand has the cache's table too; it is left alone when it is there."""
    call_command("createcachetable", database=using, verbosity=0)
