"""A lesson as plain words, for writing it in one field; its parts are told by how they begin.

`# ` a heading, `- ` a step, `! ` to keep in mind; everything else is text.
"""

HEADING, STEP, REMARK = "# ", "- ", "! "


def parts_of(text):
    """[(kind, value), ...]: heading, text, steps (a list) or remark."""
    parts = []
    for line in _lines(text):
        if line.startswith(HEADING):
            parts.append(("heading", line[len(HEADING) :].strip()))
        elif line.startswith(REMARK):
            parts.append(("remark", line[len(REMARK) :].strip()))
        elif line.startswith(STEP):
            _add_step(parts, line[len(STEP) :].strip())
        else:
            _add_text(parts, line)
    return [(kind, value.strip() if kind == "text" else value) for kind, value in parts if value]


def text_of(parts):
    """The words from which `parts_of` makes these parts."""
    written = {
        "heading": lambda value: HEADING + value,
        "remark": lambda value: REMARK + " ".join(value.split()),
        "steps": lambda value: "\n".join(STEP + step for step in value),
        "text": lambda value: value,
    }
    return "\n\n".join(written[kind](value) for kind, value in parts)


def _lines(text):
    # Full-width signs are taken as meant: ＃ － ！.
    for line in text.replace("\r\n", "\n").split("\n"):
        begun = line.lstrip().translate({0xFF03: "#", 0xFF0D: "-", 0xFF01: "!"})
        sign, rest = begun[:1], begun[1:].lstrip()
        yield f"{sign} {rest}" if sign in ("#", "-", "!") and rest else line.strip()


def _add_step(parts, step):
    if not parts or parts[-1][0] != "steps":
        parts.append(("steps", []))
    parts[-1][1].append(step)


def _add_text(parts, line):
    if parts and parts[-1][0] == "text":
        parts[-1] = ("text", f"{parts[-1][1]}\n{line}")
    else:
        parts.append(("text", line))
