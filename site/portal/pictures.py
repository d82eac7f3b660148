"""Pictures as the site sends them and as it takes them: small, re-encoded, without EXIF."""

import uuid
import warnings
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm
from wagtail.images.image_operations import FilterOperation

MAX_PIXELS = 24_000_000
# Longer sides of an original that is kept; nothing on the site is shown larger.
LONGEST_SIDE = 1_600
QUALITIES = (70, 55, 40, 25, 10)


def limit_decoding():
    """Pillow refuses what is larger than this instead of warning about it."""
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)


class WeightOperation(FilterOperation):
    """`weight-30` in a filter: as good as fits into 30 kB of WebP, smaller if it must be."""

    def construct(self, kilobytes):
        self.limit = int(kilobytes) * 1000

    def run(self, willow, image, env):
        env["output-format"] = "webp"
        while True:
            for quality in QUALITIES:
                env["webp-quality"] = quality
                if len(willow.save_as_webp(BytesIO(), quality=quality).f.getvalue()) <= self.limit:
                    return willow
            width, height = willow.get_size()
            willow = willow.resize((max(width // 2, 1), max(height // 2, 1)))


def reencoded(file):
    """The same picture drawn anew: no EXIF, no GPS, nothing hidden behind the pixels."""
    with Image.open(file) as opened:
        picture = ImageOps.exif_transpose(opened)
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        see_through = picture.has_transparency_data
        picture = picture.convert("RGBA" if see_through else "RGB")
    # A new canvas leaves behind what the opened file carried along.
    clean = Image.new(picture.mode, picture.size)
    clean.paste(picture)
    out = BytesIO()
    clean.save(out, "PNG" if see_through else "JPEG", quality=85, optimize=True)
    # A random name: what a device called the file can neither collide nor tell anything.
    return ContentFile(out.getvalue(), f"{uuid.uuid4().hex}.{'png' if see_through else 'jpg'}")


class PictureField(WagtailImageField):
    """Wagtail's checks of kind, weight and size; then the picture is drawn anew."""

    default_error_messages = {
        "unreadable": _("This picture cannot be read. Save it as JPG or PNG and choose it again.")
    }

    def to_python(self, data):
        try:
            file = super().to_python(data)
            return file and reencoded(file)
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Warning) as error:
            raise ValidationError(self.error_messages["unreadable"], "unreadable") from error


class CleanImageForm(BaseImageForm):
    """Every way into the image library passes here (WAGTAILIMAGES_IMAGE_FORM_BASE)."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Absent where only the title of a picture is edited.
        if field := self.fields.get("file"):
            self.fields["file"] = PictureField(
                label=field.label, required=field.required, widget=field.widget
            )
