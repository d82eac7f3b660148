"""Questions as a workbook in the header family of Chinese lists, read again by `tabular`."""

from exams.formats import weights
from exams.formats.blanks import blanks_in, join_answers, join_blanks, join_parts
from exams.formats.checks import pinned_keys
from exams.formats.questions import LETTERS, Answer, short
from exams.formats.sameness import as_written
from organisation.tables import MOST_COLUMNS, xlsx_bytes
from organisation.tables.reading import MOST_CHARACTERS

TYPE_WORDS = {
    "single": "单选题", "multiple": "多选题", "truefalse": "判断题", "shortanswer": "填空题",
    "fill": "填空题", "numerical": "数值题", "matching": "连线题", "ordering": "排序题",
    "essay": "简答题", "task": "操作题", "description": "说明题",
}  # fmt: skip
_FIRST = ["题型", "题干"]
_ALWAYS = ["答案", "解析", "知识点"]


class TooLarge(Exception):
    """A question that no row can hold; `question` is the one."""

    def __init__(self, question):
        super().__init__(question.name)
        self.question = question


def write(questions):
    rows = [_row(question) for question in questions]
    used = {column for row in rows for column, text in row.items() if text}
    columns = _FIRST + [f"选项{letter}" for letter in LETTERS.upper() if f"选项{letter}" in used]
    columns += _ALWAYS
    further = ["名称", "编号", "标签", "各项权重", "区分大小写", "固定选项", "难度"]
    further += [f"反馈{letter}" for letter in LETTERS.upper()]
    columns += [column for column in further if column in used]
    for question, row in zip(questions, rows, strict=True):
        if any(len(text) > MOST_CHARACTERS for text in row.values()):
            raise TooLarge(question)
    if len(columns) > MOST_COLUMNS:
        raise TooLarge(max(questions, key=lambda question: len(question.answers)))
    return xlsx_bytes(
        columns, [[row.get(column, "") for column in columns] for row in rows], "题库"
    )


def _row(question):
    row = {
        "题型": TYPE_WORDS[question.type],
        "题干": question.text,
        "解析": question.explanation,
        "知识点": question.topic,
        "编号": question.code,
        "标签": join_answers(question.tags),
        "区分大小写": "是" if question.case_matters else "",
        "固定选项": _pinned(question),
        "难度": "" if question.difficulty is None else f"{question.difficulty:.3f}",
        "各项权重": _weights(question),
        **_WRITERS[question.type](question),
    }
    if question.name != (question.code or short(question.text)):
        row["名称"] = question.name
    return row


def _pinned(question):
    """Letters that keep their place, where it is not what everybody would expect."""
    if question.type not in ("single", "multiple"):
        return ""
    said = pinned_keys(question.answers)
    expected = pinned_keys([Answer(answer.key, answer.text) for answer in question.answers])
    if said == expected:
        return ""
    return ",".join(sorted(key.upper() for key in said)) or "无"


def _weights(question):
    """Percent of each answer, unless they are what the answer cell says already."""
    fractions = [answer.fraction for answer in question.answers]
    if question.type not in _WEIGHED or fractions == _WEIGHED[question.type](question.answers):
        return ""
    return ";".join(map(weights.percent, fractions))


def _one_right(answers):
    best = _best(answers)
    return [int(answer is best) for answer in answers]


def _best(answers):
    return max(answers, key=lambda answer: answer.fraction)


def _equal_shares(answers):
    right = sum(answer.fraction > 0 for answer in answers)
    return [weights.share(right) if answer.fraction > 0 else 0 for answer in answers]


def _all_right(answers):
    return [1] * len(answers)


_WEIGHED = {
    "single": _one_right,
    "multiple": _equal_shares,
    "shortanswer": _all_right,
    "numerical": _all_right,
    "essay": _equal_shares,
    "task": _equal_shares,
}


def _choice(question):
    answers = question.answers
    right = (
        [_best(answers)] if question.type == "single" else [a for a in answers if a.fraction > 0]
    )
    row = {"答案": "".join(answer.key.upper() for answer in right)}
    for answer in answers:
        row[f"选项{answer.key.upper()}"] = answer.text
        row[f"反馈{answer.key.upper()}"] = answer.feedback
    return row


def _true_false(question):
    told = {answer.key: answer for answer in question.answers}
    return {
        "答案": "正确" if told["true"].fraction else "错误",
        "反馈A": told["true"].feedback,
        "反馈B": told["false"].feedback,
    }


def _short_answer(question):
    texts = [answer.text for answer in question.answers]
    plain = [text.replace("\\*", "*") for text in texts]
    is_literal = [text.replace("*", "\\*") for text in plain] == texts
    if is_literal and blanks_in(question.text) <= 1:
        return {"答案": join_answers(plain), **_feedback(question)}
    # Here * stands for any text, and the text may show more blanks than are asked for.
    return {"题型": "填词题", "答案": join_answers(texts), **_feedback(question)}


def _fill(question):
    return {"答案": join_blanks(question.blanks)}


def _numerical(question):
    texts = [
        f"{answer.text}±{as_written(answer.tolerance)}" if answer.tolerance else answer.text
        for answer in question.answers
    ]
    return {"答案": join_answers(texts), **_feedback(question)}


def _feedback(question):
    if any(answer.feedback for answer in question.answers[len(LETTERS) :]):
        raise TooLarge(question)
    pairs = zip(LETTERS.upper(), question.answers, strict=False)
    return {f"反馈{letter}": answer.feedback for letter, answer in pairs}


def _options(answers):
    pairs = zip(LETTERS.upper(), answers, strict=False)
    return {f"选项{letter}": answer.text for letter, answer in pairs}


def _matching(question):
    matches = [answer.match for answer in question.answers]
    return {"答案": join_parts(matches), **_options(question.answers)}


def _ordering(question):
    letters = LETTERS.upper()[: len(question.answers)]
    return {"答案": letters, **_options(question.answers)}


def _open(question):
    if len(question.answers) == 1:
        return {"答案": question.answers[0].text}
    return _options(question.answers)


_WRITERS = {
    "single": _choice,
    "multiple": _choice,
    "truefalse": _true_false,
    "shortanswer": _short_answer,
    "fill": _fill,
    "numerical": _numerical,
    "matching": _matching,
    "ordering": _ordering,
    "essay": _open,
    "task": _open,
    "description": lambda question: {},
}
