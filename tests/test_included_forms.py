"""A form in an included template needs the token of the page; `only` would keep it out."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TEMPLATES = [
    path
    for folder in ("exams", "courses", "competitions", "records", "site")
    for path in (ROOT / folder).rglob("templates/**/*.html")
]
INCLUDE = re.compile(r'{%-? *include "([^"]+)"([^%]*) only *%}')


def _name(path):
    return str(path).rpartition("/templates/")[2]


# Its form is there only where the page that includes it says so, with the token.
OPTIONAL = {"competitions/award_table.html"}
WITH_A_FORM = {
    _name(path) for path in TEMPLATES if "{% csrf_token %}" in path.read_text()
} - OPTIONAL


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_an_included_form_is_given_the_token(path):
    included = INCLUDE.findall(path.read_text())

    bare = [name for name, given in included if "csrf_token" not in given]
    assert set(bare) & WITH_A_FORM == set()
