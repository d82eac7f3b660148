"""Options with a letter before them, and answers that name letters, as Chinese lists write them."""

import re
import unicodedata

_OPTION = re.compile(r"[(（]?([A-ZＡ-Ｚ])\s*[)）.．、:：)-]\s*")
_LETTERS = re.compile(r"[A-Z]+(?:[,、;/|\s]+[A-Z]+)*")

TRUE = {"对", "√", "正确", "T", "是", "TRUE", "1", "同意", "YES", "Y", "✓", "✔"}
FALSE = {"错", "×", "错误", "F", "否", "FALSE", "0", "不同意", "NO", "N", "X", "✗", "✘", "不对"}


def begins_option(line):
    """The letter with which a line begins, or ""."""
    found = _OPTION.match(line)
    return unicodedata.normalize("NFKC", found[1]) if found else ""


def options_in(line, first="A"):
    """[(letter, text)] of options in one line: each must carry the letter that is its turn."""
    marks, due = [], ord(first)
    for found in _OPTION.finditer(line):
        begins = found.start() == 0 or line[found.start() - 1] in " \t　;；|,，。"
        if begins and ord(unicodedata.normalize("NFKC", found[1])) == due:
            marks.append(found)
            due += 1
    ends = [mark.start() for mark in marks[1:]] + [len(line)]
    return [
        (chr(ord(first) + n), line[mark.end() : end].strip(" \t　;；|"))
        for n, (mark, end) in enumerate(zip(marks, ends, strict=True))
    ]


def answer_word(text):
    """As it is compared: half width, upper case, 2.0 as 2."""
    text = unicodedata.normalize("NFKC", text).strip().upper()
    return text[:-2] if re.fullmatch(r"\d+\.0", text) else text


def letters_in(word):
    """The letters an answer names, each once, in its order; [] when it names no letters."""
    word = word.rstrip("。.;,、")
    if not _LETTERS.fullmatch(word):
        return []
    return list(dict.fromkeys(re.findall("[a-z]", word.lower())))


def truth_in(word):
    """True, False, or None for a word that is neither."""
    word = word.rstrip("。.")
    if word in TRUE or word in FALSE:
        return word in TRUE
    return None
