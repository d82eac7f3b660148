from datetime import datetime

import pytest
from django.utils import formats, translation


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh-hans", "2026 年 8 月 5 日 9:05"), ("en", "5 August 2026 9:05")],
)
def test_moments_are_written_as_the_house_writes_them(language, words):
    with translation.override(language):
        written = formats.date_format(datetime(2026, 8, 5, 9, 5), "DATETIME_FORMAT")

    assert written == words
