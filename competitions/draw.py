"""The order by lot, in which nobody has to be believed (CONTESTS.md §2.10).

Before the meeting the list and a commitment to a secret are published; in the room a public value
is made in view of all; then the secret is told. Whoever has list, secret and public value gets the
same order with any program that knows SHA-256. Pure: `manage.py draw_order` needs nothing else.
"""

import io
from dataclasses import dataclass

from competitions.scoring.faults import Fault
from ledger.seals import sha256_of


class DrawRefused(Exception):
    """`faults` says which lines, or which value, cannot be drawn with."""

    def __init__(self, faults):
        super().__init__(", ".join(f"{fault.code} {fault.facts}" for fault in faults))
        self.faults = faults


@dataclass(frozen=True)
class Order:
    list_hash: str
    commitment: str
    keys: dict[str, str]  # code → its key, in the order of the list

    @property
    def codes(self):
        """Who comes first is first: the smallest key."""
        return sorted(self.keys, key=self.keys.get)


def read_codes(content):
    """The codes of a list, one a line, from bytes: UTF-8 only, for the hash is of these bytes."""
    try:
        lines = list(io.StringIO(content.decode("utf-8-sig"), newline=None))
    except UnicodeDecodeError:
        raise DrawRefused([Fault("list_not_utf8")]) from None
    numbered = [(row, line.strip()) for row, line in enumerate(lines, start=1) if line.strip()]
    first, faults = {}, []
    for row, code in numbered:
        if "," in code:
            # Two lists could be joined to the same text, and the hash would stand for both.
            faults.append(Fault("code_with_comma", row, facts={"code": code}))
        elif code in first:
            facts = {"code": code, "first": first[code]}
            faults.append(Fault("code_twice", row, facts=facts))
        first.setdefault(code, row)
    if faults or not first:
        raise DrawRefused(faults or [Fault("empty_list")])
    return list(first)


def hash_of_list(codes):
    return sha256_of(",".join(codes))


def commitment(secret, codes):
    """What is published of the secret beforehand: it can be neither guessed nor changed."""
    return sha256_of(secret, hash_of_list(codes))


def draw(codes, secret, public):
    """The order of these codes, or DrawRefused when one of the two values says nothing."""
    named = {"secret": secret, "public": public}
    faults = [Fault(f"no_{name}_value") for name, value in named.items() if not value.strip()]
    faults += [Fault(f"{name}_not_text") for name, value in named.items() if not _is_text(value)]
    if faults:
        raise DrawRefused(faults)
    keys = {code: sha256_of(secret, public, code) for code in codes}
    return Order(hash_of_list(codes), commitment(secret, codes), keys)


def _is_text(value):
    """Not so where a terminal handed over bytes that are no UTF-8."""
    return not any("\ud800" <= character <= "\udfff" for character in value)
