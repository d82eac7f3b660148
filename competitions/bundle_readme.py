"""What stands in a bundle for whoever opens it in ten years, in both languages."""

ENGLISH = """A published contest result that proves itself
=============================================

marks.csv      every mark: entry, judge, criterion, mark (recused, absent, void are words)
penalties.csv  the seconds on stage, where the rules charge for time
rules.json     the rules as they were published before the contest
result.json    the result as it was published, with the fingerprints of rules and marks
chain.json     the log: each line carries the SHA-256 of the line before it

Recompute it on any machine with the portal's program, without its database:

    python manage.py tabulate marks.csv --rules rules.json --json
    python manage.py tabulate marks.csv --rules rules.json --penalties penalties.csv --json
    python manage.py check_bundle BUNDLE.zip

The last one compares everything and names the first difference. By hand: the fingerprint of the
marks is the SHA-256 of marks.csv followed by penalties.csv; that of the rules is the SHA-256 of
rules.json with sorted keys and no spaces.
"""

CHINESE = """可以自己核对的比赛成绩
======================

marks.csv      每个评委打的每一项分（回避 recused，缺席 absent，作废 void）
penalties.csv  上台用了多少秒，规则要扣分时才有
rules.json     比赛以前公布的规则
result.json    公布的成绩，带着规则和分数的指纹
chain.json     记录：每一行都带着上一行的 SHA-256 指纹

在任何一台装了本程序的电脑上都能算，不用数据库：

    python manage.py tabulate marks.csv --rules rules.json --json
    python manage.py tabulate marks.csv --rules rules.json --penalties penalties.csv --json
    python manage.py check_bundle BUNDLE.zip

最后一条把什么都对一遍，不一样就说出第一处。
手工核对：分数的指纹是 marks.csv 后面接着 penalties.csv 的 SHA-256；
规则的指纹是 rules.json 按字母排序、去掉空格以后的 SHA-256。
"""

TEXTS = {"README.en.txt": ENGLISH, "README.zh.txt": CHINESE}
