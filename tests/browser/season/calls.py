"""Before the judging: a contest with its rules, its stages, the call, and who answers it."""

from tests.browser.whole_loop.house import follow, go


def announce(page, county, title, kind, write_rules):
    """A contest of the county; its rules are there before anybody enters."""
    go(page, "比赛", "新建比赛")
    page.get_by_label("主办单位").select_option(county.unit.name)
    page.get_by_label("比赛名称").fill(title)
    page.get_by_label(kind).check()
    page.get_by_role("button", name="保存").click()
    page.get_by_role("heading", name=title).wait_for()
    write_rules(page)
    page.get_by_role("button", name="保存草稿").click()
    page.get_by_role("button", name="公布草稿").click()
    page.get_by_text("规则公布了，不能再改。").wait_for()
    page.get_by_role("button", name="公布比赛").click()
    page.get_by_text("比赛公布了。").wait_for()


def add_stage(page, contest, unit, level, title, day):
    """From the list of contests. Returns the address of the stage."""
    go(page, "比赛", contest)
    follow(page, "加一场")
    page.get_by_label("主办单位").select_option(unit.name)
    page.get_by_role("group", name="级别").get_by_label(level, exact=True).check()
    page.get_by_label("场次名称").fill(title)
    _fill_day(page, "held_on", day)
    page.get_by_label("地点").fill("信息中心礼堂")
    page.get_by_role("button", name="保存").click()
    page.get_by_role("heading", name=title).wait_for()
    return page.url


def call(page, stage, asked, people, day):
    """Everybody who is asked may enter so many people, until the evening of the day."""
    page.goto(stage)
    follow(page, "报名通知")
    page.get_by_role("group", name="由谁报名").get_by_label(asked).check()
    page.get_by_label("每队最少几人").fill(str(people))
    page.get_by_label("每队最多几人").fill(str(people))
    _fill_day(page, "closes_at", day)
    page.locator("[name=closes_at_clock]").fill("23:59")
    page.get_by_role("button", name="保存").click()
    page.get_by_text("通知存好了。").wait_for()
    page.get_by_role("button", name="发出通知").click()
    page.get_by_text("通知发出了，要报名的人都收到了。").wait_for()


def answer_from_the_day(page, title):
    """What the call asks of her stands in her day."""
    page.get_by_role("link", name="今天", exact=True).click()
    follow(page, f"给{title}报名")
    page.get_by_role("heading", name="报名", exact=True).wait_for()


def enter(page, unit, people, entered):
    """On the page of registration: for one unit, these people."""
    page.get_by_role("link", name=f"报名 {unit.name}").click()
    page.get_by_role("heading", name=f"给{unit.name}报名").wait_for()
    for number, choice in enumerate(people, start=1):
        page.get_by_label(f"参赛人 {number}").select_option(label=choice)
    page.get_by_role("button", name="保存").click()
    page.get_by_text(f"{entered}报上名了。").wait_for()


def publish_award_rules(page, stage, places, organisation):
    """One award a rank; before the first result, for afterwards nothing is changed."""
    page.goto(stage)
    follow(page, "评奖规则")
    for number in (1, 2, 3):
        page.locator(f"[name=places_{number}]").fill("1")
        if number > places:
            page.get_by_label(f"奖项 {number}").fill("")
    if organisation:
        page.locator("[name=organisation_places]").fill("1")
    else:
        page.get_by_label("组织奖的名称").fill("")
    page.get_by_role("button", name="保存草稿").click()
    page.get_by_text("草稿已保存。").wait_for()
    page.get_by_role("button", name="公布草稿").click()
    page.get_by_text("规则公布了，不能再改。").wait_for()


def _fill_day(page, field, day):
    for box in ("year", "month", "day"):
        page.locator(f"[name={field}_{box}]").fill(str(getattr(day, box)))
