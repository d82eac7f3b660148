"""What a plain form of practice asks for: a hint, an answer, or to be told the answer."""

from exams import posted, practice_page, protocol
from exams.models import Version
from exams.services import practice


def take(person, form, trail, now):
    """The answer that was given; else, after a hint or an empty form, the page to show again."""
    version, attempt = _wording(form), trail.attempt
    turn, value = _count(form.get("turn")), posted.value_in(form, practice.SLOT)
    value = () if "unknown" in form else protocol.value_of(value)
    if "hint" in form:
        practice.take_hint(person, version.question, turn, now, attempt)
        return None, practice_page.asked(person, trail, version, value)
    if not value and "unknown" not in form:
        practice.refuse(person, version.question, attempt, now)
        return None, practice_page.asked(person, trail, version, value, missing=True)
    given = practice.answer(
        person, version, value, turn=turn, mode=trail.mode, now=now, attempt=attempt
    )
    return given, None


def _wording(form):
    """The wording the page was made with, though there may be a newer one."""
    number = form.get("version", "")
    versions = practice.with_answers(Version.objects.marked_by_key())
    version = versions.filter(pk=number if _is_count(number) else None).first()
    if version is None:
        raise practice.not_now()
    return version


def _count(text):
    if not _is_count(text):
        raise protocol.Malformed("turn")
    return int(text)


def _is_count(text):
    return isinstance(text, str) and text.isascii() and text.isdecimal() and len(text) < 10
