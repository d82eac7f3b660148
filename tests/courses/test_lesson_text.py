from courses.lesson_text import parts_of, text_of

TEXT = """# Before you begin

Ask first.
Then write.

- Open the page
- Save

! Nobody has to give a number."""
PARTS = [
    ("heading", "Before you begin"),
    ("text", "Ask first.\nThen write."),
    ("steps", ["Open the page", "Save"]),
    ("remark", "Nobody has to give a number."),
]


def test_parts_are_told_by_how_they_begin():
    assert parts_of(TEXT) == PARTS


def test_parts_become_the_same_words_again():
    assert text_of(PARTS) == TEXT


def test_full_width_signs_without_a_space_are_taken_as_meant():
    assert parts_of("＃标题\r\n－第一步\r\n！记住") == [
        ("heading", "标题"),
        ("steps", ["第一步"]),
        ("remark", "记住"),
    ]


def test_an_empty_line_begins_a_paragraph_of_the_same_text():
    assert parts_of("One.\n\nTwo.") == [("text", "One.\n\nTwo.")]


def test_a_sign_alone_is_text():
    assert parts_of("-") == [("text", "-")]
