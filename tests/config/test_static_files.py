"""Collected as the server does it: one stylesheet on the wire."""

import re
from collections import Counter

import pytest
from django.contrib.staticfiles.finders import get_finders

from config.static_files import BUNDLES, BundledStorage

FOLDERS = tuple({name.rpartition("/")[0] + "/" for name in BUNDLES})


def found():
    return {
        path: (storage, path)
        for finder in get_finders()
        for path, storage in finder.list([])
        if path.startswith(FOLDERS)
    }


@pytest.fixture
def collected(tmp_path):
    """The stylesheets by name, as they are served; collected twice, as on every start."""
    storage = BundledStorage(location=tmp_path)
    for _start in range(2):
        paths = found()
        for name, (source, path) in paths.items():
            if not storage.exists(name):
                with source.open(path) as file:
                    storage._save(name, file)
        results = list(storage.post_process(paths))
    hashed = {name: new for name, new, _done in results if name in BUNDLES}
    return {name: (tmp_path / new).read_text(encoding="utf-8") for name, new in hashed.items()}


def test_a_bundle_imports_nothing_any_more(collected):
    assert {
        name: re.findall(r"@import\s|^import ", text, re.M) for name, text in collected.items()
    } == {name: [] for name in BUNDLES}


def test_a_bundle_holds_what_it_imported(collected):
    assert ".btn {" in collected["css/site.css"]
    assert "--ink:" in collected["css/hall.css"]


def test_a_bundled_script_declares_each_name_once(collected):
    """Modules have names of their own; put together they share one scope."""
    declared = re.compile(r"^(?:async )?(?:const|let|class|function\*?) (\w+)", re.M)
    twice = {
        name: [one for one, n in Counter(declared.findall(text)).items() if n > 1]
        for name, text in collected.items()
        if name.endswith(".js")
    }
    assert len(twice) == 2
    assert all(names == [] for names in twice.values()), twice
