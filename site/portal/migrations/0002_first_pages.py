"""The site as a county finds it: a home page with its lists, services and what the law asks for.

Wagtail's own welcome page goes. Where a home page of ours exists, nothing is touched.
"""

import json
import uuid

from django.db import migrations
from django.utils import timezone

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def text(*paragraphs):
    return {"type": "text", "value": "".join(f"<p>{words}</p>" for words in paragraphs)}


def heading(words):
    return {"type": "heading", "value": words}


def steps(*lines):
    items = [{"type": "item", "value": line, "id": str(uuid.uuid4())} for line in lines]
    return {"type": "steps", "value": items}


def table(caption, headings, *rows):
    return {
        "type": "table",
        "value": {
            "columns": [{"type": "cell", "heading": words} for words in headings],
            "rows": [{"values": list(row)} for row in rows],
            "caption": caption,
        },
    }


def callout(title, words):
    return {"type": "callout", "value": {"title": title, "text": words}}


LISTS = [
    ("newsindexpage", "news", "基层动态"),
    ("noticeindexpage", "announcements", "通知公告"),
    ("materialindexpage", "materials", "学习资料"),
]

# model field `place`, slug, title, text
PAGES = [
    (
        "service", "marriage", "领证办理",
        [
            text("结婚登记在民政部门的婚姻登记处办。不收费，当场发证。"),
            heading("要带什么"),
            text("双方的身份证。不用再带户口簿。"),
            heading("怎么办"),
            steps("打电话问清办公时间", "两个人一起到婚姻登记处", "填声明书，核对信息", "领结婚证"),
            callout("自己决定", "结婚、生育的事由你自己决定。村信息员只帮你查手续、约时间。"),
        ],
    ),
    (
        "service", "moving", "流动登记",
        [
            text("外出务工、投亲，或者刚搬来本村，可以告诉村信息员，好把通知和服务送到你手里。"),
            heading("怎么办"),
            steps("找本村信息员，打电话也行", "说清去哪里、大约多久", "核对一遍记下的内容"),
            text("回来以后再说一声就行。登记不收费。"),
        ],
    ),
    (
        "service", "support", "奖励扶助",
        [
            text("符合条件的计划生育家庭，可以申请奖励扶助和特别扶助。条件和标准以县卫生健康部门公布的为准。"),
            heading("怎么办"),
            steps("到村委会领申请表", "带身份证和户口簿复印件", "村里公示，乡镇核对", "县里批准后打到你的卡上"),
            text("办理不收费。有人收钱，请打页脚的电话。"),
        ],
    ),
    (
        "service", "contacts", "找本村联系人",
        [
            text("每个村有一到两名信息员。逢五、逢十在村办公室值班：每月 5、10、15、20、25、30 日。"),
            table(
                "去哪里找",
                ["要找谁", "在哪里", "什么时候"],
                ["本村信息员", "村办公室", "逢五、逢十，8:30–11:30"],
                ["乡镇微机员", "乡镇微机室", "工作日，8:30–17:00"],
                ["县信息中心", "页脚的电话", "工作日，8:30–17:00"],
            ),
        ],
    ),
    (
        "foot", "privacy", "隐私说明",
        [
            text("这里说清楚：我们记什么，为什么记，谁能看，你能做什么。"),
            heading("谁在处理"),
            text("处理者是本县信息中心，名称和电话在页脚。村信息员和乡镇微机员替它做事，只能看自己那一级该看的。"),
            heading("不登录的时候"),
            text("看这个网站不用登录，也不记你是谁。只有你按了“大字”“浅色”“省流量”或者换了语言，才在你的手机上存一个小记号，用来记住你的选择。"),
            heading("记什么，为什么"),
            table(
                "记的内容",
                ["内容", "用来做什么"],
                ["姓名、住址、家里有谁", "发通知，办证和办补助时不用你再跑一趟"],
                ["身份证号", "分清同名的人；加密保存，平时只显示头尾几位"],
                ["电话", "约时间，提醒你办事"],
                ["健康方面的信息", "只在你单独同意以后才记，用来安排你要的服务"],
                ["学员的报名、签到、成绩", "安排上课和考试"],
            ),
            heading("可以不给"),
            text("健康方面的信息和电话，可以不给，也可以给了再收回。不给，不影响你办别的事，也没有人因此追究你。"),
            text("不满十四岁的孩子，要由父母或者监护人同意。"),
            heading("谁能看，看了会留下记录"),
            text("本村信息员能看本村的。乡镇的人要说明用途才能打开一户。每看一次都有记录，你可以问谁看过。"),
            heading("给不给别人"),
            text("只有法律规定的部门，办法律规定的事，才给，给的时候也只给要用的几项。不卖，不用来做广告，不传到国外。"),
            heading("存多久"),
            text("办完事以后，按档案规定的年限保存，到期删除。操作记录至少存六个月。"),
            heading("你的权利"),
            text("你可以看自己的信息，要一份复印件，改错的，要求删除，收回同意，问我们怎么处理的。十五天内答复。"),
            text("不满意，可以打页脚的电话，也可以向网信部门或者主管部门投诉。"),
        ],
    ),
    (
        "foot", "my-information", "查我的信息",
        [
            text("你有权知道我们记了你的什么。"),
            steps("带身份证到本村信息员那里，或者乡镇微机室", "当场看，或者要一份打印件", "想知道谁看过，也可以问"),
            text("不收费。网上不能用身份证号查别人，也查不到自己：这是为了不让别人冒充你。"),
        ],
    ),
    (
        "foot", "correction", "更正",
        [
            text("发现记错了，或者不想再让我们留着，都可以提出来。"),
            steps("告诉本村信息员哪里不对", "给他看能说明的证件", "十五天内改好并告诉你"),
            text("网站上的文章写错了，也请打页脚的电话告诉我们。"),
        ],
    ),
]  # fmt: skip


class Builder:
    """Adds pages the way treebeard would: historical models have none of its methods."""

    def __init__(self, apps):
        self.apps = apps
        self.locale = apps.get_model("wagtailcore", "Locale").objects.order_by("pk").first()

    def add(self, parent, model, slug, title, **fields):
        kind, _ = self.apps.get_model("contenttypes", "ContentType").objects.get_or_create(
            app_label="portal", model=model
        )
        number = self._last_number(parent) + 1
        now = timezone.now()
        page = self.apps.get_model("portal", model).objects.create(
            title=title,
            draft_title=title,
            slug=slug,
            content_type=kind,
            path=f"{parent.path}00{DIGITS[number // 36]}{DIGITS[number % 36]}",
            depth=parent.depth + 1,
            numchild=0,
            url_path=f"{parent.url_path}{slug}/",
            locale=self.locale,
            translation_key=uuid.uuid4(),
            live=True,
            first_published_at=now,
            last_published_at=now,
            **fields,
        )
        pages = self.apps.get_model("wagtailcore", "Page").objects.filter(pk=parent.pk)
        parent.numchild += 1
        pages.update(numchild=parent.numchild)
        return page

    def _last_number(self, parent):
        pages = self.apps.get_model("wagtailcore", "Page").objects
        below = pages.filter(path__startswith=parent.path, depth=parent.depth + 1)
        last = below.order_by("path").last()
        return int(last.path[-4:], 36) if last else 0


def build(apps, schema_editor):
    pages = apps.get_model("wagtailcore", "Page").objects
    root = pages.filter(depth=1).first()
    if root is None or apps.get_model("portal", "HomePage").objects.exists():
        return
    welcome = pages.filter(depth=2, slug="home", content_type__model="page").first()
    builder = Builder(apps)
    home = builder.add(root, "homepage", "portal" if welcome else "home", "首页")
    for model, slug, title in LISTS:
        builder.add(home, model, slug, title)
    for place, slug, title, body in PAGES:
        stored = [{**block, "id": str(uuid.uuid4())} for block in body]
        body = json.dumps(stored, ensure_ascii=False)
        builder.add(home, "infopage", slug, title, place=place, body=body)
    _show(apps, home, welcome)
    if welcome:
        welcome.delete()
        pages.filter(pk=root.pk).update(numchild=root.numchild - 1)


def _show(apps, home, welcome):
    """The site begins at our home page; one is made where there is none."""
    page = apps.get_model("wagtailcore", "Page").objects.get(pk=home.pk)
    sites = apps.get_model("wagtailcore", "Site").objects
    if not sites.filter(is_default_site=True).update(root_page=page):
        sites.create(hostname="localhost", port=80, root_page=page, is_default_site=True)


class Migration(migrations.Migration):
    dependencies = [("portal", "0001_initial")]

    operations = [migrations.RunPython(build, migrations.RunPython.noop)]
