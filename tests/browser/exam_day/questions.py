"""The bank of the story, brought in as pasted GIFT: four questions with a key, one without."""

from dataclasses import dataclass

from tests.browser.whole_loop.house import follow, go

BANK, WARMING_UP = "值班知识", "值班入门"


@dataclass(frozen=True, eq=False)
class Question:
    text: str
    right: str
    wrong: tuple[str, str]
    reason: str

    @property
    def as_gift(self):
        others = " ".join(f"~{text}" for text in self.wrong)
        return f"{self.text} {{={self.right} {others} ####{self.reason}}}"


KEYED = [
    Question(
        "值班那天第一件事做什么？", "打开值班清单", ("先回家", "等电话"), "先看清单才不漏事。"
    ),
    Question("没有网的时候登记怎么办？", "先存在手机上", ("不登记", "写在手上"), "有网自动传。"),
    Question("名单改错了找谁？", "乡镇微机员", ("邻居", "学校"), "微机员能改回来。"),
    Question("密码忘了怎么办？", "找微机员重发", ("借别人的用", "不用了"), "密码不能借。"),
]
ESSAY = "有一户搬走了，当天要做哪几步？"


def import_banks(page):
    """One with all, and a short one that needs no people to mark it."""
    keyed = [question.as_gift for question in KEYED]
    _import(page, BANK, [*keyed, f"{ESSAY} {{}}"])
    _import(page, WARMING_UP, keyed[:2])


def _import(page, bank, gift):
    """Somebody else has looked through them before, so they are in use at once."""
    go(page, "题库", "导入题目")
    page.locator("[name=pasted]").fill("\n\n".join(gift))
    page.locator("[name=format]").select_option("gift")
    page.locator("[name=bank]").fill(bank)
    page.locator("[name=checked]").check()
    page.get_by_role("button", name="读文件").click()
    page.get_by_role("button", name="导入", exact=True).click()
    page.get_by_text(f"导完了：新增 {len(gift)}，").wait_for()
    follow(page, "看题库")
    page.get_by_role("heading", name=bank).wait_for()
