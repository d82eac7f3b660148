from django.urls import path

from programme import views

app_name = "programme"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("goal/", views.goal_set, name="goal_set"),
    path("villages/", views.village_list, name="village_list"),
    path("villages/<int:pk>/", views.village_detail, name="village_detail"),
    path("villages/<int:pk>/connect/", views.village_connect, name="village_connect"),
    path("connections/<int:pk>/end/", views.connection_end, name="connection_end"),
    path("connections/<int:pk>/check/", views.connection_check, name="connection_check"),
    path("money/", views.money, name="money"),
    path("money/add/", views.spending_add, name="spending_add"),
    path("money/budget/", views.budget_set, name="budget_set"),
]
