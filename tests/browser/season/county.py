"""A small invented county: three townships, five villages, and who works in it."""

import csv

from tests.browser.whole_loop.county import Unit

COUNTY, ABOVE = "371599000000", "371500000000"
SIGNS = "甲乙丙丁戊"


class County:
    """Two townships hold a stage of their own; the third sends its team straight to the final."""

    def __init__(self):
        self.unit = Unit(COUNTY, "槐安县", ABOVE, "3")
        self.townships = [
            Unit(f"37159910{n}000", name, COUNTY, "4")
            for n, name in enumerate(("东街镇", "西街镇", "南街镇"), start=1)
        ]
        self.first, self.second, self.third = self.townships
        self.villages = [
            Unit(f"{township.code[:9]}20{n}", name, township.code, "5")
            for township, names in (
                (self.first, ("东庄村", "东坡村")),
                (self.second, ("西庄村", "西坡村")),
                (self.third, ("南庄村",)),
            )
            for n, name in enumerate(names, start=1)
        ]

    @property
    def people(self):
        """User name → (name, unit, post); each name says what its bearer does here."""
        officers = {
            f"officer{n}": (f"信息员{sign}", village, "村级信息员")
            for n, (sign, village) in enumerate(zip(SIGNS, self.villages, strict=True), start=1)
        }
        operators = {
            f"operator{n}": (f"微机员{sign}", township, "乡镇微机员")
            for n, (sign, township) in enumerate(zip("甲乙丙", self.townships, strict=True), 1)
        }
        neutral = {
            f"teacher{n}": (f"教师{sign}", self.unit, "教师")
            for n, sign in enumerate("甲乙丙丁", start=1)
        }
        return {
            "organiser": ("组织员甲", self.unit, "组织员"),
            "supervisor": ("督查甲", self.unit, "督查"),
            "director1": ("主任甲", self.first, "乡镇主任"),
            **operators,
            **neutral,
            **officers,
        }

    def name_of(self, username):
        return self.people[username][0]

    def choice_of(self, username):
        """As she stands in the list of who may take part."""
        name, unit, _post = self.people[username]
        return f"{name}，{unit.name}"

    def write_units(self, path):
        units = [self.unit, *self.townships, *self.villages]
        rows = [(unit.code, unit.name, unit.parent, unit.level) for unit in units]
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([("code", "name", "parent_code", "level"), *rows])
