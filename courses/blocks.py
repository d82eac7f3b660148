"""The parts of a lesson. Plain words only, so that it weighs little on a weak network."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class HeadingBlock(blocks.CharBlock):
    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("Begins a new section of the lesson.")
        template = "courses/blocks/heading.html"
        preview_value = "Before you begin"


class TextBlock(blocks.TextBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("One or more paragraphs; an empty line begins a new one.")
        template = "courses/blocks/text.html"
        preview_value = "Ask for the booklet first. Then open the page of the household."


class StepsBlock(blocks.ListBlock):
    def __init__(self, **options):
        super().__init__(blocks.CharBlock(label=_("Step")), **options)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        description = _("What to do, one line a step; they are numbered.")
        template = "courses/blocks/steps.html"
        preview_value = ["Open the page.", "Fill in the day.", "Save."]


class RemarkBlock(blocks.TextBlock):
    class Meta:
        icon = "info-circle"
        label = _("Keep in mind")
        description = _("One thing that is often forgotten, set apart.")
        template = "courses/blocks/remark.html"
        preview_value = "Nobody has to give a phone number."


class LessonBlock(blocks.StreamBlock):
    heading = HeadingBlock()
    text = TextBlock()
    steps = StepsBlock()
    remark = RemarkBlock()
