"""The Chinese catalogue is complete: nothing missing, empty, fuzzy or with other placeholders."""

import re

import pytest
from django.conf import settings

from tests.catalogues import FOLDERS, KEYWORDS, asked_for, catalogue, forms, placeholders

every_app = pytest.mark.parametrize("app", FOLDERS)


@every_app
def test_every_sentence_is_in_the_catalogue(app):
    held = {(forms(message.id)[0], message.context) for message in catalogue(app)}

    assert asked_for(app) - held == set()


@every_app
def test_no_sentence_hides_behind_a_name_the_extraction_does_not_know(app):
    renamed = re.compile(r"\b\w*gettext\w* as (\w+)")
    sources = (settings.BASE_DIR / FOLDERS[app]).glob("**/*.py")

    names = {name for path in sources for name in renamed.findall(path.read_text("utf-8"))}
    assert names - KEYWORDS.keys() == set()


@every_app
def test_no_translation_is_empty_or_fuzzy(app):
    unfinished = [
        forms(message.id)[0]
        for message in catalogue(app)
        if message.fuzzy or not all(forms(message.string))
    ]

    assert unfinished == []


@every_app
def test_translations_keep_the_placeholders(app):
    changed = [
        forms(message.id)[0]
        for message in catalogue(app)
        for text in forms(message.string)
        if placeholders(text) - placeholders(" ".join(forms(message.id)))
        or placeholders(forms(message.id)[-1]) - placeholders(text)
    ]

    assert changed == []


@every_app
def test_the_words_of_the_product_are_calm(app):
    """DESIGN.md §10: no exclamation marks, no blaming words."""
    loud = ("！", "非法", "系统异常", "无权限", "参数错误")
    found = [
        text
        for message in catalogue(app)
        for text in forms(message.string)
        if any(word in text for word in loud)
    ]

    assert found == []


def test_the_same_sentence_has_the_same_words_everywhere():
    """Django joins all catalogues: two translations of one sentence would be a lottery."""
    translations = {}
    for app in FOLDERS:
        for message in catalogue(app):
            sentence = (forms(message.id)[0], message.context)
            translations.setdefault(sentence, set()).add(forms(message.string)[0])

    assert {key: texts for key, texts in translations.items() if len(texts) > 1} == {}
