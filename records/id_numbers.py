"""Citizen ID numbers (GB 11643): what can be said of one. Pure: no Django, no database.

The area code is not bound to the birth year: an area that was renamed keeps its old numbers
(RECORDS_DATA.md, V05). Rules are named by their codes; `validations.py` has the sentences.
"""

import re
from dataclasses import dataclass
from datetime import date

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
NEVER_ISSUED = "000"
MALE, FEMALE = "1", "2"
OLDEST = date(1900, 1, 1)


@dataclass(frozen=True)
class IdNumber:
    text: str
    birth_date: date
    reserved: bool  # sequence 000: never issued, for invented people only

    @property
    def sex(self):
        """By the 17th digit; a reserved number says nothing."""
        if self.reserved:
            return None
        return MALE if int(self.text[16]) % 2 else FEMALE


class Refused(ValueError):
    """`code` names the rule that was broken: V01, V02, V03, V04, V07 or V08."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


def tidy(text):
    """Spaces and dashes are ignored, full width becomes half width, x becomes X."""
    half = "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in text)
    return re.sub(r"[\s\-]", "", half).upper()


def check_character(first_seventeen):
    """ISO 7064 MOD 11-2."""
    total = sum(int(digit) * weight for digit, weight in zip(first_seventeen, WEIGHTS, strict=True))
    return CHECKS[total % 11]


def parse(text, today):
    """The number, or Refused with the code of the first rule it breaks."""
    text = tidy(text)
    if re.fullmatch(r"[0-9]{15}", text):
        raise Refused("V07")
    if not re.fullmatch(r"[0-9]{17}[0-9X]", text):
        raise Refused("V01-length")
    if check_character(text[:17]) != text[17]:
        raise Refused("V01")
    return IdNumber(text, _birth_date(text[6:14], today), text[14:17] == NEVER_ISSUED)


def agree(number, birth_date, sex):
    """Refused when the card says another birth date or sex than was typed."""
    if number.birth_date != birth_date:
        raise Refused("V03")
    if number.sex is not None and sex in (MALE, FEMALE) and number.sex != sex:
        raise Refused("V04")


def _birth_date(digits, today):
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        raise Refused("V02") from None
    if not OLDEST <= born <= today:
        raise Refused("V02")
    return born


def invented(area, birth_date):
    """A number for an invented person: sequence 000, which is never given out."""
    first = f"{area}{birth_date:%Y%m%d}{NEVER_ISSUED}"
    return first + check_character(first)
