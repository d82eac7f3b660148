from django.urls import path

from intake import views

app_name = "intake"

urlpatterns = [
    path("", views.intake_list, name="intake_list"),
    path("new/<slug:key>/", views.intake_begin, name="intake_begin"),
    path("<int:pk>/", views.intake_detail, name="intake_detail"),
    path("<int:pk>/columns/", views.intake_columns, name="intake_columns"),
    path("<int:pk>/good/", views.intake_good, name="intake_good"),
    path("<int:pk>/confirm/", views.intake_confirm, name="intake_confirm"),
    path("<int:pk>/go-on/", views.intake_go_on, name="intake_go_on"),
    path("<int:pk>/undo/", views.intake_undo, name="intake_undo"),
    path("<int:pk>/faulty.<slug:suffix>", views.intake_faulty, name="intake_faulty"),
]
