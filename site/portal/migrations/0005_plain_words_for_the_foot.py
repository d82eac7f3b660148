"""The first pages name the foot of a page as people call it.

Pages that an editor has changed keep her words.
"""

import json

from django.db import migrations

PLAIN = [
    ("电话在页脚", "电话在页面最下面"),
    ("页脚的电话", "页面最下面的电话"),
]


def plain(value):
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    if isinstance(value, str):
        for old, new in PLAIN:
            value = value.replace(old, new)
    return value


def say_it_plainly(apps, schema_editor):
    pages = apps.get_model("portal", "InfoPage").objects.filter(latest_revision=None)
    for page in pages:
        blocks = list(page.body.raw_data)
        if plain(blocks) != blocks:
            page.body = json.dumps(plain(blocks), ensure_ascii=False)
            page.save(update_fields=["body"])


class Migration(migrations.Migration):
    dependencies = [("portal", "0004_say_what_fields_mean")]

    operations = [migrations.RunPython(say_it_plainly, migrations.RunPython.noop)]
