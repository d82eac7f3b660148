from django.urls import path

from credentials import views

app_name = "credentials"

urlpatterns = [
    path("", views.training_record, name="training_record"),
    path("check/", views.check, name="check"),
    path("given/", views.certificate_list, name="certificate_list"),
    path("given/certificates.pdf", views.certificate_pile, name="certificate_pile"),
    path("<int:pk>/", views.certificate_detail, name="certificate_detail"),
    path("<int:pk>/certificate.pdf", views.certificate_pdf, name="certificate_pdf"),
    path("<int:pk>/revoke/", views.certificate_revoke, name="certificate_revoke"),
]
