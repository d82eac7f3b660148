"""What a plain form says of a question."""

from exams import protocol


def longest(name):
    """How much may be typed into a field: an answer in words stands in one that ends in .t."""
    return protocol.LONGEST_ANSWER if name.endswith(".t") else protocol.LONGEST_TEXT


def as_sent(text):
    """A line end is one sign, as on the page, so that what was typed is counted the same."""
    return text.replace("\r\n", "\n")


def value_in(form, slot):
    """What was chosen, and what was typed into q7.1, q7.2, …; an empty field is no answer."""
    typed = [
        f"{name.partition('.')[2]}:{text[: longest(name)]}"
        for name in form
        if name.startswith(f"q{slot}.") and (text := as_sent(form[name]).strip())
    ]
    return [value for value in form.getlist(f"q{slot}") if value] + typed
