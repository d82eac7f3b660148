"""The real divisions, and invented people for two of the townships."""

import csv
from collections import Counter
from dataclasses import dataclass

from tests.shared_data import shared_file

DIVISIONS = "yanggu_divisions.csv"
AS_OF = "2023-06-30"
HEADER = ("姓名", "手机号", "用户名", "单位代码", "职务", "起", "止")


@dataclass(frozen=True)
class Unit:
    code: str
    name: str
    parent: str
    level: str
    township: str = ""  # the name of the unit above


class County:
    """Which units the story is about: three townships, three villages of one, two of another."""

    def __init__(self):
        with shared_file(DIVISIONS).open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        above = {r["code"]: r["name"] for r in rows}
        units = [
            Unit(
                r["code"], r["name"], r["parent_code"], r["level"], above.get(r["parent_code"], "")
            )
            for r in rows
        ]
        self.unit = next(unit for unit in units if unit.level == "3")
        townships = [unit for unit in units if unit.level == "4"]
        self.townships, (self.first, self.second, self.third) = townships, townships[:3]
        names = Counter(unit.name for unit in units)
        below = [unit for unit in units if unit.level == "5" and names[unit.name] == 1]
        self.villages = [
            *[unit for unit in below if unit.parent == self.first.code][:3],
            *[unit for unit in below if unit.parent == self.second.code][:2],
        ]

    @property
    def people(self):
        """User name → (name, unit, post); each name says what its bearer does here."""
        officers = {
            f"officer{n}": (f"信息员{sign}", village, "村级信息员")
            for n, (sign, village) in enumerate(zip("甲乙丙丁戊", self.villages, strict=True), 1)
        }
        neutral = {
            f"teacher{n}": (f"教师{sign}", self.unit, "教师")
            for n, sign in enumerate("甲乙丙丁戊", start=1)
        }
        return {
            "organiser": ("组织员甲", self.unit, "组织员"),
            "supervisor": ("督查甲", self.unit, "督查"),
            "leader": ("领导甲", self.unit, "领导"),
            "director1": ("主任甲", self.first, "乡镇主任"),
            "operator1": ("微机员甲", self.first, "乡镇微机员"),
            "director2": ("主任乙", self.second, "乡镇主任"),
            "operator2": ("微机员乙", self.second, "乡镇微机员"),
            **neutral,
            **officers,
        }


def write_people(people, path):
    """The list a county would keep in a spreadsheet, one line a post."""
    rows = [
        (name, "", username, unit.code, post, "", "")
        for username, (name, unit, post) in people.items()
    ]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([HEADER, *rows])


def first_passwords(slips):
    """User name → the password on the slip."""
    with slips.open(encoding="utf-8-sig", newline="") as file:
        return {row["username"]: row["password"] for row in csv.DictReader(file)}


def import_the_lists(house, county, folder):
    divisions = house.command("import_units", str(shared_file(DIVISIONS)), "--as-of", AS_OF)
    assert divisions["levels"] == {"3": 1, "4": 18, "5": 379}
    assert divisions["refused"] == []

    people, slips = folder / "people.csv", folder / "slips.csv"
    write_people(county.people, people)
    done = house.command("import_people", str(people), "--slips", str(slips))
    assert done == {"added": len(county.people), "updated": 0, "unchanged": 0, "refused": []}
    house.passwords = first_passwords(slips)
    assert house.passwords.keys() == county.people.keys()
