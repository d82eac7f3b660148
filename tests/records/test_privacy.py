"""What the records may never hold or show (DOMAIN.md §5, DESIGN.md §8)."""

import re
from datetime import date

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import reverse

from ledger.models import Entry
from organisation.models import Post
from records.indicators import INDICATORS
from records.models import Pregnancy, Reminder
from records.urls import urlpatterns
from tests import make

TARGETS = re.compile(
    r"quota|target|\bgoal|ranking|birth permit|planned birth|birth rate|out of policy|penalt"
    r"|指标任务|准生|计划外|社会抚养|名次|排名",
    re.IGNORECASE,
)
METHODS = re.compile(
    r"contracep|sterili|\biud\b|implant|abort|miscarr|diagnos|ligation|vasectom"
    r"|避孕|节育|结扎|流产|引产|诊断|上环",
    re.IGNORECASE,
)
BIRTHS = re.compile(r"birth|pregnan|marriage|contracep|gestat|出生|怀孕|妊娠|婚", re.IGNORECASE)
TEMPLATES = sorted((settings.BASE_DIR / "records" / "templates").glob("**/*.html"))
SOURCES = sorted((settings.BASE_DIR / "records").glob("**/*.py"))
FIELDS = [
    f"{model.__name__}.{field.name} {getattr(field, 'choices', '')}"
    for model in apps.get_app_config("records").get_models()
    for field in model._meta.get_fields()
]


@pytest.mark.parametrize("field", FIELDS)
def test_no_field_holds_a_target_or_a_method(field):
    assert not TARGETS.search(field)
    assert not METHODS.search(field)


def test_how_a_pregnancy_ended_has_no_field():
    names = {field.name for field in Pregnancy._meta.get_fields()}

    assert names & {"outcome", "method", "result", "risk", "high_risk", "lmp"} == set()


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda indicator: indicator.key)
def test_no_figure_counts_births_marriages_or_health(indicator):
    words = f"{indicator.key} {indicator.label} {indicator.definition}"

    assert not BIRTHS.search(words)
    assert not TARGETS.search(words)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_page_speaks_of_methods_diagnoses_or_targets(template):
    words = template.read_text(encoding="utf-8")

    assert not METHODS.search(words)
    assert not TARGETS.search(re.sub(r"target pk=", "", words.replace("if target ==", "")))


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_no_source_file_knows_a_method_or_a_diagnosis(source):
    assert not METHODS.search(source.read_text(encoding="utf-8"))


@pytest.mark.parametrize("rule", Reminder.Rule)
def test_no_title_of_a_list_speaks_of_births_or_health(rule):
    for sensitive in (False, True):
        assert not BIRTHS.search(str(Reminder(rule=rule, sensitive=sensitive).title))


def test_the_log_holds_no_name_and_no_number(client, db):
    who = make.resident(name="王小伟", id_no=make.id_no(), birth_date=date(1980, 3, 8))
    client.force_login(make.person(Post.Kind.INFORMATION_OFFICER, who.village))
    client.get(reverse("records:resident_file", kwargs={"pk": who.pk}))
    client.post(reverse("records:resident_find"), {"words": "王小伟"})
    make.pregnancy(who)

    written = str(list(Entry.objects.values_list("stream", "verb", "facts")))

    assert Entry.objects.count() > 3
    assert "小伟" not in written
    assert make.id_no() not in written


def test_no_address_holds_a_name_or_a_number():
    parts = {part for p in urlpatterns for part in re.findall(r"<(\w+):", str(p.pattern))}

    assert parts == {"uuid", "int", "slug"}


def test_nothing_of_a_resident_is_stored_in_a_browser():
    scripts = (settings.BASE_DIR / "records" / "static").glob("**/*.js")

    stored = re.compile(r"localStorage|sessionStorage|indexedDB|caches\.", re.IGNORECASE)
    assert [s.name for s in scripts if stored.search(s.read_text(encoding="utf-8"))] == []
