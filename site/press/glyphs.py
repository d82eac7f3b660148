"""Whether a name can be printed: rare characters are asked about before, not seen after."""

import unicodedata

from django.utils.translation import gettext as _

from press.fonts import drawable


def missing(text):
    """The characters of a text that no font can draw, each once, in their order."""
    known = drawable()
    return list(
        dict.fromkeys(char for char in text if ord(char) not in known and not _unseen(char))
    )


def warning(text):
    """A sentence for whoever prints, or an empty string."""
    if not (chars := missing(text)):
        return ""
    return _(
        "No font here can draw %(characters)s. Put a font that has them into the county's folder "
        "of fonts, or write them by hand on the print."
    ) % {"characters": ", ".join(f"{char} (U+{ord(char):04X})" for char in chars)}


def _unseen(char):
    return char.isspace() or unicodedata.category(char) in {"Cc", "Cf"}
