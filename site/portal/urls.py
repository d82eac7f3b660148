from django.urls import path
from django.views.generic import RedirectView

from portal.views import day, health, help, media, office, search, shell, site_map, style_guide

app_name = "portal"

TO_SIGN_IN = RedirectView.as_view(pattern_name="account_login", query_string=True)

# --- the shell: how pages look, my day, the style guide, health ----------------------------

urlpatterns = [
    path("today/", day.my_day_page, name="today"),
    path("menu/", day.menu, name="menu"),
    path("styleguide/", style_guide.style_guide, name="style_guide"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("big/", shell.big, name="big"),
    path("light/", shell.light, name="light"),
    path("language/", shell.language, name="language"),
]

# --- public pages and search ---------------------------------------------------------------

urlpatterns += [
    path("search/", search.search, name="search"),
    path("sitemap/", site_map.site_map, name="site_map"),
    path("save-data/", shell.save_data, name="save_data"),
    path("media/<path:path>", media.media, name="media"),
    # Before Wagtail's own: one place to sign in, and nothing of the person in the office.
    path("office/account/", office.account, name="office_account"),
    path("office/login/", TO_SIGN_IN, name="office_login"),
    path("_util/login/", TO_SIGN_IN, name="page_login"),
]

# --- the handbook --------------------------------------------------------------------------

urlpatterns += [
    path("help/", help.help_index, name="help"),
    path("help/<slug:key>/", help.help_topic, name="help_topic"),
]
