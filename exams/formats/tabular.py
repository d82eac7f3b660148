"""Questions from a table: the header families of EXAMS.md §2.4 and the plain one."""

import re
import unicodedata
from decimal import Decimal

from exams.formats.questions import LETTERS, Answer, Parsed, Question, short
from exams.formats.questions import marked as _
from organisation.tables import MOST_COLUMNS, MOST_ROWS, TableRefused
from organisation.tables.text_file import rows_of

HEADER_ROWS = 10
LONGEST_TEXT = 2000

# Column → the headers it is known by, after brackets and white space are taken away.
HEADERS = {
    "id": {"id", "序号", "题号", "编号", "试题编码", "试题guid"},
    "topic": {"subject", "topic", "学科", "章节", "题目分类", "知识点", "知识点一级", "一级纲要"},
    "type": {"type", "题型", "试题类型"},
    "question": {"question", "题干", "题目", "试题", "试题内容", "题目内容"},
    "options": {"options", "选项"},
    "answer": {"answer", "key", "答案", "正确答案", "标准答案", "答案1", "参考答案"},
    "explanation": {"explanation", "解析", "答案解析", "试题解析", "判断题解析", "说明"},
}
_OPTION = re.compile(r"^(?:选项|选择项|option)?([a-z])$")
_NUMBERED_OPTION = re.compile(r"^(?:选项|选择项|option)([1-9])$")
_PACKED = re.compile(r"^([A-Z])\s*[-.、:．：]\s*(.*)$", re.DOTALL)
_LETTERS_GIVEN = re.compile(r"[A-Z]+(?:[,、;/\s，；]+[A-Z]+)*")
_TYPES = {
    "single": {"单选", "单选题", "单项选择", "单项选择题", "single", "选择题"},
    "multiple": {"多选", "多选题", "多项选择", "多项选择题", "不定项", "不定项选择题", "multiple"},
    "truefalse": {"判断", "判断题", "是非题", "truefalse", "true/false"},
}
_TRUE = {"对", "√", "正确", "T", "是", "TRUE", "1", "同意", "YES", "Y", "✓"}
_FALSE = {"错", "×", "错误", "F", "否", "FALSE", "0", "不同意", "NO", "N", "X", "✗"}


def read_csv(data):
    """Questions of a CSV file; every row that cannot be taken is an error at its row."""
    parsed = Parsed("row")
    try:
        rows = list(rows_of(data))
    except TableRefused as refusal:
        parsed.error(1, str(refusal))
        return parsed
    return read_rows(rows, parsed)


def read_rows(rows, parsed=None):
    """Questions of rows of cells, the header among the first ten."""
    parsed = parsed or Parsed("row")
    if len(rows) > MOST_ROWS:
        parsed.error(1, _("A table may have at most %(most)d rows."), most=MOST_ROWS)
        return parsed
    header, columns = _header_of(rows)
    if not columns:
        parsed.error(
            1,
            _("The first rows hold no header with a question (题干) and an answer (答案) column."),
        )
        return parsed
    for number, cells in enumerate(rows[header + 1 :], start=header + 2):
        if any(cell.strip() for cell in cells):
            _read_row(parsed, number, _Row(columns, cells))
    if not parsed.questions and not parsed.errors:
        parsed.error(1, _("There is no question in this file."))
    return parsed


def _header_of(rows):
    for number, cells in enumerate(rows[:HEADER_ROWS]):
        columns = {}
        for place, cell in enumerate(cells[:MOST_COLUMNS]):
            if (column := _column_named(cell)) and column not in columns:
                columns[column] = place
        if {"question", "answer"} <= columns.keys():
            return number, columns
    return 0, {}


def _column_named(header):
    name = unicodedata.normalize("NFKC", header).lower()
    name = re.sub(r"\([^)]*\)|[\s\[\]*]+", "", name)
    for column, names in HEADERS.items():
        if name in names:
            return column
    if found := _OPTION.match(name):
        return f"option {found[1]}"
    if found := _NUMBERED_OPTION.match(name):
        return f"option {LETTERS[int(found[1]) - 1]}"
    return None


class _Row:
    def __init__(self, columns, cells):
        self.columns, self.cells = columns, cells

    def __getitem__(self, column):
        place = self.columns.get(column)
        text = self.cells[place].strip() if place is not None and place < len(self.cells) else ""
        return "" if text == "\\" else text

    @property
    def options(self):
        """Letter → text, as the file has them: a gap stays a gap."""
        found = {letter: self[f"option {letter}"] for letter in LETTERS if self[f"option {letter}"]}
        for part in self["options"].split("|") if not found else ():
            if piece := _PACKED.match(part.strip()):
                found[piece[1].lower()] = piece[2].strip()
        return found


def _read_row(parsed, number, row):
    text, given = row["question"], _answer_of(row["answer"])
    options = row.options
    kind = _type_of(row["type"], given, options)
    if any(len(cell) > LONGEST_TEXT for cell in row.cells):
        return parsed.error(number, _("A cell holds more than 2,000 characters."))
    if not text:
        return parsed.error(number, _("The question has no text."))
    if not given:
        return parsed.error(number, _("The answer is missing."))
    if kind is None:
        return parsed.error(
            number,
            _("The type %(type)s is not known; 单选, 多选 and 判断 are."),
            type=row["type"] or "?",
        )
    question = Question(
        kind,
        row["id"] or short(text),
        text,
        number,
        explanation=row["explanation"],
        topic=row["topic"],
    )
    taken = _judge(question, given, options) if kind == "truefalse" else None
    if taken is None:
        taken = _choose(parsed, question, given, options)
    return parsed.add(question) if taken is True else parsed.error(number, taken, answer=given)


def _answer_of(cell):
    text = unicodedata.normalize("NFKC", cell).strip().upper()
    return text[:-2] if re.fullmatch(r"\d+\.0", text) else text


def _type_of(named, given, options):
    if named:
        word = unicodedata.normalize("NFKC", named).strip().lower()
        return next((kind for kind, words in _TYPES.items() if word in words), None)
    if len(options) < 2 and given in _TRUE | _FALSE:
        return "truefalse"
    return "multiple" if len(_letters(given)) > 1 else "single"


def _letters(given):
    if not _LETTERS_GIVEN.fullmatch(given):
        return []
    return list(dict.fromkeys(re.findall("[a-z]", given.lower())))


def _judge(question, given, options):
    """Fills in true and false; given as A or B, the option's own text decides."""
    word = given
    if options and given.lower() in options:
        word = _answer_of(options[given.lower()])
    if word not in _TRUE | _FALSE:
        return _("The answer %(answer)s is neither true nor false; 对 or 错 is expected.")
    for key in ("true", "false"):
        right = (word in _TRUE) == (key == "true")
        question.answers.append(Answer(key, key, Decimal(right)))
    return True


def _choose(parsed, question, given, options):
    letters = _letters(given)
    if not letters:
        return _("The answer %(answer)s is not one of the letters of the options.")
    if not set(letters) <= options.keys():
        return _("The answer %(answer)s names an option that is empty.")
    if question.type == "single" and len(letters) > 1:
        return _("A single choice has one right answer; %(answer)s are several.")
    last = LETTERS.index(max(options))
    if gaps := [letter.upper() for letter in LETTERS[:last] if letter not in options]:
        parsed.warn(
            question.place,
            _("Option %(letters)s is empty; the other options keep their letters."),
            letters=", ".join(gaps),
        )
    for letter, text in options.items():
        question.answers.append(Answer(letter, text, Decimal(letter in letters)))
    return True
