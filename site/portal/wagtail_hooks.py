"""The back office: what of Wagtail a county editor meets, and in which order."""

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.viewsets.model import ModelViewSet

from organisation.models import CalendarDay
from portal.models import MaterialIndexPage, NewsIndexPage, NoticeIndexPage
from portal.pictures import WeightOperation
from portal.policies import register_policies

register_policies()

# Nothing in them is an editor's: reports are for many editors, help leads to foreign sites.
NOT_FOR_EDITORS = {"reports", "help"}


@hooks.register("register_image_operations")
def weight_of_pictures():
    return [("weight", WeightOperation)]


@hooks.register("construct_main_menu")
def hide_what_is_not_for_editors(request, items):
    items[:] = [item for item in items if item.name not in NOT_FOR_EDITORS]


@hooks.register("register_admin_menu_item")
def handbook():
    return MenuItem(_("Handbook"), reverse("portal:help"), icon_name="help", order=9000)


# Last: Wagtail's own apps add theirs by the same hook.
@hooks.register("construct_homepage_summary_items", order=1_000)
def no_counts(request, items):
    items.clear()


class WritePanel(Component):
    """What an editor comes for, one press away."""

    name = "write"
    order = 10
    template_name = "portal/office/write.html"
    PLACES = [
        (NoticeIndexPage, "noticepage", _("Write a notice")),
        (NewsIndexPage, "articlepage", _("Write news")),
        (MaterialIndexPage, "materialpage", _("Add course material")),
    ]

    def get_context_data(self, parent_context):
        return {"links": [link for place in self.PLACES for link in self._links(*place)]}

    def _links(self, index, model, words):
        for page in index.objects.all()[:1]:
            yield reverse("wagtailadmin_pages:add", args=["portal", model, page.pk]), words


@hooks.register("construct_homepage_panels")
def what_to_write(request, panels):
    panels.append(WritePanel())


@hooks.register("insert_global_admin_css")
def colours_of_the_site():
    return format_html('<link rel="stylesheet" href="{}">', static("portal/office.css"))


class CalendarViewSet(ModelViewSet):
    """Holidays and make-up days of work, as the county declares them."""

    model = CalendarDay
    name = "calendar"
    icon = "calendar-alt"
    menu_label = _("Holidays")
    add_to_settings_menu = True
    form_fields = ["day", "name", "working"]
    list_display = ["day", "name", BooleanColumn("working", label=_("working day"))]
    ordering = ["-day"]
    copy_view_enabled = False


@hooks.register("register_admin_viewset")
def calendar():
    return CalendarViewSet()
