"""What a paper keeps of the answers of a question, type by type. Plain data, no Django.

A candidate is told nothing of it but ids and texts of `options` and `parts`; so ids of what has
to be matched or put in order follow the alphabet and say nothing of the right answer. What she
answers is "part:option" for these, "part:text" for what she types.
"""

from decimal import Decimal

from exams.formats.sameness import as_written

TYPED = ("shortanswer", "fill", "numerical")
# Marked by people: an answer in words is "t:text", a file handed in "f:hash".
OPEN = ("essay", "task")
WRITTEN, FILE = "t:", "f:"


def answers_of(type_, options):
    """The keys of a frozen question that depend on its type."""
    return _FREEZERS.get(type_, _choice)(options)


def _option(id_, text, fraction="0", feedback="", pinned=False):
    return {"id": id_, "text": text, "fraction": fraction, "feedback": feedback, "pinned": pinned}


def _choice(options):
    frozen = [
        _option(o.key, o.text, as_written(o.fraction), o.feedback, o.pinned) | picture_of(o)
        for o in options
    ]
    return {"options": frozen}


def picture_of(row):
    """What a paper keeps of the picture of a wording or an option: {} where there is none."""
    if row.picture is None:
        return {}
    shown = row.picture
    kept = {"sha256": shown.sha256, "width": shown.width, "height": shown.height}
    return {"picture": {**kept, "alt": row.picture_alt}}


def words_of(option):
    """Its text, or what its picture shows."""
    return option["text"] or option.get("picture", {}).get("alt", "")


def _typed(options):
    """`accepted`: what may be typed into each part."""
    accepted = [
        {
            "part": option.match or "1",
            "text": option.text,
            "fraction": as_written(option.fraction),
            "tolerance": option.tolerance,
            "feedback": option.feedback,
        }
        for option in options
    ]
    parts = dict.fromkeys(answer["part"] for answer in accepted)
    return {
        "options": [],
        "parts": [{"id": part, "text": ""} for part in parts],
        "accepted": accepted,
    }


def _matching(options):
    """`pairs`: id of the part → id of the option that goes with it."""
    ids = _by_alphabet(option.match for option in options)
    parts = [(str(n), option) for n, option in enumerate(_with_text(options), start=1)]
    return {
        "options": [_option(id_, text) for text, id_ in ids.items()],
        "parts": [{"id": id_, "text": option.text} for id_, option in parts],
        "pairs": {id_: ids[option.match] for id_, option in parts},
    }


def _ordering(options):
    """`pairs`: place → id of the option that belongs there."""
    ids = _by_alphabet(option.text for option in options)
    places = [(str(n), option) for n, option in enumerate(options, start=1)]
    return {
        "options": [_option(id_, text) for text, id_ in ids.items()],
        "parts": [{"id": place, "text": place} for place, _option in places],
        "pairs": {place: ids[option.text] for place, option in places},
    }


def _open(options):
    """`criteria`: what those who mark look for, and its share of the points."""
    rows = [{"text": o.text, "fraction": as_written(o.fraction)} for o in options]
    return {"options": [], "criteria": rows}


def is_open(question):
    """Whether people mark it."""
    return question["type"] in OPEN


def text_of(value):
    """What was written, of an answer in words."""
    return next((said[2:] for said in value if said.startswith(WRITTEN)), "")


def file_of(value):
    """The hash of the file handed in."""
    return next((said[2:] for said in value if said.startswith(FILE)), "")


def _with_text(options):
    return [option for option in options if option.text]


def _by_alphabet(texts):
    return {text: str(n) for n, text in enumerate(sorted(set(texts)), start=1)}


_FREEZERS = {
    "shortanswer": _typed,
    "fill": _typed,
    "numerical": _typed,
    "matching": _matching,
    "ordering": _ordering,
    "essay": _open,
    "task": _open,
}


def parts_said(chosen):
    """part → what was said of it; a part that is named twice says nothing."""
    said = [value.partition(":")[::2] for value in chosen if ":" in value]
    parts = [part for part, _text in said]
    return {part: text for part, text in said if parts.count(part) == 1}


def right_words(question):
    """The right answer in words, one line a part."""
    if "pairs" in question:
        return [_pair(question, part, option) for part, option in question["pairs"].items()]
    if "accepted" in question:
        return [_accepted_words(question, part["id"]) for part in question["parts"]]
    if "criteria" in question:
        return [row["text"] for row in question["criteria"]]
    return [words_of(o) for o in question["options"] if Decimal(o["fraction"]) > 0]


def said_words(question, chosen):
    """An answer in words, one line a part; of a file nothing."""
    if is_open(question):
        return list(filter(None, [text_of(chosen)]))
    if "pairs" in question:
        said = sorted(parts_said(chosen).items(), key=lambda pair: pair[0].zfill(2))
        return [_pair(question, part, option) for part, option in said]
    if "accepted" in question:
        said = parts_said(chosen)
        return [said[part["id"]] for part in question["parts"] if part["id"] in said]
    return [words_of(o) for o in question["options"] if o["id"] in chosen]


def _pair(question, part, option):
    parts = {p["id"]: p["text"] for p in question["parts"]}
    texts = {o["id"]: o["text"] for o in question["options"]}
    sign = ". " if question["type"] == "ordering" else " → "
    return f"{parts.get(part, '?')}{sign}{texts.get(option, '?')}"


def _accepted_words(question, part):
    best = [a for a in question["accepted"] if a["part"] == part and Decimal(a["fraction"]) == 1]
    texts = [
        f"{a['text']} ± {a['tolerance']}"
        if Decimal(a["tolerance"] or 0)
        else a["text"].replace("\\*", "*")
        for a in best
    ]
    return " / ".join(dict.fromkeys(texts))
