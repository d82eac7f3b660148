"""What the public pages need besides their own page."""

from django import template
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from portal.marking import excerpt, marked
from portal.models import InfoPage, SiteDetails

register = template.Library()
register.filter("marked", marked)
register.filter("excerpt", excerpt)

# What a reader calls a file, by its ending; those that are not here are called by it.
KINDS = {"xlsx": _("table"), "csv": _("table"), "docx": _("text to print")}


@register.filter
def kind_of(document):
    return KINDS.get(document.file_extension, document.file_extension.upper())


@register.inclusion_tag("portal/foot.html", takes_context=True)
def site_foot(context):
    """The links and the organiser at the foot of every public page."""
    site = Site.find_for_request(context["request"])
    links = InfoPage.objects.live().filter(place=InfoPage.Place.FOOT)
    return {"details": SiteDetails.for_site(site) if site else None, "links": links}
