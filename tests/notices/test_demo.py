import random

import pytest

from notices import demo as notices
from notices.models import Notice, Receipt
from organisation.demo import DemoCounty
from organisation.models import Post
from organisation.periods import today
from tests import make

K = Post.Kind


@pytest.fixture
def county(db):
    village = make.village()
    kinds = {"supervisor": K.SUPERVISOR, "leader": K.LEADER, "operator": K.TOWNSHIP_OPERATOR}
    accounts = {word: make.person(kind, make.county()) for word, kind in kinds.items()}
    accounts["trainee"] = make.person(K.INFORMATION_OFFICER, village)
    township = village.get_parent()
    return DemoCounty(
        random.Random(1),
        today(),
        "small",
        make.county(),
        [township],
        [village],
        [village],
        accounts,
    )


def test_a_year_of_notices_ends_with_one_to_approve_and_one_to_check(county):
    notices.build(county)

    states = list(Notice.objects.order_by("month").values_list("state", flat=True))
    assert states == ["issued"] * 10 + ["checked", "draft"]


def test_a_notice_has_the_number_of_its_month(county):
    notices.build(county)

    issued = Notice.objects.issued()
    assert {(n.month.year, n.month.month) for n in issued} == {(n.year, n.number) for n in issued}


def test_the_trainee_has_the_newest_to_read(county):
    notices.build(county)

    [unread] = Receipt.objects.of(county.accounts["trainee"]).unread()
    assert unread.notice == Notice.objects.issued().newest_first().first()
