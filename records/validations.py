"""What is said when something does not fit: a stable code, one sentence, what to do.

The codes are those of RECORDS_DATA.md §2. A form shows the sentence beside the field, a service
raises it.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "V01": _("The last digit of the ID number does not fit. Compare it with the card once more."),
    "V01-length": _("An ID number has 18 characters. Count them once more."),
    "V02": _("Digits 7 to 14 of the ID number are not a birth date. Compare it with the card."),
    "V03": _("The birth date is not the one in the ID number. Compare both with the card."),
    "V04": _("The ID number says the other sex. Compare both with the card."),
    "V06": _("This ID number is in your village's records already. Look the person up."),
    "V06-elsewhere": _(
        "This ID number is registered in another village. Ask the township operator to arrange "
        "the move; do not write a second file."
    ),
    "V07": _("This is an old number of 15 digits. Copy the 18 characters of the present card."),
    "V08": _("Nobody is given this number: it is for practice only. Compare it with the card."),
    "V10": _("This day is still to come. Put in the day it happened."),
    "V11-born": _("This day is before the birth date. Look at both once more."),
    "V22": _("This person lives in a household already. Record the move out first."),
    "V23": _("Mother and child are less than 12 years apart. Look at the birth dates once more."),
    "V30": _("There is an appointment already; it need not be written again."),
    "V31b": _(
        "This is not recorded here. Call the child protection officer of the township at once."
    ),
    "V33": _("The expected date lies within 300 days from today. Look at it once more."),
    "V41": _("This service is for women. Look at whom you have chosen."),
    "V43": _("Only with the person's own yes. A no is fine and changes nothing for anybody."),
    "V44": _("The person does not want this. It is closed and will not be asked again."),
    "V60": _("The days of the certificate are out of order: applied, ready, collected."),
    "V70": _("A mobile number has 11 digits."),
    "closed": _("This is settled already."),
    "late": _("It cannot be put off so far: the time for it would be over."),
    "gone": _("This person no longer lives in your village."),
    "not-duty": _("Today is not a duty day. The next one has its own list."),
    "open-first": _("Today is a duty day. Open its list first, then clear the day."),
    "empty-day": _("Nothing was entered today. Tick that nothing happened, then clear the day."),
    "cleared": _("This day is cleared already."),
    "V71": _("A name has Chinese characters only, 2 to 50 of them."),
}


def error(code):
    """For a form."""
    return ValidationError(SENTENCES[code], code=code)


class RecordRefused(Exception):
    """A rule of the records was broken; the message may be shown to the person who asked."""

    def __init__(self, code):
        super().__init__(str(SENTENCES[code]))
        self.code = code
