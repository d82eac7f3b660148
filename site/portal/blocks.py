"""What the text of a page is made of."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

# Words and links only: no pictures inside a text, no embeds, nothing from other sites.
TEXT_FEATURES = ["bold", "ol", "ul", "link", "document-link"]
# In the office's picker a block is shown in the site's own looks.
PREVIEW = "portal/block_preview.html"


class HeadingBlock(blocks.CharBlock):
    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("Begins a section. Twelve characters or fewer.")
        template = "portal/blocks/heading.html"
        preview_template = PREVIEW
        preview_value = "报名办法"


class TextBlock(blocks.RichTextBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs, lists and links.")
        template = "portal/blocks/text.html"
        preview_template = PREVIEW
        preview_value = "<p>带<b>身份证</b>，到乡镇微机室报名。</p>"


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(
        label=_("What it shows"),
        max_length=120,
        help_text=_("Read aloud to those who cannot see it, and shown when pictures are off."),
    )
    caption = blocks.CharBlock(label=_("Line below"), max_length=120, required=False)

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("One picture with a description. It is sent at 30 kB or less.")
        template = "portal/blocks/picture.html"
        preview_template = PREVIEW
        preview_value = {"alt": "学员在微机室练习", "caption": "一人一机，当天练会"}


class TableBlock(TypedTableBlock):
    def get_context(self, value, parent_context=None):
        """Each cell with the heading of its column: on a phone a row is a card."""
        headings = [column["heading"] for column in value.columns]
        rows = [zip(headings, row["values"], strict=True) for row in value.row_data]
        return {**super().get_context(value, parent_context), "rows": rows}

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("Up to five columns. On a phone each row becomes a card.")
        template = "portal/blocks/table.html"
        preview_template = PREVIEW
        preview_value = {
            "columns": [{"type": "cell", "heading": "日期"}, {"type": "cell", "heading": "内容"}],
            "rows": [{"values": ["8 月 22 日", "开班"]}, {"values": ["8 月 26 日", "结业考试"]}],
            "caption": "日程",
        }


class DownloadBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("Document"))
    note = blocks.CharBlock(label=_("What it is for"), max_length=120, required=False)

    class Meta:
        icon = "doc-full-inverse"
        label = _("Download")
        description = _("A document to take home, with its kind and size.")
        template = "portal/blocks/download.html"
        preview_template = PREVIEW
        preview_value = {"note": "打印后填写"}


class StepsBlock(blocks.ListBlock):
    def __init__(self, **kwargs):
        super().__init__(blocks.CharBlock(label=_("Step"), max_length=200), **kwargs)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        description = _("What to do first, second, third.")
        template = "portal/blocks/steps.html"
        preview_template = PREVIEW
        preview_value = ["带身份证", "到微机室登记", "领听课证"]


class CalloutBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=40)
    text = blocks.TextBlock(label=_("Text"), max_length=300)

    class Meta:
        icon = "warning"
        label = _("Take note")
        description = _("The one thing a reader must not miss. One on a page.")
        template = "portal/blocks/callout.html"
        preview_template = PREVIEW
        preview_value = {"title": "别忘了", "text": "8 月 20 日 17:00 前报名。"}


class BodyBlock(blocks.StreamBlock):
    heading = HeadingBlock(max_length=40)
    text = TextBlock(features=TEXT_FEATURES)
    picture = PictureBlock()
    table = TableBlock([("cell", blocks.CharBlock(label=_("Words"), required=False))])
    download = DownloadBlock()
    steps = StepsBlock()
    callout = CalloutBlock()
