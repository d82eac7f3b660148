"""Pictures inside Moodle XML: files in base64 beside a text, or data in its <img>."""

import re
from base64 import b64decode, b64encode
from binascii import Error
from dataclasses import dataclass
from html import escape as html_escape
from pathlib import PurePosixPath
from urllib.parse import quote, unquote
from xml.sax.saxutils import quoteattr

from exams import pictures
from exams.formats import html_text
from exams.formats.question import LONGEST_ALT, Picture, one_line, short
from exams.formats.question import marked as _

PLACE = "@@PLUGINFILE@@/"
_DATA = re.compile(r"data:image/[\w.+-]+;base64,([A-Za-z0-9+/=\s]*)")


@dataclass
class Budget:
    """How much of one file is unpacked; what is more would keep everybody waiting."""

    pictures: int = 300
    points: int = 150_000_000

    def drawn(self, data):
        width, height = pictures.size_of(data)
        self.pictures, self.points = self.pictures - 1, self.points - width * height
        if self.pictures < 0 or self.points < 0:
            raise pictures.Unfit(
                _("The file has too many pictures; this one is left out. Split the file.")
            )
        return pictures.drawn(data)


def taken_from(source, files, budget, warn):
    """(the source without data, <img> source, picture): the first picture that can be taken.

    `files` are the <file> elements beside the text; `warn` is told why one is not taken.
    """
    inline = []

    def numbered(found):
        inline.append(found[1])
        return f"data:{len(inline) - 1}"

    source = _DATA.sub(numbered, source)
    there = {PLACE + file.attributes.get("name", ""): file.text for file in files}
    there |= {f"data:{n}": data for n, data in enumerate(inline)}
    for src, alt in html_text.images_in(source):
        data = there.get(src) or there.get(unquote(src))
        if data is None:
            continue
        try:
            drawn = budget.drawn(b64decode("".join(data.split()), validate=True))
        except (Error, ValueError):
            warn(_("The data of a picture is broken; it is left out."))
        except pictures.Unfit as unfit:
            warn(str(unfit))
        else:
            words = one_line(alt) or _words_of(src, source, warn)
            return source, src, as_neutral(drawn, short(words, LONGEST_ALT))
    return source, "", None


def as_neutral(drawn, alt):
    data = b64encode(drawn.data).decode()
    return Picture(drawn.sha256, data, drawn.width, drawn.height, alt)


def _words_of(src, source, warn):
    warn(_("A picture has no words for those who cannot see it. Write what it shows."))
    return short(html_text.plain(source, src)[0]) or PurePosixPath(unquote(src)).stem or "?"


def written(text, picture):
    """(HTML with the picture below the text, the <file> element)"""
    name = f"{picture.sha256[:16]}.webp"
    break_ = "<br>" if text else ""
    image = (
        f'<img src="{PLACE}{quote(name)}" alt="{html_escape(picture.alt)}" '
        f'width="{picture.width}" height="{picture.height}">'
    )
    file = f'<file name={quoteattr(name)} path="/" encoding="base64">{picture.data}</file>'
    return f"{text}{break_}{image}", file
