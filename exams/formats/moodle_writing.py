"""Questions as Moodle XML. Attributes and elements that Moodle does not know are ours: weight,
pinned, criterion, fill; Moodle passes over them."""

import re
from xml.sax.saxutils import escape, quoteattr

from exams.formats import html_text, moodle_pictures, weights
from exams.formats.questions import topic_category
from exams.formats.sameness import as_written

_MOODLE_TYPES = {
    "single": "multichoice", "multiple": "multichoice", "fill": "cloze", "task": "essay",
}  # fmt: skip
_GAP = re.compile(r"_{2,}|＿{2,}")
_CLOZE_SIGN = re.compile(r'[}#~/"\\]')


def write(questions):
    lines, topic = ['<?xml version="1.0" encoding="UTF-8"?>', "<quiz>"], ""
    for question in questions:
        if question.topic != topic:
            topic = question.topic
            lines += ['<question type="category"><category>', _text(topic_category(topic))]
            lines += ["</category></question>"]
        lines += _question(question)
    return "\n".join([*lines, "</quiz>", ""]).encode()


def _question(question):
    yield f"<question type={quoteattr(_MOODLE_TYPES.get(question.type, question.type))}>"
    yield f"<name>{_text(question.name)}</name>"
    yield _stem(question)
    yield _plain("generalfeedback", question.explanation)
    if question.type == "description":
        yield "<defaultgrade>0</defaultgrade>"
    if question.code:
        yield f"<idnumber>{escape(question.code)}</idnumber>"
    yield from _WRITERS[question.type](question)
    if question.tags:
        tags = "".join(f"<tag>{_text(tag)}</tag>" for tag in question.tags)
        yield f"<tags>{tags}</tags>"
    yield "</question>"


def _stem(question):
    if question.type != "fill" and not question.picture:
        return _plain("questiontext", question.text)
    text = _cloze(question) if question.type == "fill" else html_text.escaped(question.text)
    return f'<questiontext format="html">{_with_picture(text, question.picture)}</questiontext>'


def _with_picture(text, picture):
    if picture is None:
        return _text(text)
    text, file = moodle_pictures.written(text, picture)
    return f"{_text(text)}{file}"


def _choice(question):
    pins = [answer.pinned for answer in question.answers]
    yield f"<single>{'true' if question.type == 'single' else 'false'}</single>"
    yield f"<shuffleanswers>{'0' if all(pins) else '1'}</shuffleanswers>"
    yield "<answernumbering>ABCD</answernumbering>"
    for answer in question.answers:
        pinned = "" if answer.pinned is None else f' pinned="{int(answer.pinned)}"'
        yield _answer(answer, pinned)


def _true_false(question):
    for answer in question.answers:
        yield _answer(answer)


def _short_answer(question):
    yield f"<usecase>{int(question.case_matters)}</usecase>"
    for answer in question.answers:
        yield _answer(answer)


def _numerical(question):
    for answer in question.answers:
        margin = "0" if answer.tolerance is None else as_written(answer.tolerance)
        yield _answer(answer, more=f"<tolerance>{margin}</tolerance>")


def _matching(question):
    yield "<shuffleanswers>1</shuffleanswers>"
    for answer in question.answers:
        match = f"<answer>{_text(answer.match)}</answer>"
        yield f'<subquestion format="plain_text">{_text(answer.text)}{match}</subquestion>'


def _ordering(question):
    yield "<layouttype>VERTICAL</layouttype><selecttype>ALL</selecttype>"
    yield "<selectcount>0</selectcount><gradingtype>ABSOLUTE_POSITION</gradingtype>"
    for answer in question.answers:
        yield _answer(answer)


def _fill(question):
    yield f'<fill format="plain_text">{_text(question.text)}'
    for answers in question.blanks:
        yield f"<blank>{''.join(map(_text, answers))}</blank>"
    yield "</fill>"


def _open(question):
    is_task = question.type == "task"
    yield f"<responseformat>{'noinline' if is_task else 'editor'}</responseformat>"
    yield f"<responserequired>{int(not is_task)}</responserequired>"
    yield f"<attachments>{int(is_task)}</attachments>"
    yield f"<attachmentsrequired>{int(is_task)}</attachmentsrequired>"
    lines = [f"{weights.percent(a.fraction)}%: {a.text}" for a in question.answers]
    if len(lines) == 1:
        lines = [question.answers[0].text]
    yield _plain("graderinfo", "\n".join(lines))
    if len(lines) > 1:
        for answer in question.answers:
            share = as_written(answer.fraction * 100)
            said = _text(answer.text)
            yield f'<criterion weight="{share}" format="plain_text">{said}</criterion>'


def _answer(answer, attributes="", more=""):
    fraction = answer.fraction
    if not weights.is_on_list(fraction):
        attributes += f' weight="{as_written(fraction * 100)}"'
        fraction = weights.nearest(fraction)
    format_, said = "plain_text", _text(answer.text)
    if answer.picture:
        format_, said = "html", _with_picture(html_text.escaped(answer.text), answer.picture)
    opening = f'<answer fraction="{weights.percent(fraction)}" format="{format_}"{attributes}>'
    return f"{opening}{said}{_plain('feedback', answer.feedback)}{more}</answer>"


def _plain(name, text):
    return f'<{name} format="plain_text">{_text(text)}</{name}>'


def _text(text):
    return f"<text>{escape(text)}</text>"


def _cloze(question):
    """The text with each ____ made a field of Moodle; fields without a place come at the end."""
    fields = [f"{{1:SHORTANSWER:{_cloze_answers(answers)}}}" for answers in question.blanks]
    pieces = _GAP.split(html_text.escaped(question.text))
    text = pieces[0]
    for n, piece in enumerate(pieces[1:]):
        text += (fields[n] if n < len(fields) else "_____") + piece
    return " ".join([text, *fields[len(pieces) - 1 :]])


def _cloze_answers(answers):
    return "~".join(f"={_CLOZE_SIGN.sub(_with_stroke, html_text.escaped(a))}" for a in answers)


def _with_stroke(found):
    return f"\\{found[0]}"


_WRITERS = {
    "single": _choice,
    "multiple": _choice,
    "truefalse": _true_false,
    "shortanswer": _short_answer,
    "numerical": _numerical,
    "matching": _matching,
    "ordering": _ordering,
    "fill": _fill,
    "essay": _open,
    "task": _open,
    "description": lambda question: (),
}
