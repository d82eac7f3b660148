"""Words that turn a question round are seen at once (EXAMS.md §2.4)."""

import pytest

from exams.templatetags.sitting import stem


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("下面不正确的是哪个？", "下面<b>不正确</b>的是哪个？"),
        ("哪个说法是错误的？", "哪个说法是<b>错误</b>的？"),
        ("哪个正确？", "哪个正确？"),
        ("能不能借密码？是不是要登记？有没有网？", "能不能借密码？是不是要登记？有没有网？"),
        ("密码不能借", "密码<b>不能</b>借"),
        ("Which is not right? Which knot?", "Which is <b>not</b> right? Which knot?"),
        ("<i>不属于</i>", "&lt;i&gt;<b>不属于</b>&lt;/i&gt;"),
    ],
)
def test_a_negation_is_bold_and_what_people_wrote_is_escaped(text, shown):
    assert stem(text) == shown
