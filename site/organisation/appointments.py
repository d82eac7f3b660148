"""Which post stands where, what it is called in a list, and which posts exclude each other.

Pure: kinds, levels and days in, answers out.
"""

from datetime import date

from organisation.rights import SEPARATE, PostKind

_P = PostKind
COUNTY, TOWNSHIP, VILLAGE = 3, 4, 5

LEVELS = {
    _P.INFORMATION_OFFICER: (VILLAGE,),
    _P.TOWNSHIP_OPERATOR: (TOWNSHIP,),
    _P.TOWNSHIP_DIRECTOR: (TOWNSHIP,),
    _P.INSTRUCTOR: (COUNTY, TOWNSHIP),
    _P.ORGANISER: (COUNTY,),
    _P.SUPERVISOR: (COUNTY, TOWNSHIP),
    _P.LEADER: (COUNTY, TOWNSHIP),
    _P.EDITOR: (COUNTY,),
    _P.SECURITY_ADMIN: (COUNTY,),
    _P.AUDIT_ADMIN: (COUNTY,),
    _P.SYSTEM_ADMIN: (COUNTY,),
}

WORDS = {
    _P.INFORMATION_OFFICER: ("村级信息员", "信息员", "村信息员"),
    _P.TOWNSHIP_OPERATOR: ("乡镇微机员", "微机员"),
    _P.TOWNSHIP_DIRECTOR: ("乡镇主任", "主任"),
    _P.INSTRUCTOR: ("教师", "老师"),
    _P.ORGANISER: ("组织员", "组织员（信息中心）"),
    _P.SUPERVISOR: ("督查", "督查员"),
    _P.LEADER: ("领导",),
    _P.EDITOR: ("网站编辑", "编辑"),
    _P.SECURITY_ADMIN: ("安全管理员", "安全保密管理员"),
    _P.AUDIT_ADMIN: ("审计管理员", "安全审计员"),
    _P.SYSTEM_ADMIN: ("系统管理员",),
}
_CALLED = {
    word.replace("（", "(").replace("）", ")"): kind
    for kind, words in WORDS.items()
    for word in (*words, kind.value, kind.value.replace("_", " "))
}


def kind_called(word):
    """The post of a code or a word of a list, or None; `word` in half width."""
    return _CALLED.get(word.strip().lower())


def overlap(first, second):
    """Two half-open spans (from, to or None) share a day."""
    return first[0] < (second[1] or date.max) and second[0] < (first[1] or date.max)


def excluded_by(kind, span, held):
    """The administrator's post among `held` (kind, span) that this one cannot go with, or None."""
    if kind not in SEPARATE:
        return None
    others = SEPARATE - {kind}
    return next((one for one, when in held if one in others and overlap(span, when)), None)
