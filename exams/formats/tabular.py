"""Questions from a table: the header families of EXAMS.md §2.4 and the plain one."""

import io
import re
import unicodedata

from exams import bands
from exams.formats import table_answers
from exams.formats.blanks import split_answers
from exams.formats.lettered import answer_word, letters_in, options_in
from exams.formats.questions import LETTERS, Parsed, Question, short
from exams.formats.questions import marked as _
from exams.formats.table_answers import Unfit
from exams.formats.type_words import type_named
from organisation.tables import TableRefused, read_sheets, text_file

HEADER_ROWS = 10

# Column → the headers it is known by, after brackets and white space are taken away.
HEADERS = {
    "id": {"id", "编号", "试题编码", "试题编号", "试题guid"},
    "name": {"name", "名称", "题目名称"},
    "type": {"type", "题型", "试题类型", "题目类型", "类型"},
    "question": {"question", "题干", "题目", "试题", "试题内容", "题目内容", "试题题干"},
    "options": {"options", "选项"},
    "answer": {"answer", "key", "答案", "正确答案", "标准答案", "答案1", "参考答案"},
    "explanation": {"explanation", "解析", "答案解析", "试题解析", "判断题解析", "说明"},
    "tolerance": {"tolerance", "误差", "允许误差", "容差"},
    "weights": {"weights", "各项权重"},
    "tags": {"tags", "标签"},
    "case": {"casematters", "区分大小写"},
    "pinned": {"pinned", "固定选项"},
    "difficulty": {"difficulty", "难度", "难易度", "难易程度"},
}
# Parts of the topic, in the order of the columns.
TOPICS = re.compile(
    r"subject|topic|学科|科目|章节|题目分类|[一二三四五六]级纲要|知识点([一二三四五六]级)?"
)
HARD_TO_TELL = _("How hard “%(said)s” is cannot be told; say 易, 中, 难 or a share such as 0.65.")
_OPTION = re.compile(r"^(?:选项|选择项|option)?([a-z])(?:选项)?$")
_NUMBERED_OPTION = re.compile(r"^(?:选项|选择项|option)([1-9])$")
_MORE_ANSWERS = re.compile(r"^(?:答案|answer)([2-9])$")
_FEEDBACK = re.compile(r"^(?:反馈|feedback)([a-z])$")
_PACKED = re.compile(r"^([A-Z])\s*[-.、:．：]\s*(.*)$", re.DOTALL)


def read_csv(data):
    """Questions of a CSV file; every row that cannot be taken is an error at its row."""
    return _read(data, "questions.csv")


def read_xlsx(data):
    """Questions of all visible sheets of a workbook."""
    return _read(data, "questions.xlsx")


def has_header(text):
    """Whether the first lines of a text are the header of a table of questions."""
    lines = text.splitlines()[:HEADER_ROWS]
    try:
        rows = list(text_file.rows_of("\n".join(lines).encode()))
    except TableRefused:
        return False
    return any(_columns_of(cells) for cells in rows)


def rows_by_header(data, name):
    """(row, header → text) of what stands below the header of questions, in every sheet."""
    for sheet in read_sheets(io.BytesIO(data), name):
        header, columns = _header_of(sheet)
        if columns:
            heads = dict(sheet.rows)[header]
            for number, cells in sheet.rows:
                if number > header:
                    yield number, dict(zip(heads, cells, strict=False))


def _read(data, name):
    parsed = Parsed("row")
    try:
        sheets = [sheet for sheet in read_sheets(io.BytesIO(data), name) if sheet.rows]
    except TableRefused as refusal:
        parsed.error(1, str(refusal))
        return parsed
    headers = [_header_of(sheet) for sheet in sheets]
    if not any(columns for _number, columns in headers):
        parsed.error(
            1,
            _("The first rows hold no header with a question (题干) and an answer (答案) column."),
        )
        return parsed
    for sheet, (number, columns) in zip(sheets, headers, strict=True):
        part = Parsed("row", sheet=sheet.name if len(sheets) > 1 else "")
        if columns:
            _read_sheet(part, sheet, number, columns)
        else:
            part.warn(1, _("This sheet has no header of questions; it is left out."))
        parsed.append(part)
    if not parsed.questions and not parsed.errors:
        parsed.error(1, _("There is no question in this file."))
    return parsed


def _header_of(sheet):
    for number, cells in sheet.rows:
        if number > HEADER_ROWS:
            break
        if columns := _columns_of(cells):
            return number, columns
    return 0, {}


def _columns_of(cells):
    """Column → place, {} when this row names no question and answer."""
    columns, topics = {}, []
    for place, cell in enumerate(cells):
        name = _bare(cell)
        if TOPICS.fullmatch(name):
            topics.append(place)
        elif (column := _column_named(name)) and column not in columns:
            columns[column] = place
    return {**columns, "topics": topics} if {"question", "answer"} <= columns.keys() else {}


def _bare(header):
    name = unicodedata.normalize("NFKC", header).lower()
    return re.sub(r"\([^)]*\)|[\s\[\]*]+", "", name)


def _column_named(name):
    for column, names in HEADERS.items():
        if name in names:
            return column
    if found := _OPTION.match(name):
        return f"option {found[1]}"
    if found := _NUMBERED_OPTION.match(name):
        return f"option {LETTERS[int(found[1]) - 1]}"
    if found := _MORE_ANSWERS.match(name):
        return f"answer {found[1]}"
    if found := _FEEDBACK.match(name):
        return f"feedback {found[1]}"
    return None


class _Row:
    def __init__(self, columns, cells):
        self.columns, self.cells = columns, cells

    def __getitem__(self, column):
        return self._at(self.columns.get(column))

    def _at(self, place):
        text = self.cells[place] if place is not None and place < len(self.cells) else ""
        # Lists with all options in one cell write \ for an empty one.
        return "" if text == "\\" and "options" in self.columns else text

    @property
    def topic(self):
        return "/".join(filter(None, map(self._at, self.columns["topics"])))

    @property
    def options(self):
        """Letter → text, as the file has them: a gap stays a gap."""
        found = {letter: self[f"option {letter}"] for letter in LETTERS if self[f"option {letter}"]}
        return found or _unpacked(self["options"])

    def answer(self, kind):
        """Of several answer columns each is a blank, or a further letter."""
        more = [self[f"answer {n}"] for n in range(2, 10)]
        sign = "|" if kind in ("fill", "matching") else ";"
        return sign.join(filter(None, [self["answer"], *more]))


def _unpacked(cell):
    """A-停电|B-带电, or one below the other, or A.停电 B.带电 in a row."""
    pieces = [piece.strip() for piece in re.split(r"[|｜\n]", cell) if piece.strip()]
    found = [
        _PACKED.match(unicodedata.normalize("NFKC", piece[:2]) + piece[2:]) for piece in pieces
    ]
    if len(pieces) == 1 and len(inline := options_in(cell)) > 1:
        return {letter.lower(): text for letter, text in inline}
    if all(found):
        return {piece[1].lower(): piece[2].strip() for piece in found}
    if any(found):
        raise Unfit(_("The options in one cell cannot be told apart. Write A-…|B-…"))
    return dict(zip(LETTERS, pieces, strict=False))


def _read_sheet(parsed, sheet, header, columns):
    by_name = type_named(sheet.name) or ""
    for refused in sheet.refused:
        if refused.row > header:
            parsed.error(refused.row, refused.message)
    for number, cells in sheet.rows:
        if number <= header:
            continue
        if number in sheet.merged:
            parsed.error(number, _("There are merged cells in this row. Split them."))
            continue
        if number in sheet.dates:
            parsed.warn(
                number, _("A cell holds a date or a time: Excel may have made it of a text.")
            )
        if number in sheet.formulas:
            parsed.warn(number, _("A cell holds a formula; its last result is read."))
        try:
            parsed.add(_question(parsed, number, _Row(columns, cells), by_name))
        except Unfit as unfit:
            parsed.error(number, unfit.sentence, **unfit.facts)


def _question(parsed, number, row, by_name):
    text, options = row["question"], row.options
    if not text:
        raise Unfit(_("The question has no text."))
    kind = table_answers.kind_of(row["type"] or by_name, text, row["answer"], options)
    question = Question(
        kind,
        row["name"] or row["id"] or short(text),
        text,
        number,
        explanation=row["explanation"],
        topic=row.topic,
        code=row["id"],
        tags=split_answers(row["tags"]),
        case_matters=row["case"] in ("1", "是", "TRUE"),
    )
    table_answers.fill_in(parsed, question, row.answer(kind), options)
    _refine(question, row)
    if said := row["difficulty"]:
        question.difficulty = bands.share_said(said)
        if question.difficulty is None:
            parsed.warn(number, HARD_TO_TELL, said=short(said))
    return question


def _refine(question, row):
    """What the further columns of our own lists say."""
    if row["weights"]:
        table_answers.weigh(question, row["weights"])
    if question.type == "numerical" and row["tolerance"]:
        table_answers.widen(question, row["tolerance"])
    is_choice = question.type in ("single", "multiple")
    for letter, answer in zip(LETTERS, question.answers, strict=False):
        answer.feedback = row[f"feedback {answer.key if is_choice else letter}"]
        if is_choice and row["pinned"]:
            answer.pinned = answer.key in letters_in(answer_word(row["pinned"]))
