"""Moodle XML, read as a stream: no document type, no entity, a limit for everything."""

import codecs
import re
from dataclasses import dataclass, field
from xml.sax import ContentHandler, SAXParseException

from defusedxml import sax
from defusedxml.common import DefusedXmlException

from exams.formats.moodle_pictures import Budget
from exams.formats.moodle_questions import question_of, topic_in
from exams.formats.questions import Parsed
from exams.formats.questions import marked as _
from organisation.tables import TableRefused
from organisation.tables.text_file import decoded

# Elements: of one question, or of what stands between two.
MOST_DEPTH, MOST_ELEMENTS, MOST_QUESTIONS = 24, 3_000, 20_000

_DECLARATION = re.compile(r"^\s*<\?xml\b[^>]*\?>")
_ENCODING = re.compile(rb"""^\s*<\?xml\b[^>]{0,100}?encoding\s*=\s*["']([\w.-]{1,40})["']""")
_SIMPLE = re.compile(r"(us-)?ascii|iso-8859-\d{1,2}|windows-125\d|big5")
_CHINESE = {"gb2312", "gbk", "gb_2312", "cp936", "gb18030"}


class _Refused(Exception):
    """Its sentence is told; the rest of the file is not read."""


@dataclass
class Node:
    """One element."""

    name: str
    line: int
    attributes: dict = field(default_factory=dict)
    children: list = field(default_factory=list)
    pieces: list = field(default_factory=list)

    @property
    def text(self):
        return "".join(self.pieces)

    def all(self, name):
        return [child for child in self.children if child.name == name]

    def first(self, name):
        return next((child for child in self.children if child.name == name), None)

    def said(self, name, unless=""):
        """The text of a child, or of the <text> in it."""
        child = self.first(name)
        if child is None:
            return unless
        inner = child.first("text")
        return (inner.text if inner is not None else child.text).strip()


def read(data):
    """Questions of a Moodle XML file; what cannot be taken is an error at its line."""
    parsed = Parsed("line")
    try:
        text = _text_of(data)
    except TableRefused as refusal:
        parsed.error(1, str(refusal))
        return parsed
    if text.count("<question ") > MOST_QUESTIONS:
        parsed.error(1, _("The file has more than 20,000 questions. Split it and try again."))
        return parsed
    reader = _Reader(parsed)
    try:
        sax.parseString(text.encode(), reader, forbid_dtd=True)
    except DefusedXmlException:
        parsed.error(reader.line, _("The file declares a document type or entities. Take it out."))
    except SAXParseException as fault:
        parsed.error(
            fault.getLineNumber() or 1,
            _("The XML is broken here. What stands above it was read."),
        )
    except _Refused as refusal:
        parsed.questions.clear()
        parsed.error(reader.line, str(refusal))
    if not parsed.questions and not parsed.errors:
        parsed.error(1, _("There is no question in this file."))
    return parsed


def _text_of(data):
    """The characters, without a declaration: we have decoded them ourselves."""
    declared = _ENCODING.match(data)
    name = declared[1].decode().lower() if declared else "utf-8"
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            text = data.decode("utf-16")
        elif name in _CHINESE or name in ("utf-8", "utf8"):
            text = decoded(data)
        elif _SIMPLE.fullmatch(name):
            text = data.decode(name)
        else:
            raise LookupError(name)
    except (LookupError, UnicodeError) as error:
        raise TableRefused(
            _("The encoding of the file is not known. Save it as UTF-8 and try again.")
        ) from error
    return _DECLARATION.sub(lambda found: "\n" * found[0].count("\n"), text, count=1)


class _Reader(ContentHandler):
    def __init__(self, parsed):
        super().__init__()
        self.parsed, self.topic = parsed, ""
        self.path, self.elements, self.budget = [], 0, Budget()

    @property
    def line(self):
        return self._locator.getLineNumber() or 1 if self._locator else 1

    def startElement(self, name, attrs):
        self.elements += 1
        if self.elements > MOST_ELEMENTS or len(self.path) >= MOST_DEPTH:
            raise _Refused(_("The XML is nested too deep or too large. Split it and try again."))
        if not self.path and name != "quiz":
            raise _Refused(_("This is no Moodle XML: it does not begin with <quiz>."))
        node = Node(name, self.line, dict(attrs))
        if len(self.path) > 1:
            self.path[-1].children.append(node)
        self.path.append(node)

    def characters(self, content):
        if len(self.path) > 1:
            self.path[-1].pieces.append(content)

    def endElement(self, name):
        node = self.path.pop()
        if len(self.path) == 1 and node.name == "question":
            self.elements = 0
            self._take(node)

    def _take(self, node):
        if node.attributes.get("type") == "category":
            self.topic = topic_in(node)
        elif question := question_of(node, self.parsed, self.budget):
            question.topic = self.topic
            self.parsed.add(question)
