"""What Wagtail's group "Editors" may do: everything on the county's site, nothing above it."""

from django.db import migrations

EDITORS = "Editors"
ON_PAGES = ["add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page"]
ON_COLLECTIONS = [
    ("wagtailimages", "image", ["add_image", "change_image", "choose_image"]),
    ("wagtaildocs", "document", ["add_document", "change_document", "choose_document"]),
]
ON_MODELS = [
    ("wagtailadmin", "admin", ["access_admin"]),
    ("portal", "sitedetails", ["change_sitedetails"]),
    (
        "organisation",
        "calendarday",
        ["add_calendarday", "change_calendarday", "delete_calendarday", "view_calendarday"],
    ),
]


def permissions(apps, app, model, names):
    # Django makes permissions after all migrations; here they are needed before.
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app, model=model
    )
    for name in names:
        yield apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=kind, codename=name, defaults={"name": name.replace("_", " ").capitalize()}
        )[0]


def build(apps, schema_editor):
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=EDITORS)
    on_page = apps.get_model("wagtailcore", "GroupPagePermission").objects
    on_page.filter(group=group).delete()
    for home in apps.get_model("portal", "HomePage").objects.all():
        for permission in permissions(apps, "wagtailcore", "page", ON_PAGES):
            on_page.create(group=group, page_id=home.pk, permission=permission)
    root = apps.get_model("wagtailcore", "Collection").objects.order_by("path").first()
    on_collection = apps.get_model("wagtailcore", "GroupCollectionPermission").objects
    for app, model, names in ON_COLLECTIONS if root else []:
        for permission in permissions(apps, app, model, names):
            on_collection.get_or_create(group=group, collection=root, permission=permission)
    group.permissions.set(
        [one for app, model, names in ON_MODELS for one in permissions(apps, app, model, names)]
    )


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0002_first_pages"),
        ("organisation", "0001_initial"),
        ("wagtailadmin", "0005_editingsession_is_editing"),
    ]

    operations = [migrations.RunPython(build, migrations.RunPython.noop)]
