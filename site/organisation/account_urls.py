"""The addresses of /account/: those of allauth that make sense where sign-up is closed."""

from allauth.account import views as allauth_views
from django.urls import path

from organisation.views import sign_in

urlpatterns = [
    path("login/", sign_in.SignIn.as_view(), name="account_login"),
    path("logout/", allauth_views.logout, name="account_logout"),
    path("password/change/", allauth_views.password_change, name="account_change_password"),
    # Asked for by name inside allauth; here they say how one gets an account.
    path("signup/", sign_in.no_sign_up, name="account_signup"),
    path("password/reset/", sign_in.no_reset, name="account_reset_password"),
    # Where the page to change a password sends an account that has none.
    path("password/none/", sign_in.no_reset, name="account_set_password"),
]
