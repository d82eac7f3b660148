"""Parts of a page that are drawn once for all who see the same."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

register = template.Library()

# Languages, places, sizes, colours, and a number of messages.
MOST_ALIKE = 500
SHARED = ("portal_name", "help_phone", "section", "big_text", "light")
# Stand for what is one person's own, until it is put in.
HERE, TOKEN = "=here=", "=token="


@register.simple_tag(takes_context=True)
def bar(context):
    # Adding takes the number out of what stands for it until it is needed.
    return _of("components/header.html", context, (context.get("unread_messages") or 0) + 0)


@register.simple_tag(takes_context=True)
def foot(context):
    return _of("components/footer.html", context)


@register.simple_tag
def fixed(name):
    """A template that says the same to everybody who reads its language."""
    return _fixed(name, get_language())


def _of(name, context, messages=0):
    user = context.get("user")
    signed_in = user is not None and user.is_authenticated
    shared = tuple(context.get(fact) for fact in SHARED)
    drawn = _drawn(name, get_language(), signed_in, messages, shared)
    if signed_in:
        # Asked for only where a form needs it: it makes the page set a cookie.
        drawn = drawn.replace(TOKEN, str(context.get("csrf_token", "")))
    # Last, because anybody can write it.
    return mark_safe(drawn.replace(HERE, escape(context.get("here", ""))))


@lru_cache(maxsize=MOST_ALIKE)
def _drawn(name, language, signed_in, messages, shared):
    facts = dict(zip(SHARED, shared, strict=True))
    own = {"here": SafeString(HERE), "csrf_token": SafeString(TOKEN), "unread_messages": messages}
    user = {"is_authenticated": signed_in}
    return render_to_string(name, {**facts, **own, "language": language, "user": user})


@lru_cache(maxsize=MOST_ALIKE)
def _fixed(name, _language):
    return render_to_string(name)


def forget():
    """Draw anew what is asked for next."""
    _drawn.cache_clear()
    _fixed.cache_clear()
