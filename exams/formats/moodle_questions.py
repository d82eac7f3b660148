"""A <question> of Moodle XML → a question (EXAMS.md §2.3)."""

from decimal import Decimal, InvalidOperation
from urllib.parse import unquote

from exams.formats import html_text, weights
from exams.formats.gift_comments import fill_answers
from exams.formats.moodle_pictures import PLACE, taken_from
from exams.formats.numbers import number_of
from exams.formats.questions import Answer, Question, category_topic
from exams.formats.questions import marked as _

_YES = ("1", "true")


class _Unfit(Exception):
    """(sentence, facts) of why the question is not taken."""


def topic_in(node):
    return category_topic(node.said("category"))


def question_of(node, parsed, budget):
    """The question, or None after its error was told."""
    type_ = node.attributes.get("type", "")
    texts = _Texts(parsed, node, budget)
    text, picture = texts.seen(node.first("questiontext"))
    question = Question("", node.said("name"), text, node.line, picture=picture)
    question.explanation = texts.child(node, "generalfeedback")
    question.code = node.said("idnumber")
    tags = node.first("tags")
    question.tags = [tag.said("text") for tag in tags.all("tag")] if tags else []
    if not question.text and question.name and not node.first("fill"):
        parsed.warn(node.line, _("The question has only a name; it is taken for its text."))
        question.text = question.name
    try:
        if type_ not in _READERS:
            raise _Unfit(
                _("Questions of the Moodle type %(type)s are not supported."),
                {"type": type_ or "?"},
            )
        _READERS[type_](question, node, texts)
    except _Unfit as unfit:
        parsed.error(node.line, unfit.args[0], **unfit.args[1])
        return None
    return question


class _Texts:
    """Texts as plain text; what is left out on the way is told once a question."""

    def __init__(self, parsed, node, budget):
        self.parsed, self.line, self.told, self.budget = parsed, node.line, set(), budget

    def child(self, node, name):
        child = node.first(name)
        return "" if child is None else self.of(child)

    def of(self, node):
        """The <text> of an element, by the format the element names."""
        self._leave_out(node.all("file"))
        return self._plain(_source_of(node), node.attributes.get("format", "html"))

    def seen(self, node):
        """(text, picture) of an element that may show one; more of them are left out."""
        if node is None:
            return "", None
        files = node.all("file")
        source, src, picture = taken_from(_source_of(node), files, self.budget, self.warn)
        names = (src.removeprefix(PLACE), unquote(src.removeprefix(PLACE)))
        self._leave_out([file for file in files if file.attributes.get("name") not in names])
        return self._plain(source, node.attributes.get("format", "html"), src), picture

    def _leave_out(self, files):
        if files:
            names = ", ".join(file.attributes.get("name", "?") for file in files[:5])
            self.warn(_("Files are left out, only the text is read: %(names)s"), names=names)

    def _plain(self, text, format_, taken=""):
        if format_ == "moodle_auto_format" and html_text.looks_like_html(text):
            text, format_ = text.strip().replace("\n", "<br>"), "html"
        if format_ != "html":
            return text.strip()
        text, has_pictures = html_text.plain(text, taken)
        if has_pictures:
            self.warn(_("A picture is left out: only the text is read."))
        return text

    def warn(self, sentence, **facts):
        if sentence not in self.told:
            self.told.add(sentence)
            self.parsed.warn(self.line, sentence, **facts)


def _source_of(node):
    inner = node.first("text")
    return node.text if inner is None else inner.text


def _weight(node, texts):
    """`weight` is ours and exact; `fraction` is Moodle's and on its list."""
    written = node.attributes.get("weight") or node.attributes.get("fraction") or "0"
    try:
        fraction = weights.weight_of(Decimal(written))
    except (InvalidOperation, ValueError):
        raise _Unfit(_("The weight %(weight)s is no number."), {"weight": written}) from None
    if "weight" in node.attributes or weights.is_on_list(fraction):
        return fraction
    if not weights.is_near(fraction):
        raise _Unfit(_("Moodle does not know a weight of %(weight)s percent."), {"weight": written})
    moved = weights.nearest(fraction)
    texts.warn(
        _("Moodle does not know a weight of %(weight)s percent; it is read as %(moved)s."),
        weight=written,
        moved=weights.percent(moved),
    )
    return moved


def _choice(question, node, texts):
    question.type = "single" if node.said("single", "true").lower() in _YES else "multiple"
    for answer in node.all("answer"):
        (text, picture), fraction = texts.seen(answer), _weight(answer, texts)
        # Moodle leaves out an option without a text.
        if text or picture or fraction > 0:
            feedback, pinned = texts.child(answer, "feedback"), answer.attributes.get("pinned")
            option = Answer("", text, fraction, feedback, picture=picture)
            option.pinned = None if pinned is None else pinned == "1"
            question.answers.append(option)
    if node.said("shuffleanswers").lower() in ("0", "false"):
        for option in question.answers:
            option.pinned = True


def _true_false(question, node, texts):
    question.type = "truefalse"
    answers = node.all("answer")[:2]
    words = [texts.of(answer).lower() for answer in answers]
    if sorted(words) != ["false", "true"]:
        # Old files say it in the language of their site, true first.
        texts.warn(_("The answers are not called true and false; the first is read as true."))
        words = ["true", "false"]
    for word, answer in sorted(zip(words, answers, strict=False), reverse=True, key=_by_word):
        fraction = Decimal(_weight(answer, texts) == 1)
        question.answers.append(Answer(word, word, fraction, texts.child(answer, "feedback")))


def _by_word(pair):
    return pair[0]


def _short_answer(question, node, texts):
    question.type = "shortanswer"
    question.case_matters = node.said("usecase").lower() in _YES
    for answer in node.all("answer"):
        # An answer to compare with is plain text whatever the file says of it.
        text = (answer.said("text") if answer.first("text") else answer.text).strip()
        feedback = texts.child(answer, "feedback")
        question.answers.append(Answer("", text, _weight(answer, texts), feedback))


def _numerical(question, node, texts):
    question.type = "numerical"
    for answer in node.all("answer"):
        text = (answer.said("text") if answer.first("text") else answer.text).strip()
        tolerance = number_of(answer.said("tolerance", "0") or "0")
        if tolerance is None:
            raise _Unfit(_("The tolerance of %(answer)s is no number."), {"answer": text})
        feedback = texts.child(answer, "feedback")
        question.answers.append(Answer("", text, _weight(answer, texts), feedback, tolerance))
    units = node.first("units")
    if units is not None and units.all("unit"):
        texts.warn(_("Units are left out: only the number is read."))


def _matching(question, node, texts):
    question.type = "matching"
    for pair in node.all("subquestion"):
        stem, answer = texts.of(pair), pair.first("answer")
        match = (answer.said("text") or answer.text.strip()) if answer is not None else ""
        question.answers.append(Answer("", stem, Decimal(bool(stem)), match=match))


def _ordering(question, node, texts):
    question.type = "ordering"
    question.answers = [Answer("", texts.of(part), Decimal(1)) for part in node.all("answer")]


def _essay(question, node, texts):
    files = node.said("attachments", "0") not in ("", "0")
    only_files = node.said("responseformat") == "noinline"
    question.type = "task" if files and only_files else "essay"
    if criteria := node.all("criterion"):
        question.answers = [
            Answer("", texts.of(criterion), _weight(criterion, texts)) for criterion in criteria
        ]
    elif info := texts.child(node, "graderinfo"):
        question.answers = [Answer("", info, Decimal(1))]
    if texts.child(node, "responsetemplate"):
        texts.warn(_("The template for the answer is left out."))


def _description(question, node, texts):
    question.type = "description"


def _cloze(question, node, texts):
    fill = node.first("fill")
    if fill is None:
        raise _Unfit(
            _("A Moodle question with answers inside its text (cloze) is not supported."), {}
        )
    question.type, question.text = "fill", texts.of(fill)
    question.answers = fill_answers(
        [[answer.text for answer in blank.all("text")] for blank in fill.all("blank")]
    )


_READERS = {
    "multichoice": _choice,
    "truefalse": _true_false,
    "shortanswer": _short_answer,
    "numerical": _numerical,
    "matching": _matching,
    "match": _matching,
    "ordering": _ordering,
    "essay": _essay,
    "description": _description,
    "cloze": _cloze,
    "multianswer": _cloze,
}
