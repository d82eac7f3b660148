"""Days and times as DESIGN.md §10 writes them: a space between Chinese and digits, 9:00."""

DATE_FORMAT = "Y 年 n 月 j 日"
SHORT_DATE_FORMAT = "Y-m-d"
MONTH_DAY_FORMAT = "n 月 j 日"
YEAR_MONTH_FORMAT = "Y 年 n 月"
TIME_FORMAT = "G:i"
DATETIME_FORMAT = "Y 年 n 月 j 日 G:i"
SHORT_DATETIME_FORMAT = "Y-m-d G:i"
# Only where a template asks for it: 203,850 yuan.
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
