"""Drawn pictures for the demo's news: plain shapes, a few kilobytes each."""

from PIL import Image, ImageDraw

SIZE = (800, 450)
SKY, GROUND, WALL, ROOF = "#CFE3F2", "#B9CFA0", "#F3EBDD", "#9C4A36"
INK, SCREEN, WOOD = "#2B3A48", "#0F4C81", "#C9A26B"


def _canvas(top, bottom, horizon):
    picture = Image.new("RGB", SIZE, top)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, horizon, *SIZE), fill=bottom)
    return picture, draw


def village(rng):
    picture, draw = _canvas(SKY, GROUND, 300)
    draw.ellipse((640, 40, 730, 130), fill="#F7D774")
    for number in range(5):
        left, top = 40 + number * 150, 210 + rng.randrange(40)
        draw.rectangle((left, top, left + 110, top + 110), fill=WALL)
        draw.polygon([(left - 12, top), (left + 55, top - 55), (left + 122, top)], fill=ROOF)
        draw.rectangle((left + 42, top + 55, left + 70, top + 110), fill=INK)
    return picture


def classroom(rng):
    picture, draw = _canvas("#EAF0F4", "#D9CBB5", 330)
    draw.rectangle((220, 40, 580, 170), fill="#2A5C4B", outline=WOOD, width=10)
    for row, top in enumerate((220, 310)):
        for number in range(5):
            left = 60 + number * 145 + row * 20
            draw.rectangle((left, top, left + 90, top + 56), fill=INK)
            shade = SCREEN if rng.random() < 0.8 else "#3E86BD"
            draw.rectangle((left + 6, top + 6, left + 84, top + 50), fill=shade)
            draw.rectangle((left - 14, top + 66, left + 104, top + 78), fill=WOOD)
    return picture


def stage(rng):
    picture, draw = _canvas("#6B1F28", "#8A5A33", 330)
    draw.polygon([(120, 0), (680, 0), (760, 330), (40, 330)], fill="#7C2730")
    draw.rectangle((250, 60, 550, 130), fill="#F4D58A")
    for number, height in enumerate((90, 130, 70)):
        left = 260 + number * 100
        draw.rectangle((left, 330 - height, left + 90, 330), fill="#D9B25F")
        draw.ellipse((left + 25, 280 - height, left + 65, 320 - height), fill="#F1D3B5")
    for _spot in range(12):
        x = rng.randrange(60, 740)
        draw.ellipse((x, 360, x + 44, 420), fill="#4A2B1B")
    return picture


def screen(rng):
    picture, draw = _canvas("#E6F0F8", "#CBD8E2", 360)
    draw.rectangle((180, 50, 620, 320), fill=INK)
    draw.rectangle((195, 65, 605, 305), fill="#FFFFFF")
    for number in range(6):
        height = rng.randrange(60, 200)
        left = 220 + number * 62
        draw.rectangle((left, 295 - height, left + 40, 295), fill=SCREEN)
    draw.rectangle((370, 320, 430, 370), fill=INK)
    draw.rectangle((310, 370, 490, 384), fill=INK)
    return picture


PICTURES = {
    "village": ("村口的一排房子", village),
    "classroom": ("微机室里一人一台电脑", classroom),
    "stage": ("比赛现场的领奖台", stage),
    "screen": ("电脑上的进度图", screen),
}
