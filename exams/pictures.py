"""Pictures as questions take them: drawn anew, small, without anything behind the pixels.

No Django. A picture that is already as we make it stays as it is, so that what was exported
comes back the same.
"""

import hashlib
import warnings
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps

from exams.formats.question import marked as _

MOST_BYTES, MOST_PIXELS = 8_000_000, 24_000_000
# What a phone can show, and what it can load over a weak network.
LONGEST_SIDE, HEAVIEST = 800, 20_000
# A photo of work done: its writing is to be read.
PHOTO_SIDE, PHOTO_HEAVIEST = 1_600, 400_000
MIME = "image/webp"
_KINDS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")
_QUALITIES = (80, 60, 40, 20)
# Of an extended file only whether it is see-through may be said: no colour profile, EXIF or film.
_CHUNKS, _SEE_THROUGH = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH"}, 0x10

TOO_HEAVY = _("The picture is larger than 8 MB. Make it smaller and choose it again.")
_TOO_LARGE = _("The picture has too many points. Make it smaller and choose it again.")
_UNREADABLE = _("This picture cannot be read. Save it as JPG or PNG and choose it again.")


class Unfit(Exception):
    """Its sentence says why a picture is not taken."""


@dataclass(frozen=True)
class Drawn:
    data: bytes
    width: int
    height: int

    @property
    def sha256(self):
        return hashlib.sha256(self.data).hexdigest()


def size_of(data):
    """(width, height) as the file says them, before anything is unpacked."""
    if len(data) > MOST_BYTES:
        raise Unfit(TOO_HEAVY)
    with _opened(data) as picture:
        width, height = picture.size
    if width * height > MOST_PIXELS:
        raise Unfit(_TOO_LARGE)
    return width, height


def drawn(data):
    """The picture as it is kept and shown."""
    width, height = size_of(data)
    try:
        with _opened(data) as opened:
            if _is_ours(data, width, height):
                opened.load()
                return Drawn(data, width, height)
            return _small(_flat(opened))
    except (OSError, ValueError, SyntaxError, MemoryError, Warning) as error:
        raise Unfit(_UNREADABLE) from error


def _opened(data):
    try:
        with warnings.catch_warnings():
            # Its size is looked at next, whatever limit is set elsewhere.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return Image.open(BytesIO(data), formats=_KINDS)
    except Image.DecompressionBombError:
        raise Unfit(_TOO_LARGE) from None
    except (OSError, ValueError, SyntaxError, Warning) as error:
        raise Unfit(_UNREADABLE) from error


def photo(data):
    """The bytes of a photo as it is kept: JPEG, upright, bounded, without where it was taken."""
    size_of(data)
    try:
        with _opened(data) as opened:
            return _as_photo(_flat(opened, PHOTO_SIDE))
    except (OSError, ValueError, SyntaxError, MemoryError, Warning) as error:
        raise Unfit(_UNREADABLE) from error


def _as_photo(picture):
    if picture.mode == "RGBA":
        white = Image.new("RGB", picture.size, "white")
        white.paste(picture, mask=picture.getchannel("A"))
        picture = white
    for quality in _QUALITIES:
        out = BytesIO()
        picture.save(out, "JPEG", quality=quality, optimize=True)
        if out.tell() <= PHOTO_HEAVIEST:
            return out.getvalue()
    return _as_photo(picture.resize((picture.width // 2, picture.height // 2)))


def _flat(opened, side=LONGEST_SIDE):
    """The first picture of a film, upright, on a canvas that carries nothing along."""
    if opened.format == "JPEG":
        opened.draft("RGB", (side, side))
    see_through = opened.has_transparency_data
    picture = opened.convert("RGBA" if see_through else "RGB")
    picture.thumbnail((side, side))
    picture = ImageOps.exif_transpose(_with_orientation(picture, opened))
    clean = Image.new(picture.mode, picture.size)
    clean.paste(picture)
    return clean


def _with_orientation(picture, opened):
    picture.info["exif"] = opened.getexif().tobytes()
    return picture


def _small(picture):
    """Without a loss where that is light enough, as with most pictures of a screen."""
    if len(data := _written(picture, lossless=True)) <= HEAVIEST:
        return Drawn(data, *picture.size)
    while True:
        for quality in _QUALITIES:
            if len(data := _written(picture, quality=quality)) <= HEAVIEST:
                return Drawn(data, *picture.size)
        picture = picture.resize((max(picture.width * 2 // 3, 1), max(picture.height * 2 // 3, 1)))


def _written(picture, **how):
    out = BytesIO()
    picture.save(out, "WEBP", method=4, **how)
    return out.getvalue()


def _is_ours(data, width, height):
    if len(data) > HEAVIEST or max(width, height) > LONGEST_SIDE or data[:4] != b"RIFF":
        return False
    at = 12
    while at + 8 <= len(data):
        name, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if name not in _CHUNKS or (name == b"VP8X" and data[at + 8] & ~_SEE_THROUGH):
            return False
        at += 8 + size + size % 2
    return at == len(data) == int.from_bytes(data[4:8], "little") + 8
