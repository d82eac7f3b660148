"""The building holds: relations point down, files keep to their ceilings and names."""

import re

import pytest
from django.apps import apps
from django.conf import settings

HEIGHT = {
    "ledger": 0, "press": 0, "organisation": 1, "inbox": 2, "credentials": 2, "programme": 3,
    "exams": 3, "records": 3, "courses": 4, "competitions": 4, "notices": 5, "intake": 5,
    "portal": 6,
}  # fmt: skip
MODELS = [model for model in apps.get_models() if model._meta.app_label in HEIGHT]
FOLDERS = ("site", "courses", "exams", "competitions", "records", "tests", "bench")
SOURCES = [
    path
    for folder in FOLDERS
    for path in sorted((settings.BASE_DIR / folder).glob("**/*.py"))
    if "migrations" not in path.parts
]
CEILINGS = {"views.py": 300, "forms.py": 300, "urls.py": 300, "services.py": 300}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_relations_point_down(model):
    here = model._meta.app_label
    related = [f.related_model for f in model._meta.get_fields() if not f.auto_created]
    targets = {m._meta.app_label for m in related if m} & HEIGHT.keys() - {here}

    assert {label for label in targets if HEIGHT[label] >= HEIGHT[here]} == set()


def test_files_keep_to_their_ceilings():
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    over = [str(path) for path, n in lengths.items() if n > CEILINGS.get(path.name, 400)]

    assert over == []


def test_files_are_named_after_ideas():
    vague = {"utils.py", "helpers.py", "common.py", "misc.py"}

    assert [str(path) for path in SOURCES if path.name in vague or "common" in path.parts] == []


def test_the_site_folder_is_no_package():
    assert not (settings.BASE_DIR / "site" / "__init__.py").exists()


def test_views_fetch_through_a_queryset_that_knows_the_person():
    views = [p for p in SOURCES if p.name == "views.py" or p.parent.name == "views"]
    bare = re.compile(r"\.objects\.get\(")

    assert [str(p) for p in views if bare.search(p.read_text(encoding="utf-8"))] == []


def test_templates_hold_no_inline_style_or_script():
    templates = [p for f in FOLDERS for p in (settings.BASE_DIR / f).glob("**/templates/**/*.html")]
    inline = re.compile(r"\sstyle=|\son[a-z]+=\"|<script(?![^>]*\bsrc=)(?![^>]*application/json)")

    assert [str(p) for p in templates if inline.search(p.read_text(encoding="utf-8"))] == []
