from django.urls import path

from inbox import views

app_name = "inbox"

urlpatterns = [
    path("", views.message_list, name="message_list"),
    path("read/", views.message_read_all, name="message_read_all"),
    path("<int:pk>/", views.message_detail, name="message_detail"),
    path("<int:pk>/open/", views.message_open, name="message_open"),
]
