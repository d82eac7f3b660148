"""What allauth would offer and this house does not: it says how one gets in instead."""

from django.shortcuts import render


def no_sign_up(request):
    return render(request, "organisation/no_sign_up.html")


def no_reset(request):
    return render(request, "organisation/no_reset.html")
