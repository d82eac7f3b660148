"""Moodle XML, construct by construct (EXAMS.md §2.3)."""

from decimal import Decimal

import pytest

from exams.formats import moodle_xml


def read(inside, before='<?xml version="1.0" encoding="UTF-8"?>\n'):
    return moodle_xml.read(f"{before}<quiz>\n{inside}\n</quiz>".encode())


def question(type_, inside, text="What?"):
    stem = f'<questiontext format="plain_text"><text>{text}</text></questiontext>'
    return f'<question type="{type_}"><name><text>N</text></name>{stem}{inside}</question>'


def answer(text, fraction, more=""):
    return f'<answer fraction="{fraction}"><text>{text}</text>{more}</answer>'


def only(type_, inside, **more):
    parsed = read(question(type_, inside, **more))
    assert told(parsed.errors) == []
    return parsed.questions[0]


def told(problems):
    return [(problem.place, problem.told()) for problem in problems]


def weights(made):
    return [(a.text, a.fraction) for a in made.answers]


@pytest.mark.parametrize(
    ("single", "type_"),
    [("", "single"), ("<single>true</single>", "single"), ("<single>1</single>", "single"),
     ("<single>false</single>", "multiple"), ("<single>0</single>", "multiple")],
)  # fmt: skip
def test_a_choice_is_single_unless_it_says_otherwise(single, type_):
    made = only("multichoice", single + answer("a", 100) + answer("b", 0))

    assert (made.type, made.name, made.text, made.place) == (type_, "N", "What?", 3)


def test_options_have_weights_and_feedback_and_empty_ones_are_left_out():
    feedback = "<feedback><text>no</text></feedback>"
    made = only(
        "multichoice",
        "<single>false</single>"
        + answer("a", "33.33333")
        + answer("b", "66.66667")
        + answer("c", -50, feedback)
        + answer("", 0),
    )

    assert weights(made) == [
        ("a", Decimal("0.3333333")), ("b", Decimal("0.6666667")), ("c", Decimal("-0.5")),
    ]  # fmt: skip
    assert made.answers[2].feedback == "no"


def test_a_weight_beside_the_list_is_moved_to_the_nearest_with_a_warning():
    parsed = read(question("multichoice", answer("a", 33) + answer("b", 100)))

    assert weights(parsed.questions[0])[0] == ("a", Decimal("0.3333333"))
    assert told(parsed.warnings) == [
        (3, "Moodle does not know a weight of 33 percent; it is read as 33.33333.")
    ]


@pytest.mark.parametrize("fraction", ["47", "120", "x", "NaN", "1e999999"])
def test_another_weight_is_refused(fraction):
    parsed = read(question("multichoice", answer("a", fraction) + answer("b", 100)))

    assert (parsed.questions, parsed.errors[0].place) == ([], 3)


def test_options_that_are_not_shuffled_keep_their_place():
    shuffled = "<shuffleanswers>{}</shuffleanswers>" + answer("a", 100) + answer("b", 0)

    assert [a.pinned for a in only("multichoice", shuffled.format(0)).answers] == [True, True]
    assert [a.pinned for a in only("multichoice", shuffled.format(1)).answers] == [None, None]


def test_true_and_false_stand_in_any_order():
    made = only("truefalse", answer("false", 100) + answer("true", 0))

    assert [(a.key, a.fraction) for a in made.answers] == [("true", 0), ("false", 1)]


def test_true_and_false_in_another_language_are_read_by_their_order_with_a_warning():
    parsed = read(question("truefalse", answer("Wahr", 0) + answer("Falsch", 100)))

    assert [(a.key, a.fraction) for a in parsed.questions[0].answers] == [("true", 0), ("false", 1)]
    assert len(parsed.warnings) == 1


@pytest.mark.parametrize(("usecase", "matters"), [("0", False), ("1", True)])
def test_a_short_answer_says_whether_capital_letters_matter(usecase, matters):
    inside = f"<usecase>{usecase}</usecase>" + answer("Word*", 100) + answer("Wor", 50)
    made = only("shortanswer", inside)

    assert (made.type, made.case_matters) == ("shortanswer", matters)
    assert weights(made) == [("Word*", 1), ("Wor", Decimal("0.5"))]


def test_a_number_has_a_tolerance_and_any_other_number_a_feedback():
    margin = "<tolerance>0.005</tolerance>"
    rest = answer("*", 0, "<feedback><text>no</text></feedback><tolerance>0</tolerance>")
    made = only("numerical", answer("3.14", 100, margin) + rest)

    assert [(a.text, a.tolerance, a.feedback) for a in made.answers] == [
        ("3.14", Decimal("0.005"), ""), ("*", None, "no"),
    ]  # fmt: skip


def test_units_of_a_number_are_left_out_with_a_warning():
    units = "<units><unit><unit_name>m</unit_name></unit></units>"
    parsed = read(question("numerical", answer("3", 100) + units))

    assert told(parsed.warnings) == [(3, "Units are left out: only the number is read.")]


def test_pairs_match_and_one_without_a_text_leads_astray():
    pair = "<subquestion><text>{}</text><answer><text>{}</text></answer></subquestion>"
    made = only("matching", pair.format("a", 1) + pair.format("b", 2) + pair.format("", 3))

    assert [(a.text, a.match, a.fraction) for a in made.answers] == [
        ("a", "1", 1), ("b", "2", 1), ("", "3", 0),
    ]  # fmt: skip


def test_parts_are_put_in_order():
    made = only("ordering", answer("first", 100) + answer("then", 50) + answer("last", 0))

    assert (made.type, [a.text for a in made.answers]) == ("ordering", ["first", "then", "last"])


@pytest.mark.parametrize(
    ("inside", "type_"),
    [
        ("", "essay"),
        ("<attachments>1</attachments><responseformat>editor</responseformat>", "essay"),
        ("<attachments>1</attachments><responseformat>noinline</responseformat>", "task"),
    ],
)
def test_an_essay_of_which_only_a_file_is_wanted_is_a_task(inside, type_):
    info = "<graderinfo><text>Look at the order.</text></graderinfo>"
    made = only("essay", inside + info)

    assert (made.type, weights(made)) == (type_, [("Look at the order.", 1)])


def test_a_description_has_no_answers():
    made = only("description", "<generalfeedback><text>why</text></generalfeedback>")

    assert (made.type, made.answers, made.explanation) == ("description", [], "why")


def test_categories_hold_for_what_follows_and_children_may_come_first():
    def category(path):
        return (
            f'<question type="category"><category><text>{path}</text></category>'
            "<info><text>about</text></info><idnumber>7</idnumber></question>"
        )

    parsed = read(
        category("$course$/top/A/B//C") + question("essay", "")
        + category("$course$/A") + question("essay", "")
    )  # fmt: skip

    assert [q.topic for q in parsed.questions] == ["A/B//C", "A"]


def test_ids_and_tags_are_kept():
    inside = "<idnumber>Q7</idnumber><tags><tag><text>net</text></tag></tags>"

    assert (only("essay", inside).code, only("essay", inside).tags) == ("Q7", ["net"])


@pytest.mark.parametrize("type_", ["cloze", "multianswer"])
def test_answers_inside_the_text_are_not_supported_and_said_so(type_):
    parsed = read(question(type_, "", text="{1:SHORTANSWER:=x}"))

    assert told(parsed.errors) == [
        (3, "A Moodle question with answers inside its text (cloze) is not supported.")
    ]


@pytest.mark.parametrize("type_", ["ddwtos", "calculated", "random", ""])
def test_other_types_are_named(type_):
    parsed = read(question(type_, ""))

    assert told(parsed.errors) == [
        (3, f"Questions of the Moodle type {type_ or '?'} are not supported.")
    ]


@pytest.mark.parametrize(
    ("format_", "text", "plain"),
    [
        ("html", "<p>10<sup>2</sup> &lt; H<sub>2</sub>O<br>x</p>", "10² < H₂O\nx"),
        ("moodle_auto_format", "one\n<b>two</b>", "one\ntwo"),
        ("moodle_auto_format", "1 < 2", "1 < 2"),
        ("plain_text", "<b>x</b>", "<b>x</b>"),
        ("markdown", "**x**", "**x**"),
    ],
)
def test_texts_are_read_by_their_format(format_, text, plain):
    stem = f'<questiontext format="{format_}"><text><![CDATA[{text}]]></text></questiontext>'
    parsed = read(f'<question type="essay">{stem}</question>')

    assert parsed.questions[0].text == plain


def test_pictures_and_files_that_cannot_be_taken_are_noted():
    stem = (
        '<questiontext format="html"><text><![CDATA[See <img src="@@PLUGINFILE@@/a.png">]]></text>'
        '<file name="a.png" encoding="base64">iVBORw0KGgo=</file></questiontext>'
    )
    parsed = read(f'<question type="essay">{stem}</question>')

    assert parsed.questions[0].text == "See"
    assert told(parsed.warnings) == [
        (3, "This picture cannot be read. Save it as JPG or PNG and choose it again."),
        (3, "Files are left out, only the text is read: a.png"),
        (3, "A picture is left out: only the text is read."),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312", "gb18030", "utf-16"])
def test_chinese_is_right_in_every_encoding(encoding):
    made = question("essay", "", text="登记")
    text = f'<?xml version="1.0" encoding="{encoding}"?><quiz>{made}</quiz>'

    assert moodle_xml.read(text.encode(encoding)).questions[0].text == "登记"


@pytest.mark.parametrize(
    "head",
    [
        "<!DOCTYPE quiz>",
        '<!DOCTYPE quiz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE quiz SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE quiz [<!ENTITY % x SYSTEM "http://example.org/x.dtd"> %x;]>',
    ],
)
def test_document_types_and_entities_are_refused(head):
    parsed = read(question("essay", ""), before=head)

    assert parsed.questions == []
    assert told(parsed.errors) == [
        (1, "The file declares a document type or entities. Take it out.")
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<quiz>" + "<a>" * 100_000, "nested too deep"),
        ("<quiz>" + "<a/>" * 1_500_000, "nested too deep or too large"),
        ("<quiz>" + question("essay", "") * 20_001 + "</quiz>", "more than 20,000"),
        ("<html></html>", "does not begin with <quiz>"),
        ("<quiz></quiz>", "no question in this file"),
        ('<?xml version="1.0" encoding="punycode"?><quiz/>', "encoding of the file is not known"),
    ],
    ids=["deep", "wide", "many", "another", "empty", "encoding"],
)
def test_what_is_no_moodle_xml_or_too_large_is_refused_whole(text, message):
    parsed = moodle_xml.read(text.encode())

    assert parsed.questions == []
    assert message in parsed.errors[0].told()


def test_a_file_that_breaks_off_keeps_what_was_whole():
    parsed = moodle_xml.read(f"<quiz>{question('essay', '')}\n<question".encode())

    assert len(parsed.questions) == 1
    assert told(parsed.errors) == [(2, "The XML is broken here. What stands above it was read.")]
