"""An award is said in the language of whoever reads it."""

import pytest
from django.urls import reverse

from tests import make

pytestmark = pytest.mark.django_db


def organisation_award(world, stage, **fields):
    made = make.award_list(stage)
    return made.awards.create(
        kind="organisation", position=2000, title="Good organisation", unit=world.township,
        holder=world.township.name, rank=1, **fields,
    )  # fmt: skip


@pytest.mark.parametrize("note", ["86.40", "86.40 points", "86.40 分"])
def test_the_score_of_good_organisation_is_said_in_the_language_of_the_reader(client, world, note):
    stage = make.judged_stage(30, unit=world.county)
    make.award_rules(stage)
    organisation_award(world, stage, note=note)

    address, shown = reverse("competitions:award_list", args=[stage.pk]), {}
    for language in ("en", "zh-hans"):
        client.cookies["language"] = language
        shown[language] = " ".join(client.get(address).content.decode().split())

    assert "rank 1 · 86.40 points </td>" in shown["en"]
    assert shown["en"].count("<th scope") == 3 + 2  # of a unit no unit is told
    assert "第 1 名 · 86.40 分 </td>" in shown["zh-hans"]
