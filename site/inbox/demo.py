"""This app's part of the invented county."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from inbox.models import Message

# Days before the demo's day, title, text and where it leads; every account that can sign in has
# had them.
SENT = [
    (150, "春季集中培训开始报名", "在课程表里选课、选机位。", "/courses/"),
    (96, "微机室周六、周日开放", "各乡镇微机室都能来练，先到先用。", "/courses/"),
    (41, "计算机知识竞赛报名开始", "在比赛里看赛程和题目范围。", "/contests/"),
    (12, "秋季集中培训开始报名", "在课程表里选课、选机位。", "/courses/"),
    (1, "村级信息员手册有新的一章", "讲档案怎么记。不清楚的打咨询电话。", "/help/records/"),
]


def build(demo):
    """Five messages each; the newest of them is still unread."""
    messages = []
    for person in demo.accounts.values():
        for days, title, body, url in SENT:
            sent_at = _morning(demo.day - timedelta(days=days))
            read_at = sent_at + timedelta(minutes=demo.rng.randint(5, 400)) if days > 1 else None
            key = f"demo:{days}"
            messages.append(
                Message(
                    person=person, title=title, body=body, url=url,
                    key=key, sent_at=sent_at, read_at=read_at,
                )
            )  # fmt: skip
    Message.objects.bulk_create(messages)


def _morning(day):
    return timezone.make_aware(datetime.combine(day, time(9, 16)))
