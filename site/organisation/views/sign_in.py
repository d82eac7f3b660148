"""Signing in; and what allauth would offer and this house does not: how one gets in instead."""

from allauth.account import views as allauth_views
from django.shortcuts import render


class SignIn(allauth_views.LoginView):
    def get_context_data(self, **kwargs):
        """Without the ways in that this house does not have: on an exam day all come at once."""
        return super(allauth_views.LoginView, self).get_context_data(**kwargs)


def no_sign_up(request):
    return render(request, "organisation/no_sign_up.html")


def no_reset(request):
    return render(request, "organisation/no_reset.html")
