"""My day and the list of my places."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organisation.models import Post
from organisation.periods import today
from portal.day import duty_of, lead_of, my_day, places


@require_safe
@login_required
def my_day_page(request):
    day = today()
    posts = list(request.user.posts_on(day))
    # On a wide screen the desk has its places beside it; the villages have them under "Me".
    at_a_desk = any(post.kind != Post.Kind.INFORMATION_OFFICER for post in posts)
    mine = my_day(request.user, day)
    context = {
        "day": day,
        "my_day": mine,
        "lead": lead_of(mine, duty_of(posts, day)),
        "all": "all" in request.GET,
        "places": places(request.user) if at_a_desk else [],
    }
    return render(request, "portal/my_day.html", context)


@require_safe
@login_required
def menu(request):
    posts = request.user.posts_on(today())
    return render(request, "portal/menu.html", {"posts": posts, "places": places(request.user)})
