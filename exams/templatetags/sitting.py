"""How the text of a question is shown."""

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from exams import result_page, sitting_page
from exams.formats.weights import percent
from exams.frozen import parts_said, text_of

register = template.Library()

section = register.simple_tag(sitting_page.section)
question_map = register.simple_tag(sitting_page.question_map)
article = register.simple_tag(result_page.article)

# 能不能, 是不是, 有没有 ask and turn nothing round.
NEGATION = re.compile(
    r"(不正确|不属于|不包括|(?<!可以)不可以|(?<!能)不能|(?<!是)不是|(?<!会)不会|(?<!应该)(?<!应)不应该?"
    r"|(?<!需要)不需要|错误|(?<!有)没有|除外|\bnot\b)",
    re.IGNORECASE,
)


@register.filter
def ask(question):
    """What a candidate is to do with a question."""
    if question.is_multiple:
        return _("Choose %(n)s of them") % {"n": question.choose}
    return {
        "truefalse": _("True or false, choose one"),
        "shortanswer": _("Write the answer"),
        "fill": _("Write into each blank"),
        "numerical": _("Write a number"),
        "matching": _("Choose what goes with each line"),
        "ordering": _("Choose the place of each line"),
        "essay": _("Answer in your own words"),
        "task": _("Hand in a photo or a file"),
    }.get(question.type, _("One answer, choose one"))


@register.filter
def part(chosen, number):
    """What was typed into this part."""
    return parts_said(chosen).get(number, "")


@register.filter
def written(chosen):
    """An answer in words, as it was typed."""
    return text_of(chosen)


@register.filter
def as_answer(option, place):
    """An answer of a wording in words, as its type has it."""
    text = option.text
    return {
        "truefalse": said(text, "truefalse"),
        "shortanswer": text,
        "fill": _("Blank %(number)s: %(text)s") % {"number": option.match, "text": text},
        "numerical": f"{text} ± {option.tolerance}" if option.tolerance not in ("", "0") else text,
        "matching": f"{text or '…'} → {option.match}",
        "ordering": f"{place}. {text}",
        "essay": text,
        "task": text,
    }.get(option.version.type, f"{option.key.upper()}. {text}")


@register.filter
def worth(option):
    """Right, or how much of the points it is."""
    if option.fraction == 1:
        return _("right")
    share = f"{percent(option.fraction)} %"
    return f"{_('right')} · {share}" if option.version.type == "multiple" else share


@register.filter
def said(text, question_type):
    """An answer in words: true and false are kept as such and said in the reader's language."""
    if question_type != "truefalse":
        return text
    return _("True") if text == "true" else _("False")


@register.filter
def stem(text):
    """Escaped, with words that turn the question round in bold."""
    return mark_safe(NEGATION.sub(r"<b>\1</b>", escape(text)))
