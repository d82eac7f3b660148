"""Questions pasted as Chinese text: numbered or not, A. options, 答案：, 解析：, headings."""

import unicodedata
from dataclasses import dataclass, field

from exams.formats import table_answers
from exams.formats.lettered import answer_word, begins_option, letters_in, options_in, truth_in
from exams.formats.lines import lines_of
from exams.formats.pasted_lines import (
    ANSWER_INSIDE,
    is_chapter,
    is_heading,
    labelled,
    number_at,
    without_tag,
)
from exams.formats.questions import Parsed, Question
from exams.formats.questions import marked as _
from exams.formats.table_answers import Unfit
from exams.formats.type_words import type_in

MOST_QUESTIONS, LONGEST_LINE = 20_000, 10_000


def read(data):
    """Questions of a pasted text; one that is not whole is an error at the line it begins."""
    parsed = Parsed("line")
    reader = _Reader(parsed)
    for number, line in enumerate(lines_of(data, parsed), start=1):
        if len(line) > LONGEST_LINE:
            parsed.error(number, _("This line is too long. Shorten it."))
            continue
        reader.read(number, line.strip())
        if len(parsed.questions) > MOST_QUESTIONS:
            parsed.questions.clear()
            parsed.error(1, _("The file has more than 20,000 questions. Split it and try again."))
            return parsed
    reader.finish()
    if not parsed.questions and not parsed.errors:
        parsed.error(1, _("There is no question in this file."))
    return parsed


@dataclass
class _Draft:
    place: int
    number: int | None
    kind: str
    topic: str
    text: list = field(default_factory=list)
    options: list = field(default_factory=list)  # [letter, [lines]]
    answer: list | None = None
    explanation: list | None = None

    @property
    def answer_is_closed(self):
        """Whether nothing can follow the answer: letters, or a word for true or false."""
        word = answer_word("\n".join(self.answer or ()))
        return bool(letters_in(word)) or truth_in(word) is not None

    @property
    def open_lines(self):
        """The lines to which one without any mark belongs, or None when a question is over."""
        if self.explanation is not None:
            return self.explanation
        if self.answer is not None:
            return None if self.answer_is_closed else self.answer
        return self.options[-1][1] if self.options else self.text


class _Reader:
    def __init__(self, parsed):
        self.parsed = parsed
        self.draft, self.kind, self.topic, self.gap = None, "", "", False

    def read(self, number, line):
        if not line:
            self.gap = True
            return
        if not (
            self._read_heading(line)
            or self._read_labels(line)
            or self._read_option(line)
            or self._read_start(number, line)
        ):
            self._read_more(number, line)
        self.gap = False

    def _read_heading(self, line):
        is_over = self.draft is None or self.draft.answer is not None
        kind = type_in(line) if is_heading(line) else None
        if kind is None and not (is_over and (is_heading(line) or is_chapter(line))):
            return False
        self.finish()
        self.kind = kind or ""
        if kind is None:
            self.topic = line
        return True

    def _read_labels(self, line):
        has_options = self.draft is not None and (self.draft.options or begins_option(line))
        parts = labelled(line, inside=bool(has_options))
        if parts is None or (self.draft is None and parts[0][0] in ("answer", "explanation")):
            return False
        for label, text in parts:
            self._label(label, text)
        return True

    def _label(self, label, text):
        draft = self.draft
        if label == "":
            self._read_option(text)
        elif label == "answer":
            draft.answer = [text] if text else []
        elif label == "explanation":
            draft.explanation = [text] if text else []
        elif label == "topic" and draft:
            draft.topic = text
        elif label == "topic":
            self.topic = text
        elif label == "type" and draft:
            draft.kind = text
        elif label == "type":
            self.kind = text

    def _read_option(self, line):
        draft, letter = self.draft, begins_option(line)
        if draft is None or draft.answer is not None or not letter:
            return False
        if letter <= (draft.options[-1][0] if draft.options else ""):
            return False
        draft.options += [[found, [text]] for found, text in options_in(line, letter)]
        return True

    def _read_start(self, number, line):
        counted, text = number_at(line)
        if counted is None:
            return False
        draft = self.draft
        if draft and draft.answer is None:
            # A list inside a stem counts from 1 again; the next question counts on.
            counts_on = draft.number is not None and counted == draft.number + 1
            if not counts_on or not (draft.options or self.gap):
                return False
        self.finish()
        self.draft = _Draft(number, counted, self.kind, self.topic)
        self._begin(text)
        return True

    def _begin(self, text):
        """The first line of a question, on which its answer may stand too."""
        (label, stem), *rest = labelled(text, inside=True) or [("", text)]
        self.draft.text = [stem] if not label else []
        for label, said in rest:
            self._label(label, said)

    def _read_more(self, number, line):
        """A line without any mark: it goes on with what stands above it, or begins a question."""
        draft = self.draft
        lines = draft.open_lines if draft else None
        is_over = lines is None or (self.gap and draft.answer is not None)
        if is_over:
            self.finish()
            self.draft = _Draft(number, None, self.kind, self.topic)
            self._begin(line)
        else:
            lines.append(line)

    def finish(self):
        draft, self.draft = self.draft, None
        if draft is None:
            return
        try:
            self.parsed.add(_question(self.parsed, draft))
        except Unfit as unfit:
            self.parsed.error(draft.place, unfit.sentence, **unfit.facts)


def _question(parsed, draft):
    if sum(map(len, draft.text)) > LONGEST_LINE:
        raise Unfit(_("A text of this question is too long. Shorten it."))
    text, named = without_tag("\n".join(draft.text))
    options = {letter.lower(): "\n".join(lines) for letter, lines in draft.options}
    given = "\n".join(draft.answer or ()).strip()
    if not given:
        text, given = _with_answer_taken_out(parsed, draft.place, text)
    named = named or draft.kind
    if not named and given and not options and truth_in(answer_word(given)) is None:
        # Neither a choice nor true or false: a blank, or something to be written.
        named = "" if table_answers.blanks_in(text) else "essay"
    question = Question(
        table_answers.kind_of(named, text, given, options),
        "",
        text,
        draft.place,
        explanation="\n".join(draft.explanation or ()),
        topic=draft.topic,
    )
    table_answers.fill_in(parsed, question, given, options)
    return question


def _with_answer_taken_out(parsed, place, text):
    """The key stands in the brackets of the stem, where a candidate would read it."""
    found = list(ANSWER_INSIDE.finditer(text))
    if len(found) != 1:
        return text, ""
    parsed.warn(
        place,
        _("The answer %(answer)s stood in the brackets of the question; it was taken out of them."),
        answer=found[0][1],
    )
    start, end = found[0].span()
    return f"{text[:start]}（　　）{text[end:]}", unicodedata.normalize("NFKC", found[0][1])
