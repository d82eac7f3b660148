"""What every page of the shell needs to know."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from inbox.models import Message


def shell(request):
    person = request.user if hasattr(request, "user") else None
    signed_in = person is not None and person.is_authenticated
    # The cookie speaks for this device; a person's own wish comes along when she signs in.
    big = request.COOKIES.get("big") == "1" or (signed_in and person.big_text)
    light = request.COOKIES.get("light") == "1"
    return {
        "portal_name": settings.PORTAL_NAME,
        "help_phone": settings.HELP_PHONE,
        "big_text": big,
        "light": light,
        "save_data": request.COOKIES.get("save_data") == "1",
        "html_class": " ".join(word for word, on in (("big", big), ("light", light)) if on),
        "here": request.get_full_path(),
        "section": request.path.split("/")[1],
        # Counted only where the header is drawn.
        "unread_messages": SimpleLazyObject(lambda: Message.objects.number_unread_by(person))
        if signed_in
        else 0,
    }
