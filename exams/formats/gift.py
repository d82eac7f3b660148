"""GIFT as Moodle reads it, with its traps turned into warnings (EXAMS.md §2.1)."""

import re

from exams.formats import gift_comments, html_text
from exams.formats.gift_answers import read_answers
from exams.formats.gift_blocks import CATEGORY, MOST_CHARACTERS, blocks_of, restored
from exams.formats.lines import lines_of
from exams.formats.questions import Parsed, Question, category_topic
from exams.formats.questions import marked as _

_FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]")


def read(data):
    """Questions of a GIFT file; every block that cannot be taken is an error at its line."""
    parsed = Parsed("line")
    topic = ""
    for block in blocks_of(lines_of(data, parsed), parsed):
        if block.is_category:
            topic = category_topic(restored(block.text[len(CATEGORY) :]))
        else:
            _read_question(parsed, block, topic)
    if not parsed.questions and not parsed.errors:
        parsed.error(1, _("There is no question in this file."))
    return parsed


class _Texts:
    """Texts of one question: escapes taken back, HTML turned into plain text."""

    def __init__(self, parsed, place):
        self.parsed, self.place, self.format = parsed, place, "moodle"
        self.told = set()

    def __call__(self, text):
        """In its own format, which stands before it, or in that of the question."""
        text, found = text.strip(), _FORMAT.match(text.strip())
        format_ = found[1] if found else self.format
        text = restored(text[found.end() :] if found else text).strip()
        if format_ == "html":
            text, has_pictures = html_text.plain(text)
            if has_pictures:
                self._tell(_("A picture is left out: only the text is read."))
        elif format_ == "moodle" and html_text.looks_like_html(text):
            self._tell(
                _("This looks like HTML; it is kept as text. [html] before the question reads it.")
            )
        return text

    def _tell(self, sentence):
        if sentence not in self.told:
            self.told.add(sentence)
            self.parsed.warn(self.place, sentence)


def _read_question(parsed, block, topic):
    place, text = block.place, block.text.strip()
    if len(text) > MOST_CHARACTERS:
        parsed.error(place, _("A text of this question is too long. Shorten it."))
        return
    name, text = _name_of(parsed, place, text)
    start, end = text.find("{"), text.find("}")
    if fault := _fault_of_braces(text, start, end):
        parsed.error(place, fault[0], **fault[1])
        return
    texts = _Texts(parsed, place)
    question = Question("", restored(name), "", place, topic=topic)
    remarks = gift_comments.remarks_in(block.comments)
    body = None
    if start >= 0:
        body = text[start + 1 : end].strip()
        _warn_of_braces(parsed, block, text, start, end)
        gap = "" if text.endswith("}") else "_____"
        text = f"{text[:start]}{gap}{text[end + 1 :]}"
    elif "｛" in text:
        parsed.warn(place, _("Full-width braces ｛ ｝ are plain text to GIFT: write { and }."))
    elif any(map(_looks_like_answers, text.split("\n"))):
        parsed.warn(place, _("There are no braces around the answers: all of it is read as text."))
    if found := _FORMAT.match(text):
        texts.format = found[1]
    question.text = texts(text)
    if not question.text and question.name:
        parsed.warn(place, _("The question has only a name; it is taken for its text."))
        question.text = question.name
    if body is not None and "####" in body:
        body, general = body.rsplit("####", 1)
        body, question.explanation = body.strip(), texts(general)
    if read_answers(parsed, question, body, texts):
        gift_comments.apply(parsed, question, remarks)
        parsed.add(question)


def _looks_like_answers(line):
    return line.startswith(("=", "~", "ANSWER:")) or ("=" in line and "~" in line)


def _name_of(parsed, place, text):
    if not text.startswith("::"):
        return "", text
    name, mark, rest = text[2:].partition("::")
    if not mark:
        parsed.warn(place, _("The name of this question has no end: :: is missing."))
        return "", text[2:]
    return name.strip(), rest.strip()


def _fault_of_braces(text, start, end):
    """(sentence, facts) when it cannot be said where the answers begin and end."""
    if start < 0 and end < 0:
        return None
    if start < 0 or end < 0 or end < start:
        missing = "{" if start < 0 or 0 <= end < start else "}"
        if "｛" in text or "｝" in text:
            return _("Full-width braces ｛ ｝ are plain text to GIFT: write { and }."), {}
        return _("The braces do not match: %(brace)s is missing."), {"brace": missing}
    tail = text[end + 1 :]
    opens, closes = tail.find("{"), tail.find("}")
    if closes >= 0 and (opens < 0 or closes < opens):
        return _("There is a } too many. Write \\{ and \\} for braces that are text."), {}
    return None


def _warn_of_braces(parsed, block, text, start, end):
    body, tail = text[start + 1 : end], text[end + 1 :]
    if "{" in body:
        parsed.warn(block.place, _("There is a { among the answers; write \\{ for it."))
    if "{" in tail:
        parsed.warn(
            block.place,
            _("Only the first { } of a question counts; the rest is read as text."),
        )
    elif tail.lstrip(" \t").startswith("\n"):
        line = block.lines[0][0] + text[:end].count("\n") + 1
        parsed.warn(line, _("What stands below the answers is read as part of the question."))
