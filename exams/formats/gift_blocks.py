"""A GIFT file cut into questions as Moodle cuts it, with its traps named (EXAMS.md §2.1)."""

import re
from dataclasses import dataclass, field

from exams.formats.questions import marked as _

MOST_QUESTIONS, MOST_CHARACTERS = 20_000, 100_000
# How far the end of an answer list may lie behind a blank line.
MOST_PIECES = 60

# Escaped characters are put out of the way as code points that no text may contain.
_ESCAPED = {char: chr(0xFDD0 + n) for n, char in enumerate(":#={}~n\\")}
_RESTORED = {code: "\n" if char == "n" else char for char, code in _ESCAPED.items()}
_ESCAPE = re.compile(r"\\([:#={}~n\\])")
_BEYOND_TEXT = re.compile("[\ufdd0-\ufdef]")
_NAMED = re.compile(r"::.*?::", re.DOTALL)
_FULL_STOPS = (".", "。", "!", "！", "?", "？")
CATEGORY = "$CATEGORY:"


@dataclass
class Block:
    """Lines that are one question or one category; `place` is where it begins."""

    lines: list = field(default_factory=list)  # (number, line with escapes put away)
    comments: list = field(default_factory=list)

    @property
    def place(self):
        return self.lines[0][0]

    @property
    def text(self):
        return "\n".join(line for _number, line in self.lines)

    @property
    def is_category(self):
        return self.lines[0][1].startswith(CATEGORY)


def restored(text):
    """Escaped characters as themselves."""
    return "".join(_RESTORED.get(char, char) for char in text)


def blocks_of(lines, parsed):
    """Blocks in the order of the file; what Moodle would swallow or cut is warned of."""
    whole = _joined_over_blank_lines(_between_blank_lines(lines, parsed), parsed)
    blocks = [part for block in whole for part in _parted(block, parsed)]
    if len(blocks) > MOST_QUESTIONS:
        parsed.error(1, _("The file has more than 20,000 questions. Split it and try again."))
        return []
    return blocks


def _between_blank_lines(lines, parsed):
    blocks, block = [], Block()
    for number, line in enumerate(lines, start=1):
        stripped = line.strip(" \t\x00\x0b")
        if stripped.startswith("//"):
            block.comments.append(stripped)
        elif not line.strip():
            if stripped and block.lines:
                parsed.warn(
                    number,
                    _("This line looks empty but holds wide spaces: to Moodle it divides nothing."),
                )
            blocks.append(block)
            block = Block()
        elif stripped == "0" and not _is_open(block):
            parsed.warn(number, _("A line with only 0: Moodle would cut the question here."))
            blocks.append(block)
            block = Block()
        else:
            if stripped == "0":
                parsed.warn(number, _("A line with only 0: Moodle would cut the question here."))
            cleared = _BEYOND_TEXT.sub("", stripped)
            block.lines.append((number, _ESCAPE.sub(lambda found: _ESCAPED[found[1]], cleared)))
    return [kept for kept in [*blocks, block] if kept.lines]


def _is_open(block):
    """Whether a brace was opened and not closed again; in a category they mean nothing."""
    if block.lines and block.is_category:
        return False
    for _number, line in reversed(block.lines):
        if "{" in line or "}" in line:
            return line.rfind("{") > line.rfind("}")
    return False


def _joined_over_blank_lines(blocks, parsed):
    at = 0
    while at < len(blocks):
        block = blocks[at]
        end = _where_it_closes(blocks, at) if _is_open(block) else at
        if end > at:
            parsed.warn(
                blocks[at + 1].place,
                _(
                    "A blank line inside the braces: Moodle would refuse the question; it is "
                    "read as one."
                ),
            )
            pieces = blocks[at : end + 1]
            block = Block(
                [line for piece in pieces for line in piece.lines],
                [comment for piece in pieces for comment in piece.comments],
            )
        yield block
        at = end + 1


def _where_it_closes(blocks, at):
    for number in range(at + 1, min(at + MOST_PIECES, len(blocks))):
        text = blocks[number].text
        closes, opens = text.find("}"), text.find("{")
        if closes >= 0 and (opens < 0 or closes < opens):
            return number
        if opens >= 0 or text.startswith(("::", CATEGORY)):
            break
    return at


def _parted(block, parsed):
    """Two questions without a blank line between them: Moodle would swallow the second."""
    start, opened, closed = 0, 0, 0
    opens_left = sum(line.count("{") for _number, line in block.lines)
    for n, (number, line) in enumerate(block.lines):
        if n > start and _begins_anew(block.lines[n - 1][1], line, opened, closed, opens_left):
            _warn_of_swallowed(parsed, number, block.lines[start][1])
            yield Block(block.lines[start:n], block.comments)
            block = Block(block.lines, [])
            start, opened, closed = n, 0, 0
        opened, closed = opened + line.count("{"), closed + line.count("}")
        opens_left -= line.count("{")
    yield Block(block.lines[start:], block.comments)


def _begins_anew(before, line, opened, closed, opens_left):
    """Whether a new question, or a category, begins on this line."""
    if line.startswith(CATEGORY) or before.startswith(CATEGORY):
        return True
    if _NAMED.match(line):
        return True
    if not opened or opened != closed or not opens_left:
        return False
    ended = before.rstrip()
    return ended.endswith("}") or ended.endswith(_FULL_STOPS)


def _warn_of_swallowed(parsed, number, first):
    if first.startswith(CATEGORY):
        parsed.warn(
            number,
            _("There is no blank line after the category: Moodle would swallow this question."),
        )
    else:
        parsed.warn(
            number,
            _(
                "There is no blank line before this question: Moodle would swallow it. It is "
                "read as a question of its own."
            ),
        )
