"""An address as a picture to be scanned."""

import segno
from django.utils.safestring import mark_safe


def qr_picture(address):
    """As SVG inside the page; its size and ground are set by the style sheet."""
    code = segno.make(address, error="m").svg_inline(omitsize=True, svgclass="qr", lineclass=None)
    return mark_safe(code)
