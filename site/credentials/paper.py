"""A certificate on paper: the same bytes every time it is printed."""

import segno
from django.conf import settings
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from press import glyphs, pdf


def as_pdf(*certificates):
    """A sheet each; the moment in the file is that of the last one that was given."""
    with translation.override(settings.LANGUAGE_CODE):
        sheets = [as_print(certificate) for certificate in certificates]
    given = max(certificate.issued_at for certificate in certificates)
    return pdf.render("certificate", {"sheets": sheets}, given)


def as_print(certificate):
    """What `press/typst/certificate.typ` reads of one sheet."""
    day = timezone.localdate(certificate.issued_at)
    return {
        "title": certificate.title,
        "holder": certificate.holder,
        "text": certificate.text,
        "signer": certificate.signer,
        "date": formats.date_format(day),
        "number": _("No. %(number)s") % {"number": certificate.number},
        "check": _("Check code %(code)s") % {"code": certificate.code},
        "square": square(certificate.check_url),
        "revoked": "" if certificate.stands else pgettext("watermark", "Revoked"),
    }


def square(address):
    """An SVG for a phone's camera."""
    return segno.make(address, error="m").svg_inline(border=2, scale=4)


def unprintable(certificate):
    """A sentence about characters no font can draw, or nothing."""
    return glyphs.warning(certificate.holder + certificate.text)
