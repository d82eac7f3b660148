"""GIFT as Moodle reads it, with its traps turned into warnings (EXAMS.md §2.1)."""

import html
import re
from decimal import Decimal

from exams.formats.questions import LETTERS, Answer, Parsed, Question, short
from exams.formats.questions import marked as _
from organisation.tables import TableRefused
from organisation.tables.text_file import decoded

# Escaped characters are put out of the way as code points that no text may contain.
_ESCAPED = {char: chr(0xFDD0 + n) for n, char in enumerate(":#={}~n\\")}
_RESTORED = {code: "\n" if char == "n" else char for char, code in _ESCAPED.items()}
_ESCAPE = re.compile(r"\\([:#={}~n\\])")
_WEIGHT = re.compile(r"^%(-*[0-9]{1,2}\.?[0-9]*)%")
_FORMAT = re.compile(r"^\[(html|moodle|plain|markdown)\]")
_TAG = re.compile(r"<[^<>]+>")
_TRUE, _FALSE = ("T", "TRUE"), ("F", "FALSE")
_MEANT_TRUE_FALSE = {
    "true", "false", "t", "f", "对", "错", "正确", "错误", "是", "否", "√", "×", "Ｔ", "Ｆ",
}  # fmt: skip


def read(data):
    """Questions of a GIFT file; every block that cannot be taken is an error at its line."""
    parsed = Parsed("line")
    try:
        text = decoded(data)
    except TableRefused as refusal:
        parsed.error(1, str(refusal))
        return parsed
    topic = ""
    for block in _blocks(text, parsed):
        lines, place = _without_category(block, parsed)
        if lines is None:
            topic = place
        else:
            if isinstance(place, tuple):
                topic, place = place
            _read_question(parsed, "\n".join(lines), place, topic)
    if not parsed.questions and not parsed.errors:
        parsed.error(1, _("There is no question in this file."))
    return parsed


def _blocks(text, parsed):
    """Lists of (number, line) between blank lines, comments left out."""
    blocks, block = [], []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip().startswith("//"):
            continue
        if line.strip():
            if line.strip() == "0":
                parsed.warn(number, _("A line with only 0: Moodle would cut the question here."))
            block.append((number, _ESCAPE.sub(lambda found: _ESCAPED[found[1]], line)))
        else:
            blocks.append(block)
            block = []
    blocks = [kept for kept in [*blocks, block] if _text(kept).strip() not in ("", "0")]
    joined = _joined_over_blank_lines(blocks, parsed)
    return [part for block in joined for part in _parted(block, parsed)]


def _joined_over_blank_lines(blocks, parsed):
    whole = []
    for block in blocks:
        before = _text(whole[-1]) if whole else ""
        here = _text(block)
        opened = before.count("{") > before.count("}")
        if opened and here.count("}") > here.count("{"):
            parsed.warn(
                block[0][0],
                _(
                    "A blank line inside the braces: Moodle would refuse the question; it is "
                    "read as one."
                ),
            )
            whole[-1] = [*whole[-1], *block]
        else:
            whole.append(block)
    return whole


def _parted(block, parsed):
    """Two questions without a blank line between them: Moodle would swallow the second."""
    start = 0
    for n in range(1, len(block)):
        done, rest = _text(block[start:n]), _text(block[n:])
        closed = done.rstrip().endswith("}") and done.count("{") == done.count("}")
        if closed and "{" in rest:
            parsed.warn(
                block[n][0],
                _(
                    "There is no blank line before this question: Moodle would swallow it. It is "
                    "read as a question of its own."
                ),
            )
            yield block[start:n]
            start = n
    yield block[start:]


def _text(block):
    return "\n".join(line for number_, line in block)


def _without_category(block, parsed):
    """(None, topic) for a bare category; else the lines and where they begin."""
    number, first = block[0]
    if not first.lstrip().startswith("$CATEGORY:"):
        return [line for n_, line in block], number
    path = _plain(first.lstrip()[len("$CATEGORY:") :]).strip()
    topic = path.replace("$course$", "").strip("/").split("/")[-1]
    if len(block) == 1:
        return None, topic
    parsed.warn(
        block[1][0],
        _("There is no blank line after the category: Moodle would swallow this question."),
    )
    return [line for n_, line in block[1:]], (topic, block[1][0])


def _plain(text):
    return "".join(_RESTORED.get(char, char) for char in text)


def _read_question(parsed, text, place, topic):
    name, text = _name_of(text.strip())
    is_html = False
    if found := _FORMAT.match(text):
        is_html, text = found[1] == "html", text[found.end() :].lstrip()
    start, end = text.find("{"), text.find("}")
    if (start < 0) != (end < 0) or end < start:
        missing = "}" if end < 0 else "{"
        parsed.error(place, _("The braces do not match: %(brace)s is missing."), brace=missing)
        return
    if start < 0:
        if "｛" in text:
            parsed.warn(place, _("Full-width braces ｛ ｝ are plain text to GIFT: write { and }."))
        parsed.add(Question("description", name, _clean(text, is_html), place))
        return
    body, tail = text[start + 1 : end], text[end + 1 :].strip()
    if "{" in tail:
        parsed.warn(place, _("Only the first { } of a question counts; the rest is read as text."))
    stem = f"{text[:start]}_____{text[end + 1 :]}" if tail else text[:start]
    body, general = body.rsplit("####", 1) if "####" in body else (body, "")
    question = Question(
        "",
        _plain(name) or short(_clean(stem, is_html)),
        _clean(stem, is_html),
        place,
        explanation=_clean(general, is_html),
        topic=topic,
    )
    _read_answers(parsed, question, body.strip())
    for answer in question.answers:
        answer.text = _clean(answer.text, is_html)
        answer.feedback = _clean(answer.feedback, is_html)
    parsed.add(question)


def _name_of(text):
    if text.startswith("::") and "::" in text[2:]:
        name, mark_, rest = text[2:].partition("::")
        return name.strip(), rest.strip()
    return "", text


def _clean(text, is_html):
    text = _plain(text).strip()
    return html.unescape(_TAG.sub("", text)).strip() if is_html else text


def _read_answers(parsed, question, body):
    word = body.split("#")[0].strip()
    if not body:
        question.type = "essay"
    elif body.startswith("#"):
        question.type = "numerical"
    elif "~" in body:
        _read_choice(question, body)
    elif "=" in body and "->" in body:
        question.type = "matching"
    elif word in (*_TRUE, *_FALSE):
        _read_true_false(question, body, word in _TRUE)
    else:
        question.type = "shortanswer"
        if _plain(word).lstrip("=").strip() in _MEANT_TRUE_FALSE:
            parsed.warn(
                question.place,
                _(
                    "{%(word)s} is a short answer to Moodle: write {T} or {F}, upper case, for "
                    "true/false."
                ),
                word=_plain(word),
            )


def _read_choice(question, body):
    question.type = "single" if "=" in body else "multiple"
    parts = [part.strip() for part in body.replace("=", "~=").split("~")]
    for part in parts[1:] if not parts[0] else parts:
        fraction = Decimal(0)
        if part.startswith("="):
            fraction, part = Decimal(1), part[1:]
        elif found := _WEIGHT.match(part):
            sign = -1 if found[1].startswith("-") else 1
            weight = Decimal(found[1].lstrip("-").rstrip(".")) / 100
            fraction = sign * weight.quantize(Decimal("0.00001"))
            part = part[found.end() :]
        if part == "" and fraction == 0:
            continue
        text, mark_, feedback = part.partition("#")
        key = LETTERS[min(len(question.answers), len(LETTERS) - 1)]
        question.answers.append(Answer(key, text.strip(), fraction, feedback.strip()))


def _read_true_false(question, body, is_true):
    question.type = "truefalse"
    word_, mark_, feedback = body.partition("#")
    wrong, mark_, right = feedback.partition("#")
    for text, is_right in (("true", is_true), ("false", not is_true)):
        question.answers.append(
            Answer(text, text, Decimal(is_right), (right if is_right else wrong).strip())
        )
