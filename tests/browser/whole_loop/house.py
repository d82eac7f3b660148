"""The portal with an empty database, and a browser for each person who works in it."""

import json
from datetime import datetime
from zoneinfo import ZoneInfo

COUNTY_TIME = ZoneInfo("Asia/Shanghai")
PATIENCE = 60_000  # milliseconds: the machine may be busy with other tests
AN_HOUR = 3_600_000
OWN_PASSWORD = "槐花开了又开 {}"
DESK, TABLET, PHONE = (1280, 900), (768, 1024), (360, 640)


class House:
    """`opens_for(user name)` is a page that she has signed in to; her windows stay open."""

    def __init__(self, site, chromium):
        self.site, self.chromium = site, chromium
        self.contexts, self.passwords = {}, {}

    def command(self, *words):
        """The JSON that a command of manage.py prints."""
        return json.loads(self.site.command(*words, "--json"))

    def window(self, size=DESK, agent=None):
        """`agent`: what the browser says that it is, where that matters."""
        width, height = size
        context = self.chromium.new_context(
            base_url=self.site.url,
            viewport={"width": width, "height": height},
            locale="zh-CN",
            user_agent=agent,
        )
        context.set_default_timeout(PATIENCE)
        return context

    def opens(self, name, size=DESK):
        """A window of somebody who does not sign in."""
        context = self.contexts[name] = self.window(size)
        return context.new_page()

    def opens_for(self, username, size=DESK):
        """Signs in with the slip's password and chooses an own one, as everybody has to."""
        page = self.opens(username, size)
        page.goto("/")
        page.get_by_role("link", name="登录").click()
        page.get_by_label("手机号或用户名").fill(username)
        page.get_by_label("密码").fill(self.passwords[username])
        page.get_by_role("button", name="登录").click()
        page.get_by_text("先换一个自己的密码，8 个字以上，好记就行。").wait_for()
        own = OWN_PASSWORD.format(username)
        page.get_by_label("新密码", exact=True).fill(own)
        page.get_by_label("再填一遍新密码").fill(own)
        page.get_by_role("button", name="保存密码").click()
        page.wait_for_url("**/today/")
        return page

    def today(self, lasts):
        """Today in the county; shortly before midnight the story waits for the new day."""
        end = datetime.now(COUNTY_TIME) + lasts
        midnight = end.replace(hour=0, minute=0, second=0, microsecond=0)
        if midnight > datetime.now(COUNTY_TIME):
            self.waits_for(midnight)
        return datetime.now(COUNTY_TIME).date()

    def waits_for(self, moment):
        """Until that moment by the clock of a browser."""
        page = self.window().new_page()
        hour = moment.timestamp() * 1000
        page.wait_for_function("hour => Date.now() >= hour", arg=hour, timeout=AN_HOUR)
        page.context.close()

    def page_of(self, username):
        """The page of somebody who signed in before, at her day again."""
        page = self.contexts[username].pages[0]
        page.get_by_role("link", name="今天", exact=True).click()
        page.wait_for_url("**/today/")
        return page

    def close(self):
        for context in self.contexts.values():
            context.close()


def go(page, *names):
    """By the menu of her places, then from link to link, as a person finds her way."""
    page.get_by_role("link", name="我的", exact=True).click()
    for name in names:
        follow(page, name)


def follow(page, name):
    """The link with just these words, or the row that has them for its title."""
    page.locator(f'main a:text-is("{name}"), main a :text-is("{name}")').first.click()
