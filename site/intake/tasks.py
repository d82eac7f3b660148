"""What may run later."""

from datetime import date

from intake.services import clearing, intakes


def go_on(intake_pk, state, cursor):
    intakes.go_on(intake_pk, state, cursor)


def clear_old(day):
    clearing.clear_old(date.fromisoformat(day))
