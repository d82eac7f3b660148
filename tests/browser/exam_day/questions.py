"""The paper of the story: four questions with a key, brought in as pasted GIFT."""

from dataclasses import dataclass

from tests.browser.whole_loop.house import follow, go

BANK = "值班知识"


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


def import_bank(page, text):
    """Somebody else has looked through them before, so they are in use at once."""
    go(page, "题库", "导入题目")
    page.locator("[name=pasted]").fill(text)
    page.locator("[name=format]").select_option("gift")
    page.locator("[name=bank]").fill(BANK)
    page.locator("[name=checked]").check()
    page.get_by_role("button", name="读文件").click()
    page.get_by_role("button", name="导入", exact=True).click()
    page.get_by_text("导完了：").wait_for()
    follow(page, "看题库")
    page.get_by_role("heading", name=BANK).wait_for()
