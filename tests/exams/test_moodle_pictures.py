"""Pictures in Moodle XML: read from files and from data, written so that they come back."""

from base64 import b64encode

import pytest

from exams.formats import moodle_pictures, reading
from exams.formats.questions import Parsed
from exams.formats.writing import WRITERS
from exams.services import banks, exports
from tests import make


def coded(data):
    return b64encode(data).decode()


def read(stem, files="", type_="essay", more=""):
    text = f"<text><![CDATA[{stem}]]></text>{files}"
    xml = f'<quiz>\n<question type="{type_}"><name><text>n</text></name>'
    xml += f'<questiontext format="html">{text}</questiontext>{more}</question></quiz>'
    return reading.read(xml.encode(), "moodlexml")


def file(name="a b.png", data=None):
    return (
        f'<file name="{name}" path="/" encoding="base64">{coded(data or make.image_bytes())}</file>'
    )


def told(parsed):
    return [problem.told() for problem in parsed.warnings]


def test_a_file_beside_the_text_becomes_the_picture():
    parsed = read('<p>See:</p><img src="@@PLUGINFILE@@/a%20b.png" alt="A red field">', file())

    (question,) = parsed.questions
    assert (question.text, question.picture.alt) == ("See:", "A red field")
    assert (question.picture.width, question.picture.height) == (40, 30)
    assert told(parsed) == []


def test_data_inside_the_text_becomes_the_picture():
    parsed = read(f'See <img alt="Red" src="data:image/png;base64,{coded(make.image_bytes())}">')

    assert parsed.questions[0].picture.alt == "Red"
    assert parsed.questions[0].text == "See"


def test_an_option_may_be_a_picture_alone():
    options = "".join(
        f'<answer fraction="{fraction}" format="html"><text><![CDATA[<img '
        f'src="@@PLUGINFILE@@/{color}.png" alt="{color}">]]></text>'
        f"{file(f'{color}.png', make.image_bytes(color=color))}</answer>"
        for color, fraction in (("red", 100), ("blue", 0))
    )
    parsed = read("Which?", type_="multichoice", more=options)

    (question,) = parsed.questions
    assert parsed.errors == []
    assert [(a.text, a.words) for a in question.answers] == [("", "red"), ("", "blue")]


def test_words_that_are_missing_are_asked_for():
    parsed = read('What is this?<img src="@@PLUGINFILE@@/a%20b.png">', file())

    assert parsed.questions[0].picture.alt == "What is this?"
    assert told(parsed) == [
        "A picture has no words for those who cannot see it. Write what it shows."
    ]


def test_a_second_picture_and_a_file_that_nothing_shows_are_noted():
    stem = '<img src="@@PLUGINFILE@@/a.png" alt="A"> x <img src="@@PLUGINFILE@@/b.png" alt="B">'
    parsed = read(stem, file("a.png") + file("b.png") + file("c.pdf"))

    assert (parsed.questions[0].text, parsed.questions[0].picture.alt) == ("x B", "A")
    assert told(parsed) == [
        "Files are left out, only the text is read: b.png, c.pdf",
        "A picture is left out: only the text is read.",
    ]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ("!!!!=", "The data of a picture is broken; it is left out."),
        (coded(b"<svg/>"), "This picture cannot be read. Save it as JPG or PNG"),
    ],
)
def test_what_is_no_picture_is_left_out_in_words(data, sentence):
    bad = f'<file name="a.png" encoding="base64">{data}</file>'

    parsed = read('x <img src="@@PLUGINFILE@@/a.png">', bad)

    assert parsed.questions[0].picture is None
    assert told(parsed)[0].startswith(sentence)


def test_a_file_is_not_unpacked_without_end():
    budget = moodle_pictures.Budget(pictures=1, points=10_000)
    budget.drawn(make.image_bytes())

    with pytest.raises(moodle_pictures.pictures.Unfit, match="too many pictures"):
        budget.drawn(make.image_bytes())


@pytest.mark.parametrize("type_", ["single", "fill", "essay", "matching"])
def test_what_is_exported_comes_back_with_its_pictures(type_):
    made = make.parsed_of(type_, picture=make.picture(alt='A "red" <field> & more\'s'))
    if type_ == "single":
        made.answers[0].picture = make.picture("blue", "Blue")
        made.answers[1].text, made.answers[1].picture = "", make.picture("green", "Green")

    back = reading.read(WRITERS["moodlexml"]([made]), "moodlexml")

    assert told(back) == []
    assert back.questions[0].hash == made.hash
    assert back.questions[0].picture == made.picture
    assert [a.picture for a in back.questions[0].answers] == [a.picture for a in made.answers]


@pytest.mark.django_db
def test_a_bank_with_pictures_is_imported_twice_and_adds_nothing():
    bank = make.bank()
    made = make.parsed_question(picture=make.picture())
    banks.import_questions(bank, Parsed("line", [made]))

    again = reading.read(exports.export(bank, "moodlexml"), "moodlexml")

    assert banks.import_questions(bank, again) == banks.Imported(0, 1)
    assert banks.import_questions(make.bank(), again) == banks.Imported(1, 0)
