"""What a plain form says of a question."""

from exams import protocol


def value_in(form, slot):
    """What was chosen, and what was typed into q7.1, q7.2, …; an empty field is no answer."""
    typed = [
        f"{name.partition('.')[2]}:{text[: protocol.LONGEST_TEXT]}"
        for name in form
        if name.startswith(f"q{slot}.") and (text := form[name].strip())
    ]
    return [value for value in form.getlist(f"q{slot}") if value] + typed
