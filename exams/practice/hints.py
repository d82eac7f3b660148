"""A hint: a piece of the answer, so that the rest can be remembered. Frozen question in."""

from dataclasses import dataclass
from decimal import Decimal

FEWEST_OPTIONS = 3


@dataclass(frozen=True)
class Hint:
    kind: str  # "not", "begins", "goes"
    text: str  # the option that is wrong, the first sign, the first part
    with_: str = ""  # what goes with the part
    length: int = 0  # how many signs


def hint_of(question, order):
    """The hint for a question whose options are shown in this order; None where any tells all."""
    if "pairs" in question:
        return _first_pair(question)
    if "accepted" in question:
        return _beginning(question)
    return _one_wrong(question, order)


def _one_wrong(question, order):
    options = {option["id"]: option for option in question["options"]}
    wrong = [key for key in order if Decimal(options[key]["fraction"]) <= 0]
    if len(options) < FEWEST_OPTIONS or not wrong:
        return None
    return Hint("not", wrong[-1])


def _beginning(question):
    part = question["parts"][0]["id"]
    best = [a for a in question["accepted"] if a["part"] == part and Decimal(a["fraction"]) == 1]
    text = best[0]["text"] if best else ""
    if len(text) < 2 or "*" in text:
        return None
    return Hint("begins", text[0], length=len(text))


def _first_pair(question):
    if len(question["pairs"]) < FEWEST_OPTIONS - 1:
        return None
    part, option = next(iter(question["pairs"].items()))
    parts = {p["id"]: p["text"] for p in question["parts"]}
    options = {o["id"]: o["text"] for o in question["options"]}
    return Hint("goes", parts[part], options[option])
