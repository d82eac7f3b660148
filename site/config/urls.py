"""Every address of the portal, one line an app."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as office_urls
from wagtail.documents import urls as document_urls

urlpatterns = [
    path("", include("portal.urls")),
    path("courses/", include("courses.urls")),
    path("exams/", include("exams.urls")),
    path("contests/", include("competitions.urls")),
    path("records/", include("records.urls")),
    path("programme/", include("programme.urls")),
    path("", include("notices.urls")),
    path("intake/", include("intake.urls")),
    path("certificates/", include("credentials.urls")),
    path("inbox/", include("inbox.urls")),
    path("organisation/", include("organisation.urls")),
    path("account/", include("organisation.account_urls")),
    path("office/", include(office_urls)),
    path("documents/", include(document_urls)),
    path("", include(wagtail_urls)),
]
