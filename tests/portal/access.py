from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tests.access.rows import EVERYONE, Row

# --- the shell: how pages look, my day, the style guide ------------------------------------

ROWS = [
    Row("portal:today", EVERYONE),
    Row("portal:menu", EVERYONE),
    Row("portal:style_guide", {"editor", "system"}),
    Row("portal:healthz", EVERYONE, public=True),
    Row("portal:readyz", EVERYONE, public=True),
    Row("portal:big", EVERYONE, method="post", public=True),
    Row("portal:light", EVERYONE, method="post", public=True),
    Row("portal:language", EVERYONE, method="post", public=True),
]

# --- public pages and search ---------------------------------------------------------------


def picture(world):
    default_storage.save("images/one.webp", ContentFile(b"RIFF"))
    return {"path": "images/one.webp"}


ROWS += [
    Row("portal:search", EVERYONE, public=True),
    Row("portal:site_map", EVERYONE, public=True),
    Row("portal:save_data", EVERYONE, method="post", public=True),
    Row("portal:media", EVERYONE, build=picture, public=True),
    Row("portal:office_account", {"editor"}),
    Row("portal:office_login", {"editor"}),
    Row("portal:page_login", EVERYONE),
]

# --- the handbook --------------------------------------------------------------------------

ROWS += [
    Row("portal:help", EVERYONE, public=True),
    Row("portal:help_topic", EVERYONE, lambda world: {"key": "start"}, public=True),
]
