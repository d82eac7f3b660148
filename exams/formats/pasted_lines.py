"""The marks by which a line of a pasted text says what it is."""

import re
import unicodedata

from exams.formats.type_words import type_named

LONGEST_HEADING = 40

_LABELS = {
    "answer": ("正确答案", "参考答案", "标准答案", "答案", "答", "answer"),
    "explanation": ("答案解析", "试题解析", "解析", "说明", "explanation"),
    "topic": ("知识点", "章节", "学科", "topic"),
    "type": ("题型", "type"),
    "left out": ("难易度", "难度", "分值", "分数"),
}
_LABEL_OF = {word: label for label, words in _LABELS.items() for word in words}
_WORDS = "|".join(sorted(_LABEL_OF, key=len, reverse=True))
_LABEL = re.compile(
    rf"(?:【\s*(?P<marked>{_WORDS})\s*】\s*[:：]?|(?P<plain>{_WORDS})\s*[:：])\s*", re.IGNORECASE
)
# 2.1.5 GB is number 2; 2.5 times is no number.
_NUMBER = re.compile(
    r"(?:第\s*)?(\d{1,4})\s*(?:题\s*[.．、:：]?|[.．](?!\d)|．|[.](?=\d+[.．]\d)|[、:：)）])\s*"
)
_HEADING = re.compile(
    r"[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.．:：\s]|第[一二三四五六七八九十\d]+部分"
)
_CHAPTER = re.compile(r"第[一二三四五六七八九十百\d]+[章节单元课]")

# 【单选题】 before a stem, or behind it.
_TAG_BEFORE = re.compile(r"[【\[(（]\s*([^】\])）]{1,12}?)\s*[】\])）]\s*")
_TAG_BEHIND = re.compile(r"[【\[(（]\s*([^】\])）]{1,12}?)\s*[】\])）]$")
ANSWER_INSIDE = re.compile(r"[(（]\s*([A-HＡ-Ｈ]{1,8}|[√×对错])\s*[)）]")


def is_heading(line):
    """一、单选题 and its like; a topic such as 二、计算机基础 too. Radical signs are read alike."""
    plain = unicodedata.normalize("NFKC", line)
    if len(plain) > LONGEST_HEADING:
        return False
    return bool(_HEADING.match(plain)) or type_named(plain.rstrip(":。 ")) is not None


def is_chapter(line):
    return len(line) <= LONGEST_HEADING and bool(
        _CHAPTER.match(unicodedata.normalize("NFKC", line))
    )


def number_at(line):
    """(number, rest) of a line that begins with a number, else (None, line)."""
    found = _NUMBER.match(line)
    return (int(found[1]), line[found.end() :].strip()) if found else (None, line)


def without_tag(text):
    """(text, word): the text without the type that stands in brackets at an end of it."""
    text = text.strip()
    if (found := _TAG_BEFORE.match(text)) and type_named(found[1]):
        return text[found.end() :], found[1]
    if (found := _TAG_BEHIND.search(text, len(text) - 20)) and type_named(found[1]):
        return text[: found.start()].strip(), found[1]
    return text, ""


def labelled(line, inside=False):
    """[(label, text)] of a line such as 答案：B 解析：…; None when it has no label.

    `inside`: the answer may stand behind an option; what is before it has the label "".
    """
    marks = [found for found in _LABEL.finditer(line) if _stands_apart(line, found.start())]
    if not marks or (marks[0].start() and not (inside and _label(marks[0]) == "answer")):
        return None
    parts = [("", line[: marks[0].start()].strip())] if marks[0].start() else []
    ends = [mark.start() for mark in marks[1:]] + [len(line)]
    return parts + [
        (_label(mark), line[mark.end() : end].strip())
        for mark, end in zip(marks, ends, strict=True)
    ]


def _stands_apart(line, start):
    return start == 0 or line[start - 1] in " \t　。；;】" or line[start] == "【"


def _label(mark):
    return _LABEL_OF[(mark["marked"] or mark["plain"]).lower()]
