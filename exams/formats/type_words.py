"""What the types of questions are called in lists."""

import re
import unicodedata

_WORDS = {
    "single": {"单选", "单项选择", "single", "singlechoice", "单项"},
    "multiple": {"多选", "多项选择", "不定项", "不定项选择", "multiple", "multiplechoice", "多项"},
    "truefalse": {"判断", "是非", "判断正误", "判断对错", "对错", "truefalse", "true/false"},
    "fill": {"填空", "fill", "blank", "fillin", "填充"},
    "shortanswer": {"shortanswer", "填词"},
    "numerical": {"数值", "数字", "numerical", "number"},
    "matching": {"匹配", "连线", "配对", "matching", "match"},
    "ordering": {"排序", "顺序", "ordering", "order"},
    "essay": {"简答", "问答", "论述", "名词解释", "主观", "案例分析", "计算", "essay", "分析"},
    "task": {"实操", "操作", "上机", "上机操作", "实践", "技能操作", "task", "practical"},
    "description": {"说明", "材料", "描述", "description"},
}
# Single or multiple: the answer says which.
CHOICE = "choice"
_WORDS[CHOICE] = {"选择", "choice", "multichoice"}
_BY_LENGTH = sorted((w for words in _WORDS.values() for w in words), key=len, reverse=True)
_NAMED = {word: kind for kind, words in _WORDS.items() for word in words}
_HEADED = re.compile(rf"({'|'.join(map(re.escape, _BY_LENGTH))})题|判断(?:正误|对错)")


def type_in(heading):
    """The type that a heading such as 一、单选题（每题 2 分） speaks of, or None."""
    found = _HEADED.search(unicodedata.normalize("NFKC", heading).lower())
    return type_named(found[0]) if found else type_named(heading)


def type_named(words):
    """The type a word such as 单选题 names, `CHOICE` for 选择题, or None."""
    words = unicodedata.normalize("NFKC", words).strip().lower()
    words = re.sub(r"\([^)]*\)|[\s\[\]【】]+", "", words)
    return _NAMED.get(words) or _NAMED.get(words.removesuffix("题"))
