"""What the month's notice must say after these acts, and nothing else happened in the county."""

from organisation.duty_days import duty_days_of

VILLAGES, TOWNSHIPS = 379, 18
SAME = "和上月一样"


class Expected:
    """By the day of the story: one village cleared it, and all days of the month so far count."""

    def __init__(self, day):
        self.day = day
        self.duty_days = [one for one in duty_days_of(day.year, day.month) if one <= day]
        self.on_duty = day in self.duty_days

    @property
    def overview(self):
        opening = f"{self.day.year} 年 {self.day.month} 月，全县 18 个乡镇、街道继续推进“八个一”。"
        return opening + self._online + "参考率 40.0%（2/5）。" + "合格率 50.0%（1/2）。"

    @property
    def eight(self):
        return [
            f"一个目标：{self._online}",
            f"一个保障：{self._budget}培训支出 12,000 元，比上月 +12,000 元。",
            "一个载体：还没有数据。",
            f"一项制度：每月训满两天的乡镇 0.0%（0/18），{SAME}。自学 0 小时，{SAME}。",
            f"一个结合：{self._integration}",
            "一项活动：选出代表队的乡镇 16.7%（3/18），比上月 +16.7 个百分点。"
            "评出成绩的参赛者 3，比上月 +3。",
            f"一项创新：视频课 0 小时，{SAME}。接入的教学点 0，{SAME}。答的问题 0，{SAME}。",
            "一个督查：合格率 50.0%（1/2）。统考次数 1，比上月 +1。"
            f"抽中的村 0，{SAME}。发布通报份数 0，{SAME}。",
        ]

    @property
    def tiles(self):
        return {
            "一个目标": "0.5%",
            "一个保障": "4.0%",
            "一个载体": "还没有数据",
            "一项制度": "0.0%",
            "一个结合": _percent(*(self._duty or self._cleared)),
            "一项活动": "16.7%",
            "一项创新": "0 小时",
            "一个督查": "50.0%",
        }

    @property
    def first_township(self):
        """Column of the downloaded table → figure. What the county held is not hers."""
        return {
            "村村通：其中": 1,
            "村日清：其中": 1,
            "参考率：其中": 1,
            "合格率：其中": 1,
            "选出代表队的乡镇：其中": 1,
            "统考次数": 0,
            "评出成绩的参赛者": 0,
        }

    @property
    def county(self):
        return {
            "村村通：其中": 2,
            "村村通：总数": VILLAGES,
            "经费使用：其中": 12000,
            "培训支出": 12000,
            "村日清：其中": 1,
            "村日清：总数": VILLAGES * self.day.day,
            "参考率：其中": 2,
            "参考率：总数": 5,
            "合格率：其中": 1,
            "合格率：总数": 2,
            "选出代表队的乡镇：其中": 3,
            "选出代表队的乡镇：总数": TOWNSHIPS,
            "统考次数": 1,
            "评出成绩的参赛者": 3,
        }

    @property
    def _online(self):
        return "村村通 0.5%（2/379），比上月 +0.5 个百分点。"

    @property
    def _budget(self):
        """In January the month before belongs to a year without a budget."""
        change = "" if self.day.month == 1 else "，比上月 +4.0 个百分点"
        return f"经费使用 4.0%（12,000/300,000）{change}。"

    @property
    def _duty(self):
        """Before the fifth no day was a duty day: there is nothing to tell."""
        return self.duty_days and (int(self.on_duty), VILLAGES * len(self.duty_days))

    @property
    def _cleared(self):
        return 1, VILLAGES * self.day.day

    @property
    def _integration(self):
        said = f"值班日清单打开并办清 {_sentence(*self._duty)}" if self._duty else ""
        return f"{said}村日清 {_sentence(*self._cleared)}"


def _percent(part, whole):
    return f"{100 * part / whole:.1f}%"


def _sentence(part, whole):
    """With the change against a month in which nothing was cleared."""
    percent = _percent(part, whole)
    points = percent.removesuffix("%")
    change = SAME if points == "0.0" else f"比上月 +{points} 个百分点"
    return f"{percent}（{part:,}/{whole:,}），{change}。"
