"""Invented names of places and people; whoever bears one by chance is not meant."""

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡"
    "贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段"
)
# The first ones are the common ones: about half of a county.
COMMON = SURNAMES[:12]
WOMEN = (
    "秀兰 桂英 玉梅 红霞 春燕 丽华 淑芳 小红 晓燕 凤霞 爱华 海燕 玲 敏 静 丽 娟 艳 萍 燕 翠萍 金凤"
)
MEN = (
    "建国 志强 文明 海涛 玉柱 广民 振华 长江 立新 德胜 庆林 保国 军 勇 磊 涛 斌 刚 鹏 伟 学峰 春生"
)
GIVEN = (*WOMEN.split(), *MEN.split())

TOWN_FIRST = "柳石松云桃杏青金银玉双临望长永新安和顺丰平文明清秋梨枣桑竹泉"
TOWN_LAST = "桥河林湾岭店集塔泉溪坡渡原堂亭沟浦洲"
VILLAGE_FIRST = ("", "", "", "", "前", "后", "东", "西", "南", "北", "大", "小")
VILLAGE_LAST = (
    "家村",
    "家庄",
    "庄村",
    "楼村",
    "堂村",
    "坊村",
    "寨村",
    "店村",
    "屯村",
    "湾村",
    "海村",
)


def person_name(rng):
    surname = rng.choice(COMMON if rng.random() < 0.5 else SURNAMES)
    return surname + rng.choice(GIVEN)


def town_names(rng, count):
    """Different names of two characters, such as 柳桥."""
    names = {}
    while len(names) < count:
        names[rng.choice(TOWN_FIRST) + rng.choice(TOWN_LAST)] = True
    return list(names)


def village_names(rng, count):
    """Different within a township, repeated in the county, as in life: 前张家庄."""
    names = {}
    while len(names) < count:
        surname = rng.choice(SURNAMES[:40])
        names[rng.choice(VILLAGE_FIRST) + surname + rng.choice(VILLAGE_LAST)] = True
    return list(names)
