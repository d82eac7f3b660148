"""Sentences of the back office that Wagtail leaves in English where an editor works."""

from django.utils.translation import gettext_noop, ngettext_lazy

SENTENCES = [
    gettext_noop("Actions"),
    gettext_noop("Actions (footer)"),
    gettext_noop("Admin theme"),
    gettext_noop("Contrast"),
    gettext_noop("Density"),
    gettext_noop("Enable custom keyboard shortcuts specific to Wagtail."),
    gettext_noop("Exploring"),
    gettext_noop("Grid layout"),
    gettext_noop("Image focal point"),
    gettext_noop("List layout"),
    gettext_noop("Maximum filesize: %(max_upload_size)s."),
    gettext_noop("More contrast"),
    gettext_noop("New: %(model_name)s"),
    gettext_noop("Oldest"),
    gettext_noop("Search all pages…"),
    gettext_noop("Snug"),
    gettext_noop("Sort by '%(label)s' in ascending order."),
    gettext_noop("Sort by '%(label)s' in descending order."),
    gettext_noop("Theme preferences"),
    gettext_noop("Toggle checks"),
    gettext_noop("Usage count: (high to low)"),
    gettext_noop("Usage count: (low to high)"),
    gettext_noop("Use server language: %(language_name)s"),
    gettext_noop("%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s"),
    ngettext_lazy("There is one matching page", "There are %(counter)s matching pages", "counter"),
    ngettext_lazy(
        "This %(model_name)s is referenced %(usage_count)s time.",
        "This %(model_name)s is referenced %(usage_count)s times.",
        "usage_count",
    ),
]
