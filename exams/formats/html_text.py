"""HTML as Moodle stores it → plain text, and plain text → HTML that comes back the same."""

import html
import re

MOST = 100_000

_SPACES = re.compile(r"[ \t\n\r\f]+")
# A space that HTML would not show: beside another one, or at the edge of a line.
_LOOSE_SPACE = re.compile(r"(?<![^ \n]) | (?![^ \n])")
_MEANT = "\x00"
_DATA = re.compile(r"data:[\w/+.-]+;base64,[A-Za-z0-9+/=\s]*")
_LOOKS_LIKE_TAGS = re.compile(
    r"</?(?:p|br|div|span|b|i|u|em|strong|img|table|tr|td|th|ul|ol|li|font|a|sub|sup|pre|code|h[1-6])"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BLOCKS = {
    "p", "div", "br", "li", "tr", "ul", "ol", "table", "blockquote", "pre", "hr", "section",
    "h1", "h2", "h3", "h4", "h5", "h6", "dd", "dt", "dl",
}  # fmt: skip
_SILENT = {"script", "style", "head", "title", "template"}
_PICTURES = {"img", "picture", "svg", "video", "audio", "object", "embed", "iframe"}
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
# No part of it can be read twice, so nothing that is sent makes it slow.
_TOKEN = re.compile(
    r"<(?P<close>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9]*)(?P<more>[^<>]*)>|<[!?][^<>]*>"
    r"|&(?P<sign>#?[a-zA-Z0-9]{1,31});"
)
_SRC = re.compile(r"""\bsrc\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)
_ALT = re.compile(r"""\balt\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)


def images_in(source):
    """(source, words) of each <img>, in their order."""
    tokens = _TOKEN.finditer(_without_comments(source)[:MOST])
    tags = [token["more"] for token in tokens if (token["tag"] or "").lower() == "img"]
    return [(_attribute(_SRC, more), _attribute(_ALT, more)) for more in tags]


def _attribute(pattern, more):
    found = pattern.search(more)
    return html.unescape(found[1].strip("\"'")) if found else ""


def plain(source, taken=""):
    """(text, has_pictures): paragraphs and line breaks as line ends, 10<sup>2</sup> as 10².

    `taken` is the source of an image that is kept: its words are no part of the text.
    """
    source = _DATA.sub("data:", source)
    if len(source) > MOST:
        return source, False
    reader = _Reader(taken)
    at, source = 0, _without_comments(source)
    for token in _TOKEN.finditer(source):
        reader.data(source[at : token.start()])
        reader.token(token)
        at = token.end()
    reader.data(source[at:])
    return reader.text, reader.has_pictures


def _without_comments(source):
    first, *rest = source.split("<!--")
    ends = ((part, part.find("-->")) for part in rest)
    return first + "".join(part[end + 3 :] if end >= 0 else f"<!--{part}" for part, end in ends)


def looks_like_html(text):
    return bool(_LOOKS_LIKE_TAGS.search(text))


def escaped(text):
    """HTML from which `plain` makes the same text again; several spaces stay several."""
    text = _LOOSE_SPACE.sub(_MEANT, html.escape(text, quote=False))
    return text.replace("\n", "<br>").replace("\t", "&#9;").replace(_MEANT, "&#32;")


class _Reader:
    def __init__(self, taken=""):
        self.taken = taken
        self.parts, self.marks, self.silent = [], [], ""
        self.has_pictures = False

    @property
    def text(self):
        lines = "".join(self.parts).split("\n")
        return "\n".join(line.strip(" ") for line in lines).strip("\n").replace(_MEANT, " ")

    def data(self, text):
        text = _SPACES.sub(" ", text)
        if text.startswith(" ") and (not self.parts or self.parts[-1].endswith((" ", "\n"))):
            text = text[1:]
        self._say(text)

    def token(self, token):
        tag = (token["tag"] or "").lower()
        if token["sign"]:
            self._say(_sign(token["sign"]))
        elif tag in _SILENT:
            self._hush(tag, token["close"])
        elif not self.silent and token["close"]:
            self._close(tag)
        elif not self.silent and tag:
            self._open(tag, token["more"])

    def _hush(self, tag, is_end):
        if not self.silent and not is_end:
            self.silent = tag
        elif self.silent == tag and is_end:
            self.silent = ""

    def _open(self, tag, more):
        if tag == "img" and self.taken and _attribute(_SRC, more) == self.taken:
            self.taken = ""
        elif tag in _PICTURES:
            self.has_pictures = True
            self._say(_attribute(_ALT, more))
        elif tag in ("sup", "sub"):
            self.marks.append((tag, len(self.parts)))
        elif tag == "li":
            self._break("- ")
        elif tag in _BLOCKS:
            self._break("", always=tag == "br")
        elif tag in ("td", "th"):
            self._say(" ")

    def _close(self, tag):
        if tag in ("sup", "sub") and self.marks and self.marks[-1][0] == tag:
            self._move(*self.marks.pop())
        elif tag in _BLOCKS and tag != "br":
            self._break("")

    def _say(self, text):
        if text and not self.silent:
            self.parts.append(text)

    def _break(self, lead, always=False):
        if always or (self.parts and not self.parts[-1].endswith("\n")):
            self._say("\n")
        self._say(lead)

    def _move(self, tag, start):
        inside = "".join(self.parts[start:])
        signs = _RAISED if tag == "sup" else _LOWERED
        if inside and all(ord(char) in signs for char in inside):
            moved = inside.translate(signs)
        else:
            moved = f"{'^' if tag == 'sup' else '_'}({inside})" if inside else ""
        self.parts[start:] = [moved]


def _sign(name):
    """The character of a reference; a space written as one is meant, &nbsp; is like any other."""
    char = html.unescape(f"&{name};")
    if name == "nbsp":
        return " "
    return _MEANT if char == " " else char
